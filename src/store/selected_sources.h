// SPDX-License-Identifier: MIT
//
// The sources of a selection. Of a million of them only those are read that have one of the items
// which a selection comes to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/database.h"

namespace syndic::store {

/// Which sources are selected, by key. Borrows its arguments; its methods throw DatabaseError.
class SelectedSources {
 public:
  SelectedSources(Database& database, const std::vector<std::string>& ids)
      : database_(database), ids_(ids.begin(), ids.end()) {}

  [[nodiscard]] bool has(std::string_view id) const { return ids_.contains(id); }

  /// The id of the source if it is selected, else nullptr. Lives as long as this.
  [[nodiscard]] const std::string* id_of(Key source);

  /// The same for who has read the id.
  void note(Key source, std::string id);

 private:
  Database& database_;
  std::unordered_set<std::string_view> ids_;
  std::unordered_map<Key, std::optional<std::string>> known_;  // Empty: not selected.
};

/// The selected sources that have items, one at a time: that with the newest item first, of equally
/// new ones that of the higher key. Borrows its arguments; next() and pop() throw DatabaseError.
class SourcesByNewest {
 public:
  struct Head {
    Key source = 0;
    std::int64_t newest = 0;  ///< Seconds since 1970.
  };

  SourcesByNewest(Database& database, const std::vector<std::string>& ids,
                  SelectedSources& selected)
      : database_(database), ids_(ids), selected_(selected) {}

  /// The first of those that are left; nullptr after the last.
  [[nodiscard]] const Head* next();

  void pop() { ++at_; }

 private:
  void read_few();
  void read_more();

  Database& database_;
  const std::vector<std::string>& ids_;
  SelectedSources& selected_;
  std::vector<Head> heads_;
  std::size_t at_ = 0;
  std::optional<Head> last_;  // That was read, of all sources.
  std::size_t count_ = 0;     // To be read the next time; 0 at the beginning.
  bool is_at_end_ = false;
};

}  // namespace syndic::store
