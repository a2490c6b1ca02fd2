// SPDX-License-Identifier: MIT
#include "serve/listen_address.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ascii.h"

namespace syndic::serve {
namespace {

std::optional<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && port >= 0 && port <= 65'535 ? std::optional(port) : std::nullopt;
}

bool is_host(std::string_view text, std::string_view punctuation) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [&](char c) {
    return base::is_alpha(c) || base::is_digit(c) || punctuation.find(c) != std::string_view::npos;
  });
}

}  // namespace

Result<ListenAddress> parse_listen(std::string_view text) {
  const auto wrong = [] {
    return fail(Errc::malformed,
                "listen where? Write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080");
  };
  const std::size_t colon = text.rfind(':');
  const bool is_only_port = colon == std::string_view::npos;
  const auto port = parse_port(is_only_port ? text : text.substr(colon + 1));
  if (!port) return wrong();
  if (is_only_port) return ListenAddress{"127.0.0.1", *port};
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    if (!is_host(host, ":.")) return wrong();
  } else if (!is_host(host, ".-")) {
    return wrong();
  }
  return ListenAddress{std::string(host), *port};
}

std::string to_string(const ListenAddress& address) {
  const bool ipv6 = address.host.find(':') != std::string::npos;
  return (ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace syndic::serve
