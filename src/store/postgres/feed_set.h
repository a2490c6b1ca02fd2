// SPDX-License-Identifier: MIT
//
// What a store remembers of publishing, once for each set of feeds (Options::set): tables in the
// store's schema for the set without a name, and for each other in a schema of its own, "news/SET"
// beside "news", which is then first in the connection's search_path.
#pragma once

#include <set>
#include <string>

#include "store/postgres/wire.h"

namespace syndic::store {

/// The statements that make such tables, with their indexes.
[[nodiscard]] std::string sql_of_set_tables();

/// Makes them, in the schema that is first in the search_path, with triggers that note there what
/// changes. Throws DatabaseError, as do all that follow.
void make_tables_of_set(Wire& wire, const std::string& set);

/// The names of those triggers, without what those of a named set have before.
[[nodiscard]] std::set<std::string> triggers_of_set();

/// Has the connection use that set's tables; false if they are not there.
[[nodiscard]] bool enter_set(Wire& wire, const std::string& set);

/// The same; makes them first if they are not there, all items being news to them.
void make_set(Wire& wire, const std::string& set);

}  // namespace syndic::store
