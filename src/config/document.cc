// SPDX-License-Identifier: MIT
#include "config/document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace syndic::config {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} * 1024;
constexpr int kDeepest = 8;  // [[source]], page, a key, a list: nothing known lies deeper.

Position position(const toml::source_region& region) {
  return {std::max<std::uint32_t>(region.begin.line, 1),
          std::max<std::uint32_t>(region.begin.column, 1)};
}

Table to_table(toml::table& table, int depth);

// Strings are moved out: the TOML tree is not needed any more.
Value to_value(toml::node& node, int depth) {
  Value value;
  value.at = position(node.source());
  if (depth > kDeepest) return value;
  if (auto* text = node.as_string()) {
    value.data = std::move(text->get());
  } else if (const auto* integer = node.as_integer()) {
    value.data = integer->get();
  } else if (const auto* number = node.as_floating_point()) {
    value.data = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.data = boolean->get();
  } else if (auto* array = node.as_array()) {
    List list;
    list.reserve(array->size());
    for (toml::node& element : *array) list.push_back(to_value(element, depth + 1));
    value.data = std::move(list);
  } else if (auto* table = node.as_table()) {
    value.data = to_table(*table, depth + 1);
  }
  return value;
}

Table to_table(toml::table& table, int depth) {
  Table members;
  members.reserve(table.size());
  for (auto&& [key, node] : table) {
    members.push_back({std::string(key.str()), position(key.source()), to_value(node, depth)});
  }
  return members;
}

// The first byte that is no UTF-8 or begins a line that is too long: the library reports these
// without a position or not at all.
std::optional<SyntaxError> find_unreadable(std::string_view text) {
  const std::size_t valid = base::valid_utf8_prefix(text);
  Position at;
  std::size_t line_begin = 0;
  while (true) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    if (valid < text.size() && valid <= line_end) {
      for (std::size_t i = line_begin; i < valid;) {
        i += base::decode_utf8(text.substr(i)).length;
        ++at.column;
      }
      return SyntaxError{at, "a byte that is no UTF-8; save the file as UTF-8 text"};
    }
    if (line_end - line_begin > kLongestLine) {
      return SyntaxError{at, "a line of more than 16 KiB; break it into several"};
    }
    if (line_end == text.size()) return std::nullopt;
    line_begin = line_end + 1;
    ++at.line;
  }
}

/// Writes values so that only equal ones are written alike.
struct Writer {
  std::string& out;

  void operator()(const Other& /*unknown*/) const { out += "?;"; }
  void operator()(const std::string& text) const {
    out += std::to_string(text.size()) + ':' + text + ';';
  }
  void operator()(std::int64_t number) const { out += std::to_string(number) + ';'; }
  void operator()(double number) const { out += std::to_string(number) + ';'; }
  void operator()(bool truth) const { out += truth ? "true;" : "false;"; }
  void operator()(const List& list) const {
    out += '[';
    for (const Value& value : list) std::visit(*this, value.data);
    out += ']';
  }
  void operator()(const Table& table) const {
    out += '{';
    for (const TomlMember& member : table) {
      (*this)(member.key);
      std::visit(*this, member.value.data);
    }
    out += '}';
  }
};

}  // namespace

std::string text_of(const Table& table) {
  Table sorted = table;
  std::ranges::sort(sorted, {}, &TomlMember::key);
  std::string text;
  Writer{text}(sorted);
  return text;
}

const Value* find(const Table& table, std::string_view key) {
  const auto member = std::find_if(table.begin(), table.end(), [&](const TomlMember& candidate) {
    return candidate.key == key;
  });
  return member == table.end() ? nullptr : &member->value;
}

tl::expected<Table, SyntaxError> read_toml(std::string_view text) {
  if (auto unreadable = find_unreadable(text)) return tl::make_unexpected(*std::move(unreadable));
  try {
    toml::table document = toml::parse(text);
    return to_table(document, 0);
  } catch (const toml::parse_error& error) {
    return tl::make_unexpected(
        SyntaxError{position(error.source()), std::string(error.description())});
  }
}

}  // namespace syndic::config
