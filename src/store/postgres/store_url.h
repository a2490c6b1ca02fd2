// SPDX-License-Identifier: MIT
//
// Where a store on PostgreSQL is: "postgresql://…", as libpq has it, or "env:NAME", the variable of
// the environment that has it. All but from_environment() is pure.
#pragma once

#include <string>
#include <string_view>

namespace syndic::store {

/// The value of `store.<key>`, or that of the environment's variable that it names. Throws
/// StoreFailure if there is none.
[[nodiscard]] std::string from_environment(const char* key, const std::string& value);

/// Whether libpq reads the same user and password from the url as others do, so that no part of
/// them is taken for a host or a database, and shown: not where they have bare special characters.
[[nodiscard]] bool is_clear_url(const std::string& url);

/// For a message: the database and where its server is, without user and password; of a url that is
/// not clear nothing.
[[nodiscard]] std::string shown_store_url(const std::string& url);

/// The same without the parameters that tell where the server is, for a message that tells it
/// itself.
[[nodiscard]] std::string shown_database(const std::string& url);

/// As a word for a shell, without passwords; or the variable that has it.
[[nodiscard]] std::string url_for_shell(const std::string& url);

/// The text as a word for a shell.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The first schema of the search_path that the url sets; empty if it sets none.
[[nodiscard]] std::string schema_in(const std::string& url);

}  // namespace syndic::store
