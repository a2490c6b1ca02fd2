// SPDX-License-Identifier: MIT
//
// RFC 3986 §5, on text that is first repaired as the WHATWG URL parser does.
#include "base/url_resolve.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/url.h"

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

// What may not be in a URL, percent-encoded; what may stays as it is.
std::string encoded(std::string_view url) {
  return find_bare_percent(url) == kNotFound
             ? percent_encode(url, is_url_character)
             : percent_encode(escape_bare_percents(url), is_url_character);
}

// A host name outside ASCII in the form that DNS knows (UTS #46); empty if it has none.
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

// An absolute http(s) URL with its host in ASCII and the rest percent-encoded; empty if host
// or port can be none.
std::optional<std::string> encoded_http_url(std::string_view url) {
  const UrlView parts = split_url(url);
  std::string host(parts.host);
  if (!is_ascii(host)) {
    auto ascii = host_to_ascii(host);
    // What maps to a percent sign would be read as another name the next time.
    if (!ascii || ascii->find('%') != kNotFound) return std::nullopt;
    host = *std::move(ascii);
  }
  if (!is_host(host) || !is_port(parts.port)) return std::nullopt;
  return encoded(parts.before_host())
      .append(host)
      .append(parts.host_and_port().substr(parts.host.size()))
      .append(encoded(parts.after_authority()));
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
// `reference` is not split: what looks like a scheme in it is none here.
std::string merged(std::string_view reference, const UrlView& base) {
  if (reference.starts_with('#')) return std::string(base.before_fragment()).append(reference);
  if (reference.starts_with('?')) return std::string(base.before_query()).append(reference);
  const std::size_t path_end = std::min(find_any<'?', '#'>(reference), reference.size());
  std::string path;
  if (!reference.starts_with('/')) {
    const std::size_t slash = base.path.rfind('/');
    path = slash == kNotFound ? "/" : std::string(base.path.substr(0, slash + 1));
  }
  path += reference.substr(0, path_end);
  return std::string(base.before_path())
      .append(without_dot_segments(path))
      .append(reference.substr(path_end));
}

// `base` cleaned; empty if nothing can be relative to it.
std::optional<std::string> usable_base(std::string_view base) {
  if (is_plain_http_url(base)) return std::string(base);
  if (is_hierarchical_http(base)) return encoded_http_url(base);
  const UrlView parts = split_url(base);
  const bool is_usable = !parts.scheme.empty() && parts.has_authority &&
                         parts.before_path().size() > parts.scheme.size() + 3;
  return is_usable ? std::optional(encoded(base)) : std::nullopt;
}

std::optional<std::string> resolve_relative(std::string text, std::string_view base);

// "http:" or "https:" with any number of slashes: two are meant, unless the reference is relative
// to a base of its own scheme (RFC 3986 §5.4.2, WHATWG URL "special authority slashes state").
std::optional<std::string> resolve_http(std::string text, std::string_view base) {
  turn_backslashes(text);
  const std::string_view view = text;
  const std::size_t scheme = view.find(':');
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
    return is_web ? resolve_http(std::move(whole), {}) : encoded(whole);
  }
  return merged(encoded(text), split_url(*clean_base));
}

}  // namespace

std::optional<std::string> resolve_url(std::string_view reference, std::string_view base) {
  // Most links in the wild are here: already right, and kept byte for byte.
  if (is_plain_http_url(reference)) return std::string(reference);
  std::string text = stripped(reference);
  const std::string scheme = url_scheme(text);
  if (scheme.empty()) return resolve_relative(std::move(text), base);
  const bool is_web = scheme == "http" || scheme == "https";
  return is_web ? resolve_http(std::move(text), base) : encoded(text);
}

std::string UrlResolver::resolve(std::string_view reference, std::string_view base) {
  constexpr std::size_t kLongestUrl = 8 * 1024;
  reference = trim(reference);
  if (is_plain_http_url(reference)) return std::string(reference);
  if (reference.empty() || left_ == 0) return {};
  std::optional<std::string> url = resolve_url(reference, base);
  if (!url || url->size() > kLongestUrl) return std::string(reference);
  if (url->size() <= reference.size()) return *std::move(url);
  const std::size_t added = url->size() - reference.size();
  const bool fits = added < left_;
  left_ = fits ? left_ - added : 0;
  return fits ? *std::move(url) : std::string();
}

}  // namespace syndic::base
