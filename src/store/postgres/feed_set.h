// SPDX-License-Identifier: MIT
//
// What a store remembers of publishing, once for each set of feeds (Options::set): tables in the
// store's schema for the set without a name, and for each other in a schema of its own, "news/SET"
// beside "news", which is then first in the connection's search_path.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/postgres/wire.h"

namespace syndic::store {

/// One set, in the words of SQL.
struct FeedSet {
  std::string name;  ///< Empty: the one without a name.
  std::string schema;
  std::string search_path;
};

/// The statements that make such tables, with their indexes.
[[nodiscard]] std::string sql_of_set_tables();

/// Statements with the set's schema in place of each "{set}", and of each "{name}" what the names
/// of its triggers begin with.
[[nodiscard]] std::string for_set(std::string sql, const FeedSet& set);

/// The sets of the store that is first in the search_path, first the one without a name. Throws
/// DatabaseError, as do all that follow.
[[nodiscard]] std::vector<FeedSet> sets_there(Wire& wire);

/// Makes the tables of the store's set without a name, with triggers that note there what changes.
void make_tables_of_set(Wire& wire);

/// The names of those triggers, without what those of a named set have before.
[[nodiscard]] std::set<std::string> triggers_of_set();

/// Has the connection use that set's tables; false if they are not there.
[[nodiscard]] bool enter_set(Wire& wire, const std::string& name);

/// The same; makes them first if they are not there, all items being news to them.
void make_set(Wire& wire, const std::string& name);

}  // namespace syndic::store
