// SPDX-License-Identifier: MIT
#include "write/page/labels.h"

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

std::string unknown_label(const std::string& name, const Labels& known) {
  std::vector<std::string_view> names;
  names.reserve(known.size());
  for (const auto& [one, text] : known) names.push_back(one);
  const std::string_view meant = base::slipped_name(name, names);
  std::string problem = "unknown label \"" + base::printable_line(name, kLongestShown) + "\"";
  return meant.empty() ? problem : problem.append("; did you mean \"").append(meant).append("\"?");
}

}  // namespace

bool is_labels_file(std::string_view name) {
  return name.starts_with(kLabelsFolder) && name.ends_with(kToml) &&
         name.size() > kLabelsFolder.size() + kToml.size();
}

Labels read_labels(std::string_view toml, std::string_view shown) {
  Labels labels;
  for (const auto& [key, value] : parsed_toml(toml, shown)) {
    const auto* const text = value.as_string();
    if (text == nullptr) {
      const std::string name = base::printable_line(key.str(), kLongestShown);
      throw labels_failure(shown, key.source().begin.line,
                           "\"" + name + "\" is no text; write " + name + " = \"…\"");
    }
    labels.emplace(key.str(), text->get());
  }
  return labels;
}

void add_labels(std::string_view name, std::string_view toml, std::string_view shown,
                Languages& languages) {
  const Labels& english = languages.at("en");
  Labels& known = languages.try_emplace(language_of(name), english).first->second;
  for (const auto& [key, value] : parsed_toml(toml, shown)) {
    const std::string label(key.str());
    if (!english.contains(label)) {
      throw labels_failure(shown, key.source().begin.line, unknown_label(label, english));
    }
  }
  for (auto& [label, text] : read_labels(toml, shown)) known[label] = text;
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
