// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/document.h"

namespace syndic::config {

/// Words from the file as a message may show them: in double quotes, one line, printable, and cut
/// to 40 characters with "…".
[[nodiscard]] std::string in_quotes(std::string_view words);

/// The problems of a file, added in any order and listed in the file's.
class Problems {
 public:
  /// `message` is a sentence without a full stop: what is wrong, and what to do.
  void add(Position at, std::string message);

  [[nodiscard]] bool empty() const { return problems_.empty(); }

  /// "FILE:LINE:COLUMN: message" each, sorted by position (equal ones as they were added): one line
  /// of printable characters, at most 300. A very long path loses its beginning.
  [[nodiscard]] std::vector<std::string> lines(const std::filesystem::path& file) const;

 private:
  struct Problem {
    Position at;
    std::string message;
  };
  std::vector<Problem> problems_;
};

/// The same for a problem of `file` as a whole: "FILE: message".
[[nodiscard]] std::string line_about(const std::filesystem::path& file, std::string_view message);

}  // namespace syndic::config
