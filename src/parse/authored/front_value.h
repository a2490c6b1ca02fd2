// SPDX-License-Identifier: MIT
//
// Front matter as a tree, whatever syntax it is written in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/timestamp.h"

namespace syndic::parse {

/// Where something is in a file. Lines and columns are counted from 1, columns in characters.
struct FilePlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A mistake in an authored file.
struct FileMistake {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;  ///< One line, without line and column.
};

/// A date that the syntax itself knows, as TOML does; in YAML a date is a text.
struct FrontDate {
  std::optional<model::Timestamp> time;  ///< Empty: the calendar has no such day.
  bool is_local = true;                  ///< `time` names no zone; else it is UTC.
  bool has_clock = false;
};

/// A value without a meaning for any field: a fraction, or what is nested too deeply.
struct FrontOther {};

struct FrontMember;
struct FrontValue;
using FrontList = std::vector<FrontValue>;
using FrontTable = std::vector<FrontMember>;  ///< As written; no key is there twice.

struct FrontValue {
  FilePlace place;
  /// std::monostate: nothing is said, as by "key:" in YAML.
  std::variant<std::monostate, std::string, bool, std::int64_t, FrontDate, FrontOther, FrontList,
               FrontTable>
      value;
  std::string written;  ///< A flag or number of YAML as written, for fields of text; else empty.

  /// The value as a T; null if it is of another kind.
  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
};

struct FrontMember {
  std::string key;
  FilePlace place;  ///< Of the key.
  FrontValue value;
};

/// Tables and lists in one another; deeper ones are FrontOther.
inline constexpr int kDeepestFrontMatter = 20;

/// How messages show a name from a file: on one line, 60 bytes at most.
[[nodiscard]] std::string shown_name(std::string_view name);

}  // namespace syndic::parse
