// SPDX-License-Identifier: MIT
//
// What texts of a store may be that become a path, an address that is asked, a line of another
// program's input or a header. An export may come from anybody.
#pragma once

#include <cstdint>
#include <string_view>

namespace syndic::store {

/// Whether a text may be in a column. Pure.
struct TextRule {
  bool (*allows)(std::string_view text) = nullptr;
  const char* due = "";  ///< What it has to be, as in "is no name of a published file".
};

/// The rule for the texts of a column of any version; nullptr if any text may be there.
[[nodiscard]] const TextRule* rule_for(std::string_view table, std::string_view column);

/// Whether a whole number may be in a column. Each number up to that of the newest archive is the
/// name of a file, so a run goes through all of them. Pure.
[[nodiscard]] bool allows_number(std::string_view table, std::string_view column,
                                 std::int64_t number);

}  // namespace syndic::store
