// SPDX-License-Identifier: MIT
#include "base/url_parts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/byte_vector.h"

namespace syndic::base {
namespace {

bool is_name_character(char c) {
  return is_alpha(c) || is_digit(c) ||
         std::string_view("-._~!$&'()*+,;=%").find(c) != std::string_view::npos;
}

bool is_ipv6(std::string_view address) {
  // A NUL would end what inet_pton() sees.
  if (address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
  in6_addr parsed{};
  return inet_pton(AF_INET6, std::string(address).c_str(), &parsed) == 1;
}

}  // namespace

bool is_clean(std::string_view url) {
  return std::all_of(url.begin(), url.end(),
                     [](char c) { return kUrlCharacters[static_cast<unsigned char>(c)]; });
}

std::size_t find_bare_percent(std::string_view url) {
  std::size_t at = url.find('%');
  while (at != std::string_view::npos && at + 2 < url.size() && is_hex_digit(url[at + 1]) &&
         is_hex_digit(url[at + 2])) {
    at = url.find('%', at + 3);
  }
  return at;
}

std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !is_alpha(url[0])) return 0;
  for (std::size_t i = 1; i < url.size(); ++i) {
    if (url[i] == ':') return i;
    if (!is_alpha(url[i]) && !is_digit(url[i]) && url[i] != '+' && url[i] != '-' && url[i] != '.') {
      return 0;
    }
  }
  return 0;
}

bool is_hierarchical_http(std::string_view url) {
  return starts_with_ignoring_case(url, "http://") || starts_with_ignoring_case(url, "https://");
}

std::optional<Span> authority(std::string_view url) {
  const std::size_t scheme = scheme_length(url);
  if (scheme == 0 || url.substr(scheme, 3) != "://") return std::nullopt;
  const std::size_t begin = scheme + 3;
  return Span{begin, std::min(find_any<'/', '?', '#'>(url, begin), url.size())};
}

AuthorityParts authority_parts(std::string_view authority) {
  AuthorityParts parts;
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    parts.user = authority.substr(0, at + 1);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  const std::size_t colon = authority.find(':', std::min(bracket, authority.size()));
  const std::size_t end = std::min(colon, authority.size());
  parts.host = authority.substr(0, end);
  parts.port = authority.substr(end);
  return parts;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') && is_ipv6(host.substr(1, host.size() - 2));
  }
  return !host.empty() && std::all_of(host.begin(), host.end(), is_name_character);
}

bool is_port(std::string_view port) {
  constexpr int kLast = 65'535;
  if (port.empty()) return true;
  port.remove_prefix(1);
  int value = 0;
  for (const char c : port) {
    if (!is_digit(c)) return false;
    value = value * 10 + (c - '0');
    if (value > kLast) return false;
  }
  return true;
}

}  // namespace syndic::base
