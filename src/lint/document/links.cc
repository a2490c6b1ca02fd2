// SPDX-License-Identifier: MIT
#include "lint/document/links.h"

#include <algorithm>
#include <string>

#include "base/url.h"
#include "normalize/link/private_hosts.h"
#include "normalize/link/tracking.h"

namespace syndic::lint {
namespace {

bool has_tracking(std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (normalize::is_tracking(parameter)) return true;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return false;
}

bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

// What may not stand in an address; what is outside ASCII may in one of RFC 3987.
bool has_bad_character(std::string_view url) {
  return std::ranges::any_of(url,
                             [](char c) { return is_ascii_byte(c) && !base::is_url_character(c); });
}

bool is_badly_written(std::string_view url) {
  return has_bad_character(url) || base::find_bare_percent(url) != base::kNotFound ||
         !base::is_http_url(base::percent_encode(url, is_ascii_byte));
}

}  // namespace

std::string_view broken_by_link(std::string_view url) {
  if (url.empty()) return {};
  const std::string scheme = base::url_scheme(url);
  if (scheme.empty()) return has_bad_character(url) ? "item-link-invalid" : "item-link-relative";
  if (scheme != "http" && scheme != "https") return "item-link-scheme";
  if (is_badly_written(url)) return "item-link-invalid";
  if (normalize::is_private_url(url)) return "item-link-private";
  return has_tracking(base::split_url(url).query) ? "link-tracking" : "";
}

}  // namespace syndic::lint
