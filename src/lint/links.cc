// SPDX-License-Identifier: MIT
#include "lint/links.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/url.h"
#include "http/address_guard.h"

namespace syndic::lint {
namespace {

// A parameter of advertisers, mailers or statistics, which names no page.
bool is_tracking_name(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"fbclid", "gclid", "dclid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid", "_hsenc"});
  return base::starts_with_ignoring_case(name, "utm_") ||
         std::ranges::any_of(kNames, [&](std::string_view known) {
           return base::equals_ignoring_case(name, known);
         });
}

bool has_tracking(std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (is_tracking_name(parameter.substr(0, parameter.find('=')))) return true;
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

// Readers elsewhere do not reach it (RFC 6761 §6.3, RFC 6762 §3, RFC 6890).
bool is_private_host(const std::string& host) {
  const auto literal = http::is_public_literal(host);
  if (literal) return !*literal;
  if (host.find('.') == std::string::npos) return true;
  return host.ends_with(".localhost") || host.ends_with(".local") || host.ends_with(".internal");
}

}  // namespace

std::string_view broken_by_link(std::string_view url) {
  if (url.empty()) return {};
  const std::string scheme = base::url_scheme(url);
  if (scheme.empty()) return has_bad_character(url) ? "item-link-invalid" : "item-link-relative";
  if (scheme != "http" && scheme != "https") return "item-link-scheme";
  if (is_badly_written(url)) return "item-link-invalid";
  if (is_private_host(base::url_host(url))) return "item-link-private";
  return has_tracking(base::split_url(url).query) ? "link-tracking" : "";
}

}  // namespace syndic::lint
