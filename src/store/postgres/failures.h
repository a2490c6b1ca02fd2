// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::store {

/// What went wrong and what to do, in words that go on after the name of the store: "is read-only;
/// …". `state` is PostgreSQL's SQLSTATE (its manual, appendix A); empty for what libpq says itself.
[[nodiscard]] std::string words_of_postgres(std::string_view state, std::string_view message);

}  // namespace syndic::store
