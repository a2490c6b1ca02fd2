// SPDX-License-Identifier: MIT
//
// A TOML 1.0 document as plain data with the position of everything in it. Only document.cc
// includes the TOML library.
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
struct TomlMember;

using List = std::vector<Value>;
using Table = std::vector<TomlMember>;  ///< Each key once, in no order that means anything.

/// A value that no key accepts: a date, a time, or one that is nested deeper than any key.
struct Other {};

struct Value {
  Position at;
  std::variant<Other, std::string, std::int64_t, double, bool, List, Table> data;
};

struct TomlMember {
  std::string key;
  Position at;  ///< Of the key.
  Value value;
};

/// The member of that key, or null.
[[nodiscard]] const Value* find(const Table& table, std::string_view key);

/// The table as text that is equal for equal tables, whatever their positions and order of keys.
[[nodiscard]] std::string text_of(const Table& table);

/// The value as a T, or null: `if (const auto* text = as<std::string>(value)) …`. Null for a
/// null value, too.
template <class T>
[[nodiscard]] const T* as(const Value* value) {
  return value == nullptr ? nullptr : std::get_if<T>(&value->data);
}

/// Where and why a text is no TOML; one line.
struct SyntaxError {
  Position at;
  std::string message;
};

/// Reads `text`. Lines of more than 16 KiB are refused: nested keys would need unbounded stack.
[[nodiscard]] tl::expected<Table, SyntaxError> read_toml(std::string_view text);

}  // namespace syndic::config
