// SPDX-License-Identifier: MIT
#include "store/row_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/path_below.h"
#include "base/url.h"

namespace syndic::store {
namespace {

// Also a line for publish.command.
constexpr TextRule kPublishedName{base::is_path_below, "name of a published file"};

constexpr TextRule kFileOfFolder{[](std::string_view text) {
                                   return base::is_path_below(text) &&
                                          text.find('/') == std::string_view::npos;
                                 },
                                 "name of a file in a folder"};

// The name of a published file but for its folder and ending.
constexpr TextRule kLinkFile{[](std::string_view text) {
                               return text.size() == 2 && std::ranges::all_of(text, [](char c) {
                                        return base::hex_value(c) >= 0;
                                      });
                             },
                             "pair of hexadecimal digits"};

// Begins with the name of a link file.
constexpr TextRule kLinkHash{[](std::string_view text) {
                               return text.size() >= 2 && std::ranges::all_of(text, [](char c) {
                                        return base::hex_value(c) >= 0;
                                      });
                             },
                             "hash of a link"};

constexpr TextRule kAddress{
    [](std::string_view text) { return text.empty() || base::is_http_url(text); },
    "http or https address"};

// It is published as a link. Ids may be of any scheme, and other links of many.
constexpr TextRule kLink{[](std::string_view text) {
                           const std::string scheme = base::url_scheme(base::trim(text));
                           return scheme != "javascript" && scheme != "data" &&
                                  scheme != "vbscript" && scheme != "file" && scheme != "blob";
                         },
                         "link for a page"};

// It is sent as it is, and a line break would begin another header.
constexpr TextRule kHeaderValue{[](std::string_view text) {
                                  return std::ranges::none_of(text, [](char c) {
                                    const auto byte = static_cast<unsigned char>(c);
                                    return (byte < 0x20 && c != '\t') || byte == 0x7F;
                                  });
                                },
                                "value of a header"};

struct ColumnRule {
  std::string_view table;
  std::string_view column;
  const TextRule* rule;
};

// Other texts that look like paths or addresses are only compared or shown (archive.feed,
// source_list.place), or judged when they are used (listed_source.source).
constexpr std::array kRules = {ColumnRule{"published_file", "name", &kPublishedName},
                               ColumnRule{"unannounced_file", "name", &kPublishedName},
                               ColumnRule{"link_file", "name", &kLinkFile},
                               ColumnRule{"link_answer", "link", &kLinkHash},
                               ColumnRule{"known_file", "name", &kFileOfFolder},
                               ColumnRule{"site_feed", "feed_url", &kAddress},
                               ColumnRule{"source", "adopted_url", &kAddress},
                               ColumnRule{"source", "moved_url", &kAddress},
                               ColumnRule{"source", "feed_url", &kLink},
                               ColumnRule{"source", "home_page_url", &kLink},
                               ColumnRule{"source", "icon", &kLink},
                               ColumnRule{"item", "url", &kLink},
                               ColumnRule{"item", "external_url", &kLink},
                               ColumnRule{"item", "comments_url", &kLink},
                               ColumnRule{"item", "image", &kLink},
                               ColumnRule{"item", "banner_image", &kLink},
                               ColumnRule{"ping", "hub", &kAddress},
                               ColumnRule{"ping", "topic", &kAddress},
                               ColumnRule{"source", "etag", &kHeaderValue},
                               ColumnRule{"source", "last_modified", &kHeaderValue},
                               ColumnRule{"source_list", "etag", &kHeaderValue},
                               ColumnRule{"source_list", "last_modified", &kHeaderValue}};

}  // namespace

bool allows_number(std::string_view table, std::string_view column, std::int64_t number) {
  constexpr std::int64_t kMostArchives = 100'000;  // Of some ten million items.
  if (table != "archive" || column != "number") return true;
  return number >= 1 && number <= kMostArchives;
}

const TextRule* rule_for(std::string_view table, std::string_view column) {
  const auto* const found = std::ranges::find_if(
      kRules, [&](const ColumnRule& each) { return each.table == table && each.column == column; });
  return found == kRules.end() ? nullptr : found->rule;
}

}  // namespace syndic::store
