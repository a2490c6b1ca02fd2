// SPDX-License-Identifier: MIT
//
// How URLs are taken apart, for the url*.cc of this folder. Everything else includes base/url.h.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace syndic::base {

/// RFC 3986 §2: unreserved, reserved and '%'.
constexpr std::array<bool, 256> url_characters() {
  std::array<bool, 256> allowed{};
  for (std::size_t c = 0x21; c < 0x7F; ++c) allowed[c] = true;
  for (const char c : std::string_view("\"<>\\^`{|}")) {
    allowed[static_cast<unsigned char>(c)] = false;
  }
  return allowed;
}
inline constexpr auto kUrlCharacters = url_characters();

/// Whether every character may stand in a URL.
[[nodiscard]] bool is_clean(std::string_view url);

/// Where the first '%' of `url` stands that is not before two hexadecimal digits (RFC 3986 §2.1);
/// npos without one.
[[nodiscard]] std::size_t find_bare_percent(std::string_view url);

/// The length of the scheme before its colon; 0 where there is none.
[[nodiscard]] std::size_t scheme_length(std::string_view url);

/// Begins with "http://" or "https://", in any case.
[[nodiscard]] bool is_hierarchical_http(std::string_view url);

/// Where the authority of "scheme://authority…" begins and ends; nothing without one.
struct Span {
  std::size_t begin;
  std::size_t end;
};
[[nodiscard]] std::optional<Span> authority(std::string_view url);

/// The parts of an authority (RFC 3986 §3.2), cut where browsers cut: at the last '@', then behind
/// the closing bracket or at the first colon.
struct AuthorityParts {
  std::string_view user;  ///< With its '@'; empty without one.
  std::string_view host;  ///< With brackets.
  std::string_view port;  ///< With its colon; empty without one.
};
[[nodiscard]] AuthorityParts authority_parts(std::string_view authority);

/// Whether `host` is a name of RFC 3986's reg-name characters or a literal address of IPv6, and
/// `port` (with its colon) empty or a number up to 65535.
[[nodiscard]] bool is_host(std::string_view host);
[[nodiscard]] bool is_port(std::string_view port);

}  // namespace syndic::base
