// SPDX-License-Identifier: MIT
#include "store/candidates.h"

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

constexpr int kMostOfOneTitle = 200;

model::Found read_found(const Query& row) {
  return {.key = row.number(0),
          .source = row.number(1),
          .fingerprint = static_cast<std::uint64_t>(row.number(2)),
          .words = static_cast<std::uint32_t>(row.number(3))};
}

}  // namespace

std::optional<model::Candidate> StoredCandidates::item(model::ItemKey key) {
  Query row = database_.query(
      "SELECT source_key, first_seen, published, id, canonical_url, title_key, fingerprint, "
      "words, url, title, (SELECT by_source FROM withdrawal WHERE item_key = item.key) "
      "FROM item WHERE key = $1 AND dropped_by = ''",
      key);
  if (!row.next()) return std::nullopt;
  if (!selection_.facet.empty() && !in_facet(database_, selection_.facet, key)) return std::nullopt;
  const bool is_withdrawn = !row.is_null(10);
  if (is_withdrawn && row.number(10) != 0) return std::nullopt;  // By its source.
  const model::SourceKey source = row.number(0);
  const std::string* const name = sources_.id_of(source);
  model::Candidate item{
      .key = key,
      .source = source,
      .source_id = name == nullptr ? std::string() : *name,
      .first_seen = row.number(1),
      .published = row.number(2),
      .id = row.text(3),
      .canonical_url = row.text(4),
      .url = row.text(8),
      .title = row.text(9),
      .title_key = row.text(5),
      .fingerprint = static_cast<std::uint64_t>(row.number(6)),
      .words = static_cast<std::uint32_t>(row.number(7)),
      .withdrawn = is_withdrawn,
  };
  if (is_too_new(item)) return std::nullopt;
  return item;
}

bool StoredCandidates::is_too_new(const model::Candidate& item) const {
  const auto limit = selection_.not_after.find(item.source_id);
  return limit != selection_.not_after.end() &&
         item.published > base::to_unix_seconds(limit->second);
}

std::vector<model::Found> StoredCandidates::like(const model::Likeness& likeness) {
  if (likeness.match == model::Match::link) return with_link(likeness.text);
  static const std::string kById = "SELECT key, source_key, 0, 0 FROM item WHERE " +
                                   same_text("id", "$1") + " ORDER BY source_key";
  static const std::string kByTitleKey =
      "SELECT key, source_key, fingerprint, words FROM item WHERE " + same_text("title_key", "$1") +
      " AND title_key <> '' AND published BETWEEN $2 AND $3 AND dropped_by = '' "
      "ORDER BY published, key LIMIT $4";
  Query rows = likeness.match == model::Match::id
                   ? database_.query(kById, likeness.text)
                   : database_.query(kByTitleKey, likeness.text, likeness.not_before,
                                     likeness.not_after, kMostOfOneTitle);
  std::vector<model::Found> found;
  while (rows.next()) {
    const model::Found each = read_found(rows);
    if (sources_.id_of(each.source) != nullptr) found.push_back(each);
  }
  return found;
}

// The first item of each source, and a second one if there is any: a link that a source gives to
// several items proves nothing. Each search in the index finds an item of the next source, however
// many share the link.
std::vector<model::Found> StoredCandidates::with_link(const std::string& link) {
  static const std::string kNext =
      "SELECT key, source_key, 0, 0 FROM item WHERE " + same_text("canonical_url", "$1") +
      " AND canonical_url <> '' AND source_key > $2 AND dropped_by = '' "
      "ORDER BY source_key, first_seen, published, key LIMIT 2";
  std::vector<model::Found> found;
  for (model::SourceKey after = 0;;) {
    Query rows = database_.query(kNext, link, after);
    if (!rows.next()) return found;
    const model::Found first = read_found(rows);
    after = first.source;
    if (sources_.id_of(first.source) == nullptr) continue;
    found.push_back(first);
    if (!rows.next()) continue;
    const model::Found second = read_found(rows);
    if (second.source == first.source) found.push_back(second);
  }
}

std::optional<model::Item> StoredCandidates::text(model::ItemKey key) {
  return text_of(database_, key);
}

void StoredCandidates::keep_lineage(model::ItemKey key, const model::Lineage& lineage) {
  if (database_.is_read_only()) return;
  database_.run("UPDATE item SET fingerprint = $1, words = $2 WHERE key = $3", lineage.fingerprint,
                lineage.words, key);
}

model::Origin StoredCandidates::origin(model::ItemKey key) {
  Query row =
      database_.query(std::string("SELECT ") + kExtraColumns + " FROM item WHERE key = $1", key);
  return row.next() ? read_extras(row, 0).origin : model::Origin();
}

model::SourceHome StoredCandidates::home(model::SourceKey source) {
  Query row = database_.query(
      "SELECT home_page_url, feed_url, fetched_url FROM source WHERE key = $1", source);
  if (!row.next()) return {};
  return {.home_page_url = row.text(0), .feed_url = row.text(1), .fetched_url = row.text(2)};
}

std::optional<model::Item> text_of(Database& database, model::ItemKey item) {
  static const std::string kText =
      std::string("SELECT ") + kTextColumns + " FROM item WHERE key = $1";
  Query row = database.query(kText, item);
  return row.next() ? std::optional(read_texts(row, 0)) : std::nullopt;
}

bool in_facet(Database& database, const std::string& feed, model::ItemKey item) {
  return database.has("SELECT 1 FROM facet_item WHERE item_key = $1 AND feed = $2", item, feed);
}

model::Judge judge_of(const Selection& selection, model::Candidates& candidates) {
  if (selection.same_story) return selection.same_story(candidates);
  return [&candidates](model::ItemKey key) {
    const auto item = candidates.item(key);
    return model::Verdict{.withdrawn = !item || item->withdrawn};
  };
}

}  // namespace syndic::store
