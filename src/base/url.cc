// SPDX-License-Identifier: MIT
#include "base/url.h"

#include <curl/urlapi.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::base {
namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlDeleter>;

struct StringDeleter {
  void operator()(char* text) const { curl_free(text); }
};

// Schemes of our own and of the wild (tag:, urn:, mailto:) are all read; we judge them ourselves.
constexpr unsigned kLenient = CURLU_NON_SUPPORT_SCHEME | CURLU_ALLOW_SPACE | CURLU_URLENCODE;

UrlHandle parse(std::string_view url) {
  UrlHandle handle(curl_url());
  const std::string text(url);
  if (curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), kLenient) != CURLUE_OK)
    return nullptr;
  return handle;
}

std::string part(const UrlHandle& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  return std::unique_ptr<char, StringDeleter>(text).get();
}

// RFC 3986 §2: unreserved, reserved and '%'.
constexpr std::array<bool, 256> url_characters() {
  std::array<bool, 256> allowed{};
  for (int c = 0x21; c < 0x7F; ++c) allowed[static_cast<std::size_t>(c)] = true;
  for (const char c : std::string_view("\"<>\\^`{|}"))
    allowed[static_cast<unsigned char>(c)] = false;
  return allowed;
}
constexpr auto kUrlCharacters = url_characters();

bool is_clean(std::string_view url) {
  for (const char c : url) {
    if (!kUrlCharacters[static_cast<unsigned char>(c)]) return false;
  }
  return true;
}

std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !is_alpha(url[0])) return 0;
  for (std::size_t i = 1; i < url.size(); ++i) {
    if (url[i] == ':') return i;
    if (!is_alpha(url[i]) && !is_digit(url[i]) && url[i] != '+' && url[i] != '-' && url[i] != '.') {
      return 0;
    }
  }
  return 0;
}

// The reference as the WHATWG URL parser sees it first: no blanks around it, no tabs or line breaks
// in it, no control characters before it.
std::string stripped(std::string_view reference) {
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= 0x20) {
    reference.remove_prefix(1);
  }
  while (!reference.empty() && static_cast<unsigned char>(reference.back()) <= 0x20) {
    reference.remove_suffix(1);
  }
  std::string out;
  out.reserve(reference.size());
  for (const char c : reference) {
    if (c != '\t' && c != '\n' && c != '\r' && c != '\0') out.push_back(c);
  }
  return out;
}

void append_percent_encoded(unsigned char byte, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out.push_back('%');
  out.push_back(kDigits[byte >> 4]);
  out.push_back(kDigits[byte & 15]);
}

// A host name beyond ASCII in the form that DNS knows (UTS #46); as given where it has none.
std::string host_to_ascii(std::string_view host) {
  struct Closer {
    void operator()(UIDNA* idna) const { uidna_close(idna); }
  };
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, Closer> idna(
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status));
  std::array<char, 256> ascii{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const std::int32_t length =
      uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<std::int32_t>(host.size()),
                             ascii.data(), static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) || info.errors != 0) return std::string(host);
  return std::string(ascii.data(), static_cast<std::size_t>(length));
}

// What may not stand in a URL, percent-encoded; what may stays as it is.
std::string percent_encoded(std::string_view url) {
  std::string out;
  out.reserve(url.size() + 16);
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (kUrlCharacters[byte]) {
      out.push_back(c);
    } else {
      append_percent_encoded(byte, out);
    }
  }
  return out;
}

bool is_hierarchical_http(std::string_view url) {
  return starts_with_ignoring_case(url, "http://") || starts_with_ignoring_case(url, "https://");
}

// Where the authority of "scheme://authority…" begins and ends; nothing without one.
struct Span {
  std::size_t begin;
  std::size_t end;
};
std::optional<Span> authority(std::string_view url) {
  const std::size_t scheme = scheme_length(url);
  if (scheme == 0 || url.substr(scheme, 3) != "://") return std::nullopt;
  const std::size_t begin = scheme + 3;
  return Span{begin, std::min(url.find_first_of("/?#", begin), url.size())};
}

// An absolute http(s) URL with its host in ASCII and the rest percent-encoded; nothing without a
// host.
std::optional<std::string> encoded_http_url(std::string_view url) {
  const auto span = authority(url);
  if (!span) return std::nullopt;
  const std::string_view whole = url.substr(span->begin, span->end - span->begin);
  const std::size_t host_begin =
      whole.rfind('@') == std::string_view::npos ? 0 : whole.rfind('@') + 1;
  const std::size_t host_end = std::min(whole.find(':', host_begin), whole.size());
  const std::string_view host = whole.substr(host_begin, host_end - host_begin);
  std::string out(url.substr(0, span->begin));
  out += percent_encoded(whole.substr(0, host_begin));
  const bool ascii = std::all_of(host.begin(), host.end(), [](char c) { return c > 0; });
  out += ascii ? std::string(host) : host_to_ascii(host);
  out += percent_encoded(url.substr(span->begin + host_end));
  return is_clean(out) && !url_host(out).empty() ? std::optional(std::move(out)) : std::nullopt;
}

