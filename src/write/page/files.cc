// SPDX-License-Identifier: MIT
#include "write/page/files.h"

#include <algorithm>
#include <array>

#include "write/page/search_index.h"

namespace syndic::write {

bool is_page_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> kBeginnings = {"kind-", "page-", "source-"};
  if (name.starts_with(kAnswersFolder) || name == kSearchIndexFile) return true;
  if (name == "index.html" || name == "embed.html" || name == kAboutPage) return true;
  return name.ends_with(".html") &&
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

std::string page_name(std::string_view list, std::size_t number) {
  std::string name(list);
  if (number == 1) return (name.empty() ? "index" : name) + ".html";
  if (!name.empty()) name += '.';
  return name + "page-" + std::to_string(number) + ".html";
}

}  // namespace syndic::write
