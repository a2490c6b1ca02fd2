// SPDX-License-Identifier: MIT
#include "write/page/files.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "write/page/search_index.h"

namespace syndic::write {
namespace {

constexpr std::string_view kHistory = "page-";
constexpr std::string_view kEnding = ".html";

}  // namespace

std::string latest_page_name(std::size_t number) {
  if (number == 1) return std::string(kIndexPage);
  return "latest-" + std::to_string(number).append(kEnding);
}

std::string history_page_name(std::size_t number, std::string_view list_page) {
  std::string name;
  if (list_page != kIndexPage) name.append(list_page.substr(0, list_page.find('.'))).append(".");
  return name.append(kHistory).append(std::to_string(number)).append(kEnding);
}

bool is_history_page_name(std::string_view name) {
  if (!name.ends_with(kEnding)) return false;
  name.remove_suffix(kEnding.size());
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    name.remove_prefix(dot + 1);
  }
  if (!name.starts_with(kHistory)) return false;
  name.remove_prefix(kHistory.size());
  return !name.empty() && std::ranges::all_of(name, base::is_digit);
}

std::string list_page_name(std::string_view type, std::string_view name) {
  return std::string(type).append("-").append(name).append(kEnding);
}

std::string embed_page_name(std::string_view list_page) {
  if (list_page == kIndexPage) return "embed.html";
  return std::string("embed-").append(list_page);
}

bool is_page_name(std::string_view name) {
  constexpr std::array<std::string_view, 7> kBeginnings = {"kind-", "page-",   "source-", "group-",
                                                           "tag-",  "latest-", "embed-"};
  constexpr std::array<std::string_view, 10> kNames = {
      kIndexPage,    kAboutPage,       "embed.html",      "sources.html",    kSearchIndexFile,
      "sitemap.xml", "assets/site.js", "assets/icon.svg", "assets/feed.css", "assets/style.css"};
  if (name.starts_with(kAnswersFolder) || std::ranges::find(kNames, name) != kNames.end()) {
    return true;
  }
  return name.ends_with(kEnding) &&
         std::ranges::any_of(
             kBeginnings, [&](std::string_view beginning) { return name.starts_with(beginning); });
}

}  // namespace syndic::write