// Whether a query parameter's name says that its value is a secret.
bool is_secret(std::string_view parameter) {
  constexpr std::array<std::string_view, 9> kParts = {"token",   "secret",    "password",
                                                      "passwd",  "apikey",    "api_key",
                                                      "api-key", "signature", "credential"};
  constexpr std::array<std::string_view, 5> kWholes = {"key", "sig", "pass", "pwd", "auth"};
  const std::string name = lower(parameter.substr(0, parameter.find('=')));
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return name.find(part) != std::string::npos; }) ||
         std::find(kWholes.begin(), kWholes.end(), name) != kWholes.end();
}

}  // namespace

std::string url_scheme(std::string_view url) { return lower(url.substr(0, scheme_length(url))); }

bool is_http_url(std::string_view url) {
  return is_hierarchical_http(url) && is_clean(url) && !url_host(url).empty();
}

bool is_absolute_iri(std::string_view iri) {
  const std::size_t scheme = scheme_length(iri);
  if (scheme == 0 || scheme + 1 == iri.size() || valid_utf8_prefix(iri) != iri.size()) return false;
  for (const char c : iri.substr(scheme + 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && !kUrlCharacters[byte]) return false;
  }
  const auto host = authority(iri);
  return !host || host->begin < host->end || url_scheme(iri) == "file";
}

std::optional<std::string> resolve_url(std::string_view reference, std::string_view base) {
  std::string ref = stripped(reference);
  if (ref.empty()) return std::nullopt;
  const bool has_scheme = scheme_length(ref) > 0;
  if (has_scheme && !is_hierarchical_http(ref)) return percent_encoded(ref);
  if (has_scheme) {
    // Most links of the wild are here: already right, and kept byte for byte.
    if (is_clean(ref)) return url_host(ref).empty() ? std::nullopt : std::optional(std::move(ref));
    return encoded_http_url(ref);
  }
  if (!authority(base)) return std::nullopt;
  if (ref.starts_with("//")) return encoded_http_url(url_scheme(base) + ":" + ref);
  if (ref[0] == '#') {  // curl would drop the base's last segment and query.
    return percent_encoded(std::string(base.substr(0, base.find('#'))) + ref);
  }
  const UrlHandle url = parse(base);
  if (url == nullptr) return std::nullopt;
  const std::string encoded = percent_encoded(ref);
  if (curl_url_set(url.get(), CURLUPART_URL, encoded.c_str(), CURLU_NON_SUPPORT_SCHEME) !=
      CURLUE_OK) {
    return std::nullopt;
  }
  std::string resolved = part(url, CURLUPART_URL);
  return resolved.empty() ? std::nullopt : std::optional(std::move(resolved));
}

std::string url_host(std::string_view url) {
  const auto span = authority(url);
  if (!span) return {};
  std::string_view host = url.substr(span->begin, span->end - span->begin);
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
    host.remove_prefix(at + 1);
  }
  if (host.starts_with('[')) {
    const std::size_t close = host.find(']');
    return close == std::string_view::npos ? std::string() : lower(host.substr(1, close - 1));
  }
  return lower(host.substr(0, host.find(':')));
}

std::string url_origin(std::string_view url) {
  const UrlHandle handle = parse(url);
  if (handle == nullptr) return {};
  const std::string host = lower(part(handle, CURLUPART_HOST));
  if (host.empty()) return {};
  return url_scheme(url) + "://" + host + ":" + part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

std::string without_credentials(std::string_view url) {
  const auto span = authority(url);
  if (!span) return std::string(url);
  const std::string_view host = url.substr(span->begin, span->end - span->begin);
  const std::size_t at = host.rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return std::string(url.substr(0, span->begin)) + std::string(url.substr(span->begin + at + 1));
}

std::string public_url(std::string_view url) {
  std::string plain = without_credentials(url);
  const std::size_t query = plain.find('?');
  if (query == std::string::npos) return plain;
  const std::size_t end = std::min(plain.find('#', query), plain.size());
  std::string out = plain.substr(0, query);
  char separator = '?';
  for (std::size_t begin = query + 1; begin <= end;) {
    const std::size_t next = std::min(plain.find('&', begin), end);
    const std::string_view parameter = std::string_view(plain).substr(begin, next - begin);
    if (!is_secret(parameter)) {
      out += separator;
      out += parameter;
      separator = '&';
    }
    begin = next + 1;
  }
  return out += plain.substr(end);
}

}  // namespace syndic::base
