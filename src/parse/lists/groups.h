// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace syndic::parse {

/// Appends to a source's groups those that it is not in yet.
inline void add_groups(std::vector<std::string> more, std::vector<std::string>& groups) {
  for (std::string& group : more) {
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(std::move(group));
  }
}

}  // namespace syndic::parse
