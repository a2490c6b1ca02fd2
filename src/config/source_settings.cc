// SPDX-License-Identifier: MIT
#include "config/source_settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/toml_text.h"
#include "config/schema.h"

namespace syndic::config {
namespace {

constexpr std::string_view kPageKeys = "page.";

// The key as SourceSetting has it; empty for one of another table, and for "page" itself.
std::string setting_key(const KeyInfo& info) {
  if (info.section == "source.page") return std::string(kPageKeys) + std::string(info.key);
  if (info.section == "source" && info.key != "page") return std::string(info.key);
  return {};
}

/// Writes a value in TOML's notation.
struct NotationWriter {
  std::string& out;

  void operator()(const Other& /*unknown*/) const { out += "\"\""; }
  void operator()(const std::string& text) const { out += base::toml_string(text); }
  void operator()(std::int64_t number) const { out += std::to_string(number); }
  void operator()(double number) const {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string text(digits.data(), end);
    out += text;
    if (text.find_first_of(".en") == std::string::npos) out += ".0";
  }
  void operator()(bool truth) const { out += truth ? "true" : "false"; }
  void operator()(const List& list) const {
    out += '[';
    for (const Value& value : list) {
      if (&value != &list.front()) out += ", ";
      std::visit(*this, value.data);
    }
    out += ']';
  }
  void operator()(const Table& table) const {
    out += '{';
    for (const TomlMember& member : table) {
      out += (&member == &table.front() ? " " : ", ") + base::toml_string(member.key) + " = ";
      std::visit(*this, member.value.data);
    }
    out += " }";
  }
};

}  // namespace

std::vector<SourceSetting> settings_of(const Table& source) {
  static const Table kNoPage;
  const auto* page = as<Table>(find(source, "page"));
  std::vector<SourceSetting> settings;
  for (const KeyInfo& info : all_keys()) {
    const std::string key = setting_key(info);
    if (key.empty()) continue;
    const bool is_of_page = info.section == "source.page";
    const Table& table = is_of_page ? (page == nullptr ? kNoPage : *page) : source;
    const Value* value = find(table, info.key);
    if (value == nullptr) continue;
    const auto* text = as<std::string>(value);
    const bool is_plain = text != nullptr && !is_in_notation(key);
    settings.push_back({key, is_plain ? *text : toml_of(*value)});
  }
  return settings;
}

bool is_source_key(std::string_view key) {
  return std::ranges::any_of(all_keys(),
                             [&](const KeyInfo& info) { return setting_key(info) == key; });
}

bool is_in_notation(std::string_view key) {
  constexpr std::array<std::string_view, 4> kTypes = {"integer", "true or false", "list", "table"};
  return std::ranges::any_of(all_keys(), [&](const KeyInfo& info) {
    return setting_key(info) == key && std::ranges::find(kTypes, info.type) != kTypes.end();
  });
}

std::string toml_of(const Value& value) {
  std::string text;
  std::visit(NotationWriter{text}, value.data);
  return text;
}

std::optional<Value> value_of_toml(std::string_view text) {
  if (text.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
  auto document = read_toml("value = " + std::string(text));
  if (!document || document->size() != 1) return std::nullopt;
  return std::move(document->front().value);
}

}  // namespace syndic::config
