// SPDX-License-Identifier: MIT
//
// A TOML 1.0 document as plain data with the place of everything in it. document.cc alone knows the
// TOML library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <tuple>
#include <variant>
#include <vector>

namespace syndic::config {

/// Where in the file, counted from 1; columns count characters.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
  friend bool operator<(const Position& a, const Position& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  }
};

struct Value;
struct Member;

using List = std::vector<Value>;
using Table = std::vector<Member>;  ///< Each key once, in no order that means anything.

/// What no key takes: a date, a time, or whatever is nested deeper than any key is.
struct Other {};

struct Value {
  Position at;
  std::variant<Other, std::string, std::int64_t, double, bool, List, Table> data;
};

struct Member {
  std::string key;
  Position at;  ///< Of the key.
  Value value;
};

/// The member of that key, or null.
[[nodiscard]] const Value* find(const Table& table, std::string_view key);

/// All that the table says, as text that is equal for equal tables, wherever they stand.
[[nodiscard]] std::string text_of(const Table& table);

/// The value as a T, or null: `if (const auto* text = as<std::string>(value)) …`. A null value has
/// none.
template <class T>
[[nodiscard]] const T* as(const Value* value) {
  return value == nullptr ? nullptr : std::get_if<T>(&value->data);
}

/// Where and why a text is no TOML; one line.
struct SyntaxError {
  Position at;
  std::string message;
};

/// Reads `text`. Lines beyond 16 KiB are refused: nested keys would cost stack without a bound.
[[nodiscard]] tl::expected<Table, SyntaxError> read_toml(std::string_view text);

}  // namespace syndic::config
