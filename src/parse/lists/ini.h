// SPDX-License-Identifier: MIT
//
// Files of sections with keys and values, as Python's ConfigParser and Ruby's INI readers take
// them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::parse {

struct IniValue {
  std::string text;      ///< Trimmed; lines that continue it follow after one space each.
  std::size_t line = 0;  ///< Of its key, counted from 1.
};

struct IniSection {
  std::string name;                        ///< As it is written; empty above the first section.
  std::size_t line = 0;                    ///< Of its first header.
  std::map<std::string, IniValue> values;  ///< By key in lower case; of equal ones the last.
};

/// The longest value that is read, in bytes; a longer one is cut.
inline constexpr std::size_t kLongestIniValue = 2'000;

/// Reads any text: the first section is what stands above all headers, the others come in the
/// order of their first headers. `key = value` and `key: value` mean the same; a line that is
/// further indented than its key's continues the value; lines that begin with # or ;, and what
/// follows a blank and a semicolon, are comments. Lines that are nothing of this are ignored.
[[nodiscard]] std::vector<IniSection> read_ini(std::string_view text);

/// The value of `key` in the section, or in `defaults` where it has none, with each %(name)s
/// replaced by the value of that name and %% by one %. Empty without one. Never longer than
/// kLongestIniValue.
[[nodiscard]] std::string ini_value(const IniSection& section, const IniSection& defaults,
                                    const std::string& key);

}  // namespace syndic::parse
