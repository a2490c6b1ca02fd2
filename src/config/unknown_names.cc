// SPDX-License-Identifier: MIT
#include "config/unknown_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "config/nearest_name.h"
#include "config/other_words.h"
#include "config/schema.h"

namespace syndic::config {
namespace {

// A key as it would be written without quotes, else in quotes.
std::string shown(std::string_view name) {
  const bool bare =
      !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-';
      });
  return bare ? std::string(name) : in_quotes(name);
}

// Where a name that is unknown in its place is known: the table, else the first key.
std::string known_elsewhere(std::string_view name) {
  if (std::string header = header_of(name); !header.empty()) return header;
  for (const KeyInfo& info : all_keys()) {
    if (info.key == name) return std::string(info.section) + "." + std::string(info.key);
  }
  return std::string(key_called_anywhere(name));
}

// What was meant by a name that is none of `names`: one of them by another word or spelt wrong,
// else the same name in another place, else the nearest. `full` makes it as the file would have it.
template <class Full>
std::string meant_by(std::string_view name, std::string_view section,
                     std::span<const std::string_view> names, Full full) {
  const std::string_view called = key_called(name, section);
  if (!called.empty()) return std::string(called);
  const std::string_view slipped = slipped_name(name, names);
  if (!slipped.empty()) return full(slipped);
  std::string elsewhere = known_elsewhere(name);
  return elsewhere.empty() ? full(nearest_name(name, names)) : elsewhere;
}

bool has_table(const Value& value) {
  const auto* list = as<List>(&value);
  return list == nullptr ? as<Table>(&value) != nullptr
                         : std::any_of(list->begin(), list->end(), has_table);
}

bool has_url(const Value& value) {
  if (const auto* table = as<Table>(&value)) return find(*table, "url") != nullptr;
  const auto* list = as<List>(&value);
  return list != nullptr && std::any_of(list->begin(), list->end(), has_url);
}

// Others list under "feeds" what they read: addresses, or tables that have one.
bool lists_sources(const Member& member) {
  return base::equals_ignoring_case(member.key, "feeds") &&
         (!has_table(member.value) || has_url(member.value));
}

}  // namespace

void say_unknown_key(const Member& member, std::string_view section,
                     std::span<const std::string_view> names, Context& context) {
  const std::string prefix = std::string(section) + ".";
  const auto full = [&](std::string_view name) { return prefix + std::string(name); };
  const std::string meant =
      lists_sources(member) ? header_of("source") : meant_by(member.key, section, names, full);
  context.errors.add(member.at,
                     "unknown key " + prefix + shown(member.key) + "; did you mean " + meant + "?");
}

void say_unknown_section(const Member& member, Context& context) {
  const std::string meant = lists_sources(member)
                                ? header_of("source")
                                : meant_by(member.key, "", section_names(), header_of);
  context.errors.add(member.at,
                     (has_table(member.value) ? "unknown table [" + shown(member.key) + "]"
                                              : "unknown key " + shown(member.key)) +
                         "; did you mean " + meant + "?");
}

bool has_misnamed(const Table& document, std::string_view section) {
  const std::vector<std::string_view> names = section_names();
  return std::any_of(document.begin(), document.end(), [&](const Member& member) {
    if (!has_table(member.value) || !header_of(member.key).empty()) return false;
    const std::string_view called = key_called(member.key, "");
    return called.empty() ? slipped_name(member.key, names) == section
                          : called == header_of(section);
  });
}

}  // namespace syndic::config
