// SPDX-License-Identifier: MIT
//
// URLs by RFC 3986: their parts, what they are, and percent-encoding. References become absolute in
// base/url_resolve.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace syndic::base {

/// A URL or a relative reference in its parts (RFC 3986 §3). All are pieces of `text` as it is
/// written, in this order; an absent one is an empty view at the place where it would be.
struct UrlView {
  std::string_view text;      ///< The whole.
  std::string_view scheme;    ///< Without its colon; empty in a relative reference.
  std::string_view user;      ///< "name:password", without the '@'.
  std::string_view host;      ///< With the brackets of an IPv6 address.
  std::string_view port;      ///< Without its colon.
  std::string_view path;      ///< Begins with '/' after an authority, where it is not empty.
  std::string_view query;     ///< Without its '?'.
  std::string_view fragment;  ///< Without its '#'.
  bool has_authority = false;

  /// "scheme://user@"
  [[nodiscard]] std::string_view before_host() const { return between(text.data(), host.data()); }
  /// "host:port"
  [[nodiscard]] std::string_view host_and_port() const { return between(host.data(), path.data()); }
  /// "scheme://user@host:port"
  [[nodiscard]] std::string_view before_path() const { return between(text.data(), path.data()); }
  /// "/path?query#fragment"
  [[nodiscard]] std::string_view after_authority() const { return between(path.data(), end(text)); }
  /// "/path?query"
  [[nodiscard]] std::string_view path_and_query() const { return between(path.data(), end(query)); }
  /// All but "?query#fragment".
  [[nodiscard]] std::string_view before_query() const { return between(text.data(), end(path)); }
  /// All but "#fragment".
  [[nodiscard]] std::string_view before_fragment() const {
    return between(text.data(), end(query));
  }
  /// "?query", which is "?" for an empty one; empty without one.
  [[nodiscard]] std::string_view query_with_mark() const { return between(end(path), end(query)); }
  /// "#fragment", which is "#" for an empty one; empty without one.
  [[nodiscard]] std::string_view fragment_with_mark() const {
    return between(end(query), end(text));
  }

 private:
  static const char* end(std::string_view part) { return part.data() + part.size(); }
  static std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
};

/// `text` in its parts, whatever it is. A scheme is one of RFC 3986 §3.1, else all belongs to a
/// relative reference. An authority is cut where browsers and curl cut it: at its last '@', then
/// after the closing bracket or at the first colon.
[[nodiscard]] UrlView split_url(std::string_view text);

/// "https" of "HTTPS://…", in lower case; empty if `url` has no scheme (RFC 3986 §3.1).
[[nodiscard]] std::string url_scheme(std::string_view url);

/// The host in lower case, without port, brackets or user, and without needless escapes; empty
/// where there is none.
[[nodiscard]] std::string url_host(std::string_view url);

/// The port to connect to, in digits without zeros before them: the one that `url` names, else that
/// of http or https; empty for another scheme.
[[nodiscard]] std::string url_port(std::string_view url);

/// "scheme://host:port" in lower case with the port always named (RFC 6454 §4); empty if `url`
/// has no scheme or no host. For two http URLs of equal origin curl connects to the same host and
/// port, or refuses them: tests/http/same_origin_test.cc.
[[nodiscard]] std::string url_origin(std::string_view url);

/// Begins with "http://" or "https://", in any case.
[[nodiscard]] bool is_hierarchical_http(std::string_view url);

/// The host of an http or https URL whose scheme is in lower case and whose authority is nothing
/// but a host name in ASCII; empty for any other text.
[[nodiscard]] std::string_view plain_http_host(std::string_view url);

/// Whether `url` is beyond doubt an absolute http or https URL, as most are: scheme in lower case,
/// a host name in ASCII without user or port, then only characters that RFC 3986 allows after
/// one. resolve_url() returns such a one as it is. False does not mean that `url` is wrong.
[[nodiscard]] bool is_plain_http_url(std::string_view url);

/// Whether `url` is an absolute http or https URL with a host, and a port up to 65535 if any.
[[nodiscard]] bool is_http_url(std::string_view url);

/// Whether `iri` is an absolute IRI fit for an id: a scheme, then at least one character, no blank
/// or character that RFC 3987 §2.2 forbids; one of urn:uuid has a UUID (RFC 4122 §3).
[[nodiscard]] bool is_absolute_iri(std::string_view iri);

/// Whether `host` is a name of RFC 3986's reg-name characters or a literal address of IPv6 in its
/// brackets.
[[nodiscard]] bool is_host(std::string_view host);

/// Whether `port` is empty or a number up to 65535.
[[nodiscard]] bool is_port(std::string_view port);

/// The URL without its fragment.
[[nodiscard]] inline std::string_view without_fragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

/// "webcal://…" and "webcals://…", by which programs subscribe to calendars, with https in place of
/// that; any other text as it is.
[[nodiscard]] std::string without_calendar_scheme(std::string_view url);

/// The URL without user name and password.
[[nodiscard]] std::string without_credentials(std::string_view url);

/// The URL with `credentials` ("name:password", percent-encoded) in place of its own; without any
/// where they are empty, and as it is where it has no authority.
[[nodiscard]] std::string with_credentials(std::string_view url, std::string_view credentials);

/// The URL as logs, reports, the store and published files may show it: without user name, password
/// and the query parameters whose names say that they are secret ("token", "api_key" …).
[[nodiscard]] std::string public_url(std::string_view url);

/// The value of the first parameter of this name in `query` ("a=b&name=value"), as it is written;
/// empty without one.
[[nodiscard]] std::string_view query_value(std::string_view query, std::string_view name);

/// RFC 3986 §2.3.
[[nodiscard]] constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// RFC 3986 §2: unreserved, reserved or '%'.
[[nodiscard]] bool is_url_character(char c);

/// Appends "%XX", in upper case, for one byte (RFC 3986 §2.1).
void append_escape(char byte, std::string& out);

/// `text` with every byte percent-encoded for which `may_stand(char)` does not hold.
template <class MayStand>
[[nodiscard]] std::string percent_encode(std::string_view text, MayStand may_stand) {
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) may_stand(c) ? out.push_back(c) : append_escape(c, out);
  return out;
}

/// `text` with every escape as the byte that it stands for; a '%' that begins none stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// `text` with its escapes in upper case, and without those of characters that need none (RFC 3986
/// §6.2.2); a '%' that begins no escape stays.
[[nodiscard]] std::string even_escapes(std::string_view text);

/// `url` with the square brackets outside its host percent-encoded: RFC 3986 §3.3 and §3.4 have
/// none in path, query and fragment. A relative reference has no host.
[[nodiscard]] std::string escape_brackets(std::string_view url);

/// Where the first '%' is that begins no escape; npos without one.
[[nodiscard]] std::size_t find_bare_percent(std::string_view text);

/// `text` with every '%' that begins no escape percent-encoded.
[[nodiscard]] std::string escape_bare_percents(std::string_view text);

}  // namespace syndic::base
