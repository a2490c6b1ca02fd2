// SPDX-License-Identifier: MIT
//
// URLs by RFC 3986, as browsers read them: blanks around them and line breaks inside them go,
// characters that may not stand in one are percent-encoded, and what is already right stays byte
// for byte as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::base {

/// A base beyond this is none, wherever one is taken: it would be written before every relative
/// reference, and no honest document has one so long.
constexpr std::size_t kLongestBaseUrl = 2'048;

/// "https" of "HTTPS://…", in lower case; empty where `url` has no scheme (RFC 3986 §3.1).
[[nodiscard]] std::string url_scheme(std::string_view url);

/// Whether `url` is an absolute http or https URL with a host.
[[nodiscard]] bool is_http_url(std::string_view url);

/// Whether `iri` is an absolute IRI fit for an id: a scheme, then at least one character, no blank
/// or character that RFC 3987 §2.2 forbids.
[[nodiscard]] bool is_absolute_iri(std::string_view iri);

/// The absolute, percent-encoded URL that `reference` means at `base` (RFC 3986 §5.2). Nothing
/// where it is empty after trimming, is relative and `base` is no hierarchical URL, or cannot be
/// read. Any scheme is let through: callers allow-list schemes themselves.
[[nodiscard]] std::optional<std::string> resolve_url(std::string_view reference,
                                                     std::string_view base);

/// The host in lower case, without port, brackets or user; empty where there is none.
[[nodiscard]] std::string url_host(std::string_view url);

/// "scheme://host:port" in lower case with the port always named (RFC 6454 §4); empty for no URL.
[[nodiscard]] std::string url_origin(std::string_view url);

/// The URL without user name and password.
[[nodiscard]] std::string without_credentials(std::string_view url);

/// The URL as logs, reports, the store and published files may show it: without user name, password
/// and the query parameters whose names say that they are secret ("token", "api_key" …).
[[nodiscard]] std::string public_url(std::string_view url);

}  // namespace syndic::base
