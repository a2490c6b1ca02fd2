// SPDX-License-Identifier: MIT
#include "config/given_values.h"

#include <algorithm>

#include "base/printable.h"
#include "base/url.h"

namespace syndic::config {
namespace {

// Writes a value as the file has it, tables only as such.
struct Written {
  std::string operator()(const Other&) const { return "a date or a time"; }
  std::string operator()(const std::string& text) const {
    return '"' + base::printable_line(base::public_url(text)) + '"';
  }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    std::string text = std::to_string(number);
    text.erase(std::max(text.find_last_not_of('0'), text.find('.') + 1) + 1);
    return text;
  }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const Table&) const { return "a table"; }
  std::string operator()(const List& list) const {
    std::string text;
    for (const Value& value : list)
      text += (text.empty() ? "" : ", ") + std::visit(*this, value.data);
    return "[" + text + "]";
  }
};

std::string owner_of(const Table& table) {
  for (const char* name : {"id", "name"}) {
    if (const auto* text = as<std::string>(find(table, name))) return base::printable_line(*text);
  }
  return {};
}

void add_values(const Value& at, std::string_view rest, std::string_view name,
                const std::string& owner, std::vector<GivenHere>& values);

void add_values(const Table& table, std::string_view rest, std::string_view name,
                const std::string& owner, std::vector<GivenHere>& values) {
  if (rest.empty()) {
    const Value* value = find(table, name);
    if (value != nullptr) values.push_back({value->at, owner, std::visit(Written{}, value->data)});
    return;
  }
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const Value* inner = find(table, rest.substr(0, dot));
  if (inner == nullptr) return;
  add_values(*inner, rest.substr(std::min(rest.size(), dot + 1)), name, owner, values);
}

void add_values(const Value& at, std::string_view rest, std::string_view name,
                const std::string& owner, std::vector<GivenHere>& values) {
  if (const auto* table = as<Table>(&at)) add_values(*table, rest, name, owner, values);
  const auto* list = as<List>(&at);
  if (list == nullptr) return;
  for (const Value& entry : *list) {
    const auto* table = as<Table>(&entry);
    if (table != nullptr) add_values(*table, rest, name, owner_of(*table), values);
  }
}

}  // namespace

std::vector<GivenHere> values_given(const Table& document, std::string_view section,
                                    std::string_view name) {
  std::vector<GivenHere> values;
  add_values(document, section, name, {}, values);
  std::ranges::sort(values, [](const auto& a, const auto& b) { return a.at < b.at; });
  return values;
}

}  // namespace syndic::config
