// SPDX-License-Identifier: MIT
#include "cli/help/completion.h"

#include <algorithm>
#include <array>
#include <utility>

namespace syndic::cli {
namespace {

// In this order, for values that may be two things, as ITEM|SOURCE.
constexpr auto kValueNames = std::to_array<std::pair<std::string_view, ValueKind>>({
    {"SOURCE", ValueKind::source},
    {"FEED", ValueKind::feed},
    {"FILE", ValueKind::file},
    {"INPUT", ValueKind::file},
    {"DIR", ValueKind::folder},
    {"TOPIC", ValueKind::topic},
    {"KEY", ValueKind::key},
});

bool has_word(std::string_view value, std::string_view word) {
  const std::string within = "|" + std::string(value) + "|";
  return within.find("|" + std::string(word) + "|") != std::string::npos;
}

}  // namespace

ValueKind kind_of(const OptionReference& option) {
  if (!option.choices.empty()) return ValueKind::choice;
  const auto found = std::ranges::find_if(
      kValueNames, [&](const auto& kind) { return has_word(option.value, kind.first); });
  return found == kValueNames.end() ? ValueKind::other : found->second;
}

std::vector<std::string> explainable_names(const Manual& manual) {
  std::vector<std::string> names = sections_of(manual);
  for (const DocumentedKey& key : manual.keys) {
    names.push_back(key.key);
    names.push_back(key.name());
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace syndic::cli
