// SPDX-License-Identifier: MIT
#include "http/proxy.h"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"

namespace syndic::http {
namespace {

constexpr std::size_t kLongestShown = 100;

/// An address of either family as bytes; empty if the text is a name.
struct Address {
  std::array<unsigned char, 16> bytes{};
  int bits = 0;  ///< 32 or 128.
};

std::optional<Address> address_of(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string host(text);
  Address address;
  if (::inet_pton(AF_INET, host.c_str(), address.bytes.data()) == 1) {
    address.bits = 32;
  } else if (::inet_pton(AF_INET6, host.c_str(), address.bytes.data()) == 1) {
    address.bits = 128;
  } else {
    return std::nullopt;
  }
  return address;
}

bool share_prefix(const Address& a, const Address& b, int bits) {
  for (int bit = 0; bit < bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    if (((a.bytes.at(byte) ^ b.bytes.at(byte)) >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

// Whether `network`, an address or "address/bits", holds the host, which is an address.
bool holds(std::string_view network, const Address& host) {
  const std::size_t slash = network.find('/');
  const auto base = address_of(network.substr(0, slash));
  if (!base || base->bits != host.bits) return false;
  int bits = host.bits;
  if (slash != base::kNotFound) {
    const std::string_view number = network.substr(slash + 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
    if (error != std::errc() || end != number.data() + number.size()) return false;
    if (bits < 0 || bits > host.bits) return false;
  }
  return share_prefix(*base, host, bits);
}

// Whether the host is the domain or below it; "example.org" and ".example.org" are one.
bool is_within(std::string_view host, std::string_view domain) {
  if (domain.starts_with('.')) domain.remove_prefix(1);
  if (domain.empty() || host.size() < domain.size()) return false;
  const std::size_t before = host.size() - domain.size();
  return base::equals_ignoring_case(host.substr(before), domain) &&
         (before == 0 || host[before - 1] == '.');
}

bool is_excepted(std::string_view host, std::string_view list) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto address = address_of(host);
  constexpr std::string_view kSeparators = ", \t";
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(kSeparators), list.size());
    const std::string_view entry = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (entry == "*" || (address ? holds(entry, *address) : is_within(host, entry))) return true;
  }
  return false;
}

std::optional<Proxy> first_of(std::initializer_list<const char*> names,
                              const Environment& environment) {
  for (const char* name : names) {
    if (auto value = environment(name)) return Proxy{*std::move(value), name};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::optional<Proxy> proxy_from_environment(std::string_view url, const Environment& environment) {
  auto proxy = base::url_scheme(url) == "https"
                   ? first_of({"https_proxy", "HTTPS_PROXY"}, environment)
                   : first_of({"http_proxy"}, environment);
  if (!proxy) proxy = first_of({"all_proxy", "ALL_PROXY"}, environment);
  if (!proxy) return std::nullopt;
  const auto exceptions = first_of({"no_proxy", "NO_PROXY"}, environment);
  if (exceptions && is_excepted(base::url_host(url), exceptions->url)) return std::nullopt;
  return proxy;
}

std::string shown_proxy(const Proxy& proxy) {
  // As in curl, the scheme may be missing.
  const std::size_t scheme = proxy.url.find("://");
  const std::string url =
      "http://" + proxy.url.substr(scheme == std::string::npos ? 0 : scheme + 3);
  return base::printable_line(base::split_url(url).host_and_port(), kLongestShown) + ", which " +
         proxy.named_by + " names,";
}

}  // namespace syndic::http
