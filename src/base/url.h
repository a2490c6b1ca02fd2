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

/// Whether `url` is beyond doubt an absolute http or https URL, as most are: scheme in lower case,
/// a host name in ASCII without user or port, then only characters that RFC 3986 allows behind
/// one. resolve_url() gives such a one back as it is. Others may be right as well.
[[nodiscard]] bool is_plain_http_url(std::string_view url);

/// Whether `url` is an absolute http or https URL with a host, and a port up to 65535 if any.
[[nodiscard]] bool is_http_url(std::string_view url);

/// Whether `iri` is an absolute IRI fit for an id: a scheme, then at least one character, no blank
/// or character that RFC 3987 §2.2 forbids.
[[nodiscard]] bool is_absolute_iri(std::string_view iri);

/// The absolute, percent-encoded URL that `reference` means at `base` (RFC 3986 §5.2). Tabs and
/// line breaks in it go; in http and https, backslashes are slashes, the number of slashes behind
/// the scheme does not matter, and a host beyond ASCII becomes what DNS knows (UTS #46). An
/// absolute reference that is right stays byte for byte. Nothing where it is empty after trimming,
/// is relative and `base` is no hierarchical URL, or its host or port can be none. Any scheme is
/// let through: callers allow-list schemes themselves. To resolve the result again changes nothing.
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
