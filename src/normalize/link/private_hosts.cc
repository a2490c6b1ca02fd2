// SPDX-License-Identifier: MIT
#include "normalize/link/private_hosts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::normalize {
namespace {

struct Network {
  std::uint32_t address;
  unsigned bits;
};

// RFC 6890 §2.2.2: this host, private use, loopback, link-local.
constexpr auto kPrivate = std::to_array<Network>({{0x00000000, 8},
                                                  {0x0A000000, 8},
                                                  {0x7F000000, 8},
                                                  {0xA9FE0000, 16},
                                                  {0xAC100000, 12},
                                                  {0xC0A80000, 16}});

bool is_private(std::uint32_t address) {
  return std::any_of(kPrivate.begin(), kPrivate.end(), [&](const Network& each) {
    return (address >> (32 - each.bits)) == (each.address >> (32 - each.bits));
  });
}

// RFC 4291 §2.5: unspecified, loopback, link-local, an IPv4 address in it; RFC 4193: unique local.
bool is_private(const in6_addr& address) {
  const auto& bytes = address.s6_addr;
  if ((bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80)) return true;
  const bool is_low = std::all_of(bytes, bytes + 10, [](auto byte) { return byte == 0; });
  if (!is_low) return false;
  const std::uint32_t last = std::uint32_t{bytes[12]} << 24U | std::uint32_t{bytes[13]} << 16U |
                             std::uint32_t{bytes[14]} << 8U | bytes[15];
  if (bytes[10] == 0xFF && bytes[11] == 0xFF) return is_private(last);
  return bytes[10] == 0 && bytes[11] == 0 && last <= 1;
}

bool is_private_ipv6(std::string_view address) {
  in6_addr parsed{};
  return inet_pton(AF_INET6, std::string(address).c_str(), &parsed) == 1 && is_private(parsed);
}

// In any of the forms that programs take: "127.1", "0x7f.0.0.1".
bool is_private_ipv4(std::string_view address) {
  in_addr parsed{};
  return inet_aton(std::string(address).c_str(), &parsed) == 1 && is_private(ntohl(parsed.s_addr));
}

bool is_private_name(std::string_view host, std::string_view top) {
  constexpr auto kTops = std::to_array<std::string_view>({"localhost", "local", "internal"});
  const auto is_top = [&](std::string_view each) { return base::equals_ignoring_case(top, each); };
  if (std::any_of(kTops.begin(), kTops.end(), is_top)) return true;
  return is_top("arpa") && base::lower(host).ends_with("home.arpa");
}

bool is_private_host(std::string_view host) {
  if (host.starts_with('[')) return is_private_ipv6(host.substr(1, host.size() - 2));
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty()) return false;
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos) return true;
  const std::string_view top = host.substr(dot + 1);
  const bool is_name = !top.empty() && base::is_alpha(top.front());
  return is_name ? is_private_name(host, top) : is_private_ipv4(host);
}

}  // namespace

bool is_private_url(std::string_view url) {
  const std::string_view plain = base::plain_http_host(url);
  const std::string_view host = plain.empty() ? base::split_url(url).host : plain;
  if (host.find('%') == std::string_view::npos) return is_private_host(host);
  return is_private_host(base::percent_decode(host));
}

}  // namespace syndic::normalize
