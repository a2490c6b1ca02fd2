// SPDX-License-Identifier: MIT
//
// Filters of other programs as rules of ours (config/README.md, "Rules").
#pragma once

#include <string>
#include <string_view>

#include "base/ascii.h"

namespace syndic::parse {

/// A regular expression as a rule that matches in the same case, or in any if it begins with
/// "(?i)"; with a field's name ("title") only there.
[[nodiscard]] inline std::string rule_of_regex(std::string_view regex,
                                               std::string_view field = {}) {
  constexpr std::string_view kAnyCase = "(?i)";
  std::string rule(field);
  if (!field.empty()) rule += ": ";
  const bool any_case = regex.starts_with(kAnyCase);
  if (any_case) regex.remove_prefix(kAnyCase.size());
  rule.append(any_case ? "/" : "/(?-i)").append(regex).append("/");
  return rule;
}

/// `url` with http for feed://host, and with what follows feed: for feed:https://host.
[[nodiscard]] inline std::string without_feed_scheme(const std::string& url) {
  if (!base::starts_with_ignoring_case(url, "feed:")) return url;
  const std::string rest = url.substr(5);
  return rest.starts_with("//") ? "http:" + rest : rest;
}

}  // namespace syndic::parse
