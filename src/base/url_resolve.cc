// SPDX-License-Identifier: MIT
//
// References to absolute URLs: RFC 3986 §5, on text that is first repaired as the WHATWG URL
// parser does.
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/url.h"
#include "base/url_parts.h"

namespace syndic::base {
namespace {

bool is_control_or_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }

// No blanks or control characters around it, no tabs, line breaks or NULs in it.
std::string stripped(std::string_view reference) {
  while (!reference.empty() && is_control_or_space(reference.front())) reference.remove_prefix(1);
  while (!reference.empty() && is_control_or_space(reference.back())) reference.remove_suffix(1);
  std::string out;
  out.reserve(reference.size());
  for (const char c : reference) {
    if (c != '\t' && c != '\n' && c != '\r' && c != '\0') out.push_back(c);
  }
  return out;
}

// What may not stand in a URL, percent-encoded; what may stays as it is.
std::string percent_encoded(std::string_view url) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(url.size() + 16);
  std::size_t bare_percent = find_bare_percent(url);
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto byte = static_cast<unsigned char>(url[i]);
    if (i == bare_percent) {
      out.append("%25");
      const std::size_t next = find_bare_percent(url.substr(i + 1));
      bare_percent = next == kNotFound ? kNotFound : i + 1 + next;
    } else if (kUrlCharacters[byte]) {
      out.push_back(url[i]);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte >> 4]);
      out.push_back(kDigits[byte & 15]);
    }
  }
  return out;
}

// A host name beyond ASCII in the form that DNS knows (UTS #46); nothing where it has none.
std::optional<std::string> host_to_ascii(std::string_view host) {
  struct Closer {
    void operator()(UIDNA* idna) const { uidna_close(idna); }
  };
  // Names with hyphens in these places are in use, and browsers take them.
  constexpr std::uint32_t kHarmless =
      UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  constexpr std::size_t kLongestHost = 255;
  if (host.size() > 4 * kLongestHost) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, Closer> idna(
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status));
  std::array<char, kLongestHost + 1> ascii{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const std::int32_t length =
      uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<std::int32_t>(host.size()),
                             ascii.data(), static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) || (info.errors & ~kHarmless) != 0) return std::nullopt;
  return std::string(ascii.data(), static_cast<std::size_t>(length));
}

// An absolute http(s) URL with its host in ASCII and the rest percent-encoded; nothing where host
// or port can be none.
std::optional<std::string> encoded_http_url(std::string_view url) {
  const auto span = authority(url);
  if (!span) return std::nullopt;
  const AuthorityParts parts = authority_parts(url.substr(span->begin, span->end - span->begin));
  std::string host(parts.host);
  if (!is_ascii(host)) {
    auto ascii = host_to_ascii(host);
    // What maps to a percent sign would be read as another name the next time.
    if (!ascii || ascii->find('%') != kNotFound) return std::nullopt;
    host = *std::move(ascii);
  }
  if (!is_host(host) || !is_port(parts.port)) return std::nullopt;
  std::string out(url.substr(0, span->begin));
  out += percent_encoded(parts.user);
  out += host;
  out += parts.port;
  out += percent_encoded(url.substr(span->end));
  return out;
}

// Backslashes before query and fragment are slashes to browsers, where the scheme is http or https.
void turn_backslashes(std::string& reference) {
  const std::size_t end = std::min(find_any<'?', '#'>(reference), reference.size());
  std::replace(reference.begin(), reference.begin() + static_cast<std::ptrdiff_t>(end), '\\', '/');
}

// `path` without "." and ".." segments (RFC 3986 §5.2.4).
std::string without_dot_segments(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  while (!path.empty()) {
    const std::size_t next = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, next);  // "/name"
    path.remove_prefix(next);
    if (segment == "/." || segment == "/..") {
      if (segment == "/..") out.erase(std::min(out.rfind('/'), out.size()));
      if (path.empty()) out.push_back('/');
    } else {
      out += segment;
    }
  }
  return out;
}

// RFC 3986 §5.2.2 for a clean reference without scheme and authority, and a clean base with both.
std::string merged(std::string_view reference, std::string_view base, const Span& authority) {
  base = base.substr(0, base.find('#'));
  if (reference.starts_with('#')) return std::string(base).append(reference);
  const std::string_view base_path_and_query = base.substr(authority.end);
  const std::size_t query = std::min(base_path_and_query.find('?'), base_path_and_query.size());
  std::string out(base.substr(0, authority.end));
  const std::string_view base_path = base_path_and_query.substr(0, query);
  if (reference.starts_with('?')) return out.append(base_path).append(reference);
  const std::size_t path_end = std::min(find_any<'?', '#'>(reference), reference.size());
  std::string path;
  if (!reference.starts_with('/')) {
    const std::size_t slash = base_path.rfind('/');
    path = slash == kNotFound ? "/" : std::string(base_path.substr(0, slash + 1));
  }
  path += reference.substr(0, path_end);
  return out.append(without_dot_segments(path)).append(reference.substr(path_end));
}

// `base` cleaned, with its authority; nothing where nothing can be relative to it.
std::optional<std::string> usable_base(std::string_view base) {
  if (is_plain_http_url(base)) return std::string(base);
  if (is_hierarchical_http(base)) return encoded_http_url(base);
  const auto span = authority(base);
  if (!span || span->begin == span->end) return std::nullopt;
  return percent_encoded(base);
}

std::optional<std::string> resolve_relative(std::string text, std::string_view base);

// "http:" or "https:" with any number of slashes: two are meant, unless the reference is relative
// to a base of its own scheme (RFC 3986 §5.4.2, WHATWG URL "special authority slashes state").
std::optional<std::string> resolve_http(std::string text, std::string_view base) {
  turn_backslashes(text);
  const std::string_view view = text;
  const std::size_t scheme = scheme_length(view);
  const std::size_t rest = std::min(view.find_first_not_of('/', scheme + 1), view.size());
  const bool two_slashes = rest - scheme > 2;
  if (!two_slashes && is_hierarchical_http(base) &&
      equals_ignoring_case(view.substr(0, scheme), url_scheme(base))) {
    return resolve_relative(text.substr(scheme + 1), base);
  }
  std::string whole(view.substr(0, scheme));
  return encoded_http_url(whole.append("://").append(view.substr(rest)));
}

// `text` is taken for a reference without a scheme, whatever it begins with.
std::optional<std::string> resolve_relative(std::string text, std::string_view base) {
  if (text.empty()) return std::nullopt;
  const auto clean_base = usable_base(base);
  if (!clean_base) return std::nullopt;
  const bool is_web = is_hierarchical_http(*clean_base);
  if (is_web) turn_backslashes(text);
  if (text.starts_with("//")) {
    std::string whole = url_scheme(*clean_base).append(":").append(text);
    return is_web ? resolve_http(std::move(whole), {}) : percent_encoded(whole);
  }
  return merged(percent_encoded(text), *clean_base, *authority(*clean_base));
}

}  // namespace

std::optional<std::string> resolve_url(std::string_view reference, std::string_view base) {
  // Most links of the wild are here: already right, and kept byte for byte.
  if (is_plain_http_url(reference)) return std::string(reference);
  std::string text = stripped(reference);
  const std::size_t scheme = scheme_length(text);
  if (scheme == 0) return resolve_relative(std::move(text), base);
  const std::string_view name = std::string_view(text).substr(0, scheme);
  const bool is_web = equals_ignoring_case(name, "http") || equals_ignoring_case(name, "https");
  return is_web ? resolve_http(std::move(text), base) : percent_encoded(text);
}

}  // namespace syndic::base
