// SPDX-License-Identifier: MIT
//
// Tables of tests/data/normalize: lines "in:  …" and "out: …" in pairs, each as
// escaped_line.h has it, and perhaps a "key: …" after them; all else in them is comment.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/normalize/escaped_line.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace syndic::test {

struct TableCase {
  std::string where;  ///< File and line.
  std::string in;
  std::string out;
  std::string key;  ///< Where there is one.
};

/// All cases of the tables in one folder of tests/data/normalize, or those whose lines begin with
/// other words than "in:" and "out:". Throws where there are none, or one is half.
inline std::vector<TableCase> table_cases(const std::string& folder,
                                          std::string_view in_word = "in:",
                                          std::string_view out_word = "out:") {
  std::vector<TableCase> cases;
  for (const auto& path : files_below(source_dir() / "tests/data/normalize" / folder, {".txt"})) {
    const std::string bytes = bytes_of(path);
    std::string_view rest = bytes;
    bool is_open = false;
    for (int number = 1; !rest.empty(); ++number) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const bool in = line.starts_with(in_word);
      const std::size_t column = std::max<std::size_t>(5, in_word.size() + 1);
      if (line.starts_with("key:") && !cases.empty()) cases.back().key = line.substr(5);
      if (!in && !line.starts_with(out_word)) continue;
      const std::string where = path.filename().string() + ":" + std::to_string(number);
      if (in == is_open) throw std::runtime_error("a case without its other half at " + where);
      is_open = in;
      const std::string cell = unescaped(line.substr(std::min(column, line.size())));
      if (in) {
        cases.push_back({where, cell, {}});
      } else {
        cases.back().out = cell;
      }
    }
    if (is_open) throw std::runtime_error("the last case is half in " + path.string());
  }
  return cases;
}

}  // namespace syndic::test
