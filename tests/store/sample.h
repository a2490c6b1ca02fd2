// SPDX-License-Identifier: MIT
//
// Small items, feeds and stores for the store's tests.
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "model/feed.h"
#include "normalize/story/same_story.h"
#include "store/store.h"
#include "tests/support/postgres_programs.h"
#include "tests/support/store_options.h"

namespace syndic::test {

inline model::Timestamp at(const char* rfc3339) { return base::parse_rfc3339_utc(rfc3339).value(); }

inline const model::Timestamp kNoon = at("2022-05-16T12:00:00Z");
inline const model::Timestamp kOneHourLater = at("2022-05-16T13:00:00Z");

/// An item dated `published`, with a hash that follows its title.
inline model::Item item(const std::string& id, const char* published,
                        const std::string& title = "A title") {
  model::Item made;
  made.id = id;
  made.title.value = title;
  made.content_hash = title;
  made.published = at(published);
  return made;
}

inline model::Item linked(model::Item made, const std::string& link) {
  made.url = link;
  made.canonical_url = link;
  return made;
}

inline model::Feed feed(std::vector<model::Item> items) {
  model::Feed made;
  made.items = std::move(items);
  return made;
}

inline std::unique_ptr<store::Store> open(const std::filesystem::path& folder) {
  return store::open(options_of(folder));
}

/// Changes the store of that folder behind its back, by SQL that both databases know.
inline void change(const std::filesystem::path& folder, const std::string& sql) {
  if (const std::string place = place_of(folder); !place.empty()) {
    if (run_psql(place, sql).exit_code != 0) throw std::runtime_error("psql failed: " + sql);
  } else {
    SQLite::Database((folder / "syndic.db").string(), SQLite::OPEN_READWRITE).exec(sql);
  }
}

/// The newest items of the sources, an item that several carry once.
inline store::Selection newest(std::vector<std::string> source_ids, std::size_t limit = 10) {
  return {
      .source_ids = std::move(source_ids), .limit = limit, .same_story = normalize::same_story({})};
}

/// "source/id" of each selected item, in order.
inline std::vector<std::string> names(const std::vector<store::StoredItem>& items) {
  std::vector<std::string> result;
  for (const auto& stored : items) result.push_back(stored.source_id + "/" + stored.item.id);
  return result;
}

/// The other sources that a selected item stands for.
inline std::vector<std::string> also_in(const store::StoredItem& stored) {
  std::vector<std::string> result;
  for (const auto& copy : stored.copies) result.push_back(copy.source_id);
  return result;
}

}  // namespace syndic::test
