// SPDX-License-Identifier: MIT
//
// What items' own pages say: table item_page.
#include "store/database.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {
namespace {

constexpr const char* kColumns =
    "url, is_done, tries, title, summary, content, base_url, image, author, media_url, published";

}  // namespace

std::map<std::string, int> Store::item_pages_tried(const std::string& source_id) {
  return database_->reading([&] {
    std::map<std::string, int> tried;
    Query rows = database_->query(
        "SELECT url, is_done, tries FROM item_page JOIN source ON source.key = source_key "
        "WHERE source.id = $1",
        source_id);
    while (rows.next()) {
      tried.emplace(rows.text(0),
                    rows.number(1) != 0 ? kItemPageDone : static_cast<int>(rows.number(2)));
    }
    return tried;
  });
}

std::optional<model::ItemPage> Store::item_page(const std::string& source_id,
                                                const std::string& url) {
  return database_->reading([&]() -> std::optional<model::ItemPage> {
    const auto source = find_source(*database_, source_id);
    if (!source) return std::nullopt;
    static const std::string kPage = std::string("SELECT ") + kColumns +
                                     " FROM item_page WHERE source_key = $1 AND " +
                                     same_text("url", "$2");
    Query row = database_->query(kPage, *source, url);
    if (!row.next()) return std::nullopt;
    return model::ItemPage{.url = row.text(0),
                           .is_done = row.number(1) != 0,
                           .tries = static_cast<int>(row.number(2)),
                           .title = row.text(3),
                           .summary = row.text(4),
                           .content = row.text(5),
                           .base_url = row.text(6),
                           .image = row.text(7),
                           .author = row.text(8),
                           .media_url = row.text(9),
                           .published = row.time(10)};
  });
}

void Store::remember(const std::string& source_id, const std::vector<model::ItemPage>& pages) {
  if (pages.empty()) return;
  database_->atomically([&] {
    const Key source = source_key(*database_, source_id);
    for (const model::ItemPage& page : pages) {
      database_->run("DELETE FROM item_page WHERE source_key = $1 AND " + same_text("url", "$2"),
                     source, page.url);
      database_->run(std::string("INSERT INTO item_page (source_key, ") + kColumns +
                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                     source, page.url, page.is_done, page.tries, page.title, page.summary,
                     page.content, page.base_url, page.image, page.author, page.media_url,
                     page.published);
    }
  });
}

}  // namespace syndic::store
