// SPDX-License-Identifier: MIT
#include "write/theme/labels.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"
#include "base/error.h"
#include "base/printable.h"
#include "base/slips.h"

namespace syndic::write {
namespace {

constexpr std::string_view kToml = ".toml";
constexpr std::size_t kLongestShown = 60;

// "FILE:LINE: what is wrong".
FileFailure labels_failure(std::string_view shown, std::uint32_t line, std::string_view problem) {
  return FileFailure(std::string(shown)
                         .append(":")
                         .append(std::to_string(std::max<std::uint32_t>(line, 1)))
                         .append(": ")
                         .append(problem));
}

// "zh-hans" of "labels/zh-Hans.toml" and of "labels/zh_Hans.toml".
std::string language_of(std::string_view name) {
  name.remove_prefix(kLabelsFolder.size());
  name.remove_suffix(kToml.size());
  std::string language = base::lower(name);
  std::ranges::replace(language, '_', '-');
  return language;
}

toml::table parsed_toml(std::string_view toml, std::string_view shown) {
  try {
    return toml::parse(toml);
  } catch (const toml::parse_error& error) {
    throw labels_failure(shown, error.source().begin.line,
                         base::printable_line(error.description()));
  }
}

// The text of a label.
const std::string& text_of(const toml::key& key, const toml::node& value, std::string_view shown) {
  if (const auto* const text = value.as_string()) return text->get();
  const std::string name = base::printable_line(key.str(), kLongestShown);
  throw labels_failure(shown, key.source().begin.line,
                       std::string("\"")
                           .append(name)
                           .append("\" is no text; write ")
                           .append(name)
                           .append(" = \"…\""));
}

std::string unknown_label(const std::string& name, const Labels& known) {
  std::vector<std::string_view> names;
  names.reserve(known.size());
  for (const auto& [one, text] : known) names.push_back(one);
  const std::string_view meant = base::slipped_name(name, names);
  std::string problem = "unknown label \"" + base::printable_line(name, kLongestShown) + "\"";
  return meant.empty() ? problem : problem.append("; did you mean \"").append(meant).append("\"?");
}

// The places of a text, in braces, in their order; one that is not closed goes to the end.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> places;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    places.emplace_back(text.substr(at, end == std::string_view::npos ? end : end - at + 1));
  }
  return places;
}

// What is wrong with the places of a label's text, which `english` has none but its own of; empty:
// nothing.
std::string unknown_place(const std::string& label, const std::string& text,
                          const std::string& english) {
  const std::vector<std::string> known = places_of(english);
  for (const std::string& place : places_of(text)) {
    if (std::ranges::find(known, place) != known.end()) continue;
    std::string problem =
        "\"" + label + "\" has no place " + base::printable_line(place, kLongestShown);
    for (const std::string& each : known) {
      problem.append(&each == &known.front() ? "; write " : " or ").append(each);
    }
    return problem;
  }
  return {};
}

}  // namespace

bool is_labels_file(std::string_view name) {
  return name.starts_with(kLabelsFolder) && name.ends_with(kToml) &&
         name.size() > kLabelsFolder.size() + kToml.size();
}

Labels read_labels(std::string_view toml, std::string_view shown) {
  Labels labels;
  for (const auto& [key, value] : parsed_toml(toml, shown)) {
    labels.emplace(key.str(), text_of(key, value, shown));
  }
  return labels;
}

void add_labels(std::string_view name, std::string_view toml, std::string_view shown,
                const Labels& english, Languages& languages) {
  Labels& known = languages.try_emplace(language_of(name), languages.at("en")).first->second;
  for (const auto& [key, value] : parsed_toml(toml, shown)) {
    const std::string label(key.str());
    const auto meant = english.find(label);
    if (meant == english.end()) {
      throw labels_failure(shown, key.source().begin.line, unknown_label(label, english));
    }
    const std::string& text = text_of(key, value, shown);
    const std::string problem = unknown_place(label, text, meant->second);
    if (!problem.empty()) throw labels_failure(shown, value.source().begin.line, problem);
    known[label] = text;
  }
}

const Labels& labels_for(std::string_view language, const Languages& languages) {
  std::string tag = base::lower(language);
  for (;;) {
    if (const auto found = languages.find(tag); found != languages.end()) return found->second;
    const std::size_t hyphen = tag.rfind('-');
    if (hyphen == std::string::npos) return languages.at("en");
    tag.resize(hyphen);
  }
}

}  // namespace syndic::write
