// SPDX-License-Identifier: MIT
#include "http/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace syndic::http {
namespace {

struct Ipv4Range {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array kIpv4NotPublic = {
    Ipv4Range{ipv4(0, 0, 0, 0), 8},        // "this network", RFC 791 §3.2
    Ipv4Range{ipv4(10, 0, 0, 0), 8},       // private, RFC 1918
    Ipv4Range{ipv4(100, 64, 0, 0), 10},    // shared by carriers, RFC 6598
    Ipv4Range{ipv4(127, 0, 0, 0), 8},      // loopback, RFC 1122 §3.2.1.3
    Ipv4Range{ipv4(169, 254, 0, 0), 16},   // link-local, RFC 3927; clouds keep their secrets here
    Ipv4Range{ipv4(172, 16, 0, 0), 12},    // private, RFC 1918
    Ipv4Range{ipv4(192, 0, 0, 0), 24},     // IETF protocols, RFC 6890 §2.1
    Ipv4Range{ipv4(192, 0, 2, 0), 24},     // documentation, RFC 5737
    Ipv4Range{ipv4(192, 88, 99, 0), 24},   // 6to4 relays, RFC 7526
    Ipv4Range{ipv4(192, 168, 0, 0), 16},   // private, RFC 1918
    Ipv4Range{ipv4(198, 18, 0, 0), 15},    // benchmarking, RFC 2544
    Ipv4Range{ipv4(198, 51, 100, 0), 24},  // documentation, RFC 5737
    Ipv4Range{ipv4(203, 0, 113, 0), 24},   // documentation, RFC 5737
    Ipv4Range{ipv4(224, 0, 0, 0), 4},      // multicast, RFC 1112
    Ipv4Range{ipv4(240, 0, 0, 0), 4},      // reserved, RFC 1112 §4; broadcast, RFC 919
};

bool is_public_ipv4(std::uint32_t address) {
  return std::ranges::none_of(kIpv4NotPublic, [address](const Ipv4Range& range) {
    return (address ^ range.network) >> (32 - range.bits) == 0;
  });
}

using Ipv6 = std::array<std::uint8_t, 16>;

struct Ipv6Range {
  Ipv6 network;
  int bits;
};

constexpr Ipv6Range kMapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96};  // RFC 4291 §2.5.5.2
constexpr Ipv6Range kNat64{{0, 0x64, 0xFF, 0x9B}, 96};                        // RFC 6052 §2.1
constexpr Ipv6Range k6to4{{0x20, 0x02}, 16};                                  // RFC 3056 §2
constexpr Ipv6Range kGlobalUnicast{{0x20}, 3};                                // RFC 4291 §2.4

// Exceptions within the global unicast range; all outside it (::, ::1, fc00::/7, fe80::/10,
// ff00::/8 …) is not public anyway.
constexpr std::array kIpv6NotPublic = {
    Ipv6Range{{0x20, 0x01}, 23},              // IETF protocols, Teredo among them, RFC 6890 §2.2
    Ipv6Range{{0x20, 0x01, 0x0D, 0xB8}, 32},  // documentation, RFC 3849
    Ipv6Range{{0x3F, 0xFF}, 20},              // documentation, RFC 9637
};

bool contains(const Ipv6Range& range, const Ipv6& address) {
  const auto whole = static_cast<std::size_t>(range.bits / 8);
  if (!std::equal(address.begin(), address.begin() + whole, range.network.begin())) return false;
  const int rest = range.bits % 8;
  return rest == 0 || (address[whole] ^ range.network[whole]) >> (8 - rest) == 0;
}

std::uint32_t ipv4_within(const Ipv6& address, std::size_t at) {
  return ipv4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool is_public_ipv6(const Ipv6& address) {
  if (contains(kMapped, address) || contains(kNat64, address)) {
    return is_public_ipv4(ipv4_within(address, 12));
  }
  if (contains(k6to4, address)) return is_public_ipv4(ipv4_within(address, 2));
  return contains(kGlobalUnicast, address) &&
         std::ranges::none_of(kIpv6NotPublic,
                              [&](const Ipv6Range& range) { return contains(range, address); });
}

// `address` as the type of its family.
template <class Address>
Address as(const sockaddr& address) {
  Address copy{};
  std::memcpy(&copy, &address, sizeof copy);
  return copy;
}

Ipv6 bytes_of(const in6_addr& address) {
  Ipv6 bytes{};
  std::memcpy(bytes.data(), &address, bytes.size());
  return bytes;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    return is_public_ipv4(ntohl(as<sockaddr_in>(address).sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    return is_public_ipv6(bytes_of(as<sockaddr_in6>(address).sin6_addr));
  }
  return false;
}

std::optional<bool> is_public_literal(std::string_view host) {
  const std::string text(host.substr(0, host.find('%')));  // Without an IPv6 zone, RFC 6874.
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) == 1) return is_public_ipv6(bytes_of(v6));
  in_addr v4{};
  if (!text.empty() && text.find(' ') == std::string::npos && ::inet_aton(text.c_str(), &v4) != 0) {
    return is_public_ipv4(ntohl(v4.s_addr));
  }
  return std::nullopt;
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const char* written = nullptr;
  if (address.sa_family == AF_INET) {
    const auto v4 = as<sockaddr_in>(address);
    written = ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    const auto v6 = as<sockaddr_in6>(address);
    written = ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  }
  return written != nullptr ? written : "a local socket";
}

}  // namespace syndic::http
