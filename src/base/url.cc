// SPDX-License-Identifier: MIT
#include "base/url.h"

#include <curl/urlapi.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/ascii.h"
#include "base/url_parts.h"
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

// What a byte may be in an http URL that needs no thought.
enum : unsigned char { kHostStart = 1, kHost = 2, kHostEnd = 4, kPlain = 8 };

constexpr std::array<unsigned char, 256> plain_classes() {
  std::array<unsigned char, 256> classes{};
  const auto add = [&classes](std::string_view characters, unsigned char kinds) {
    for (const char c : characters) {
      auto& known = classes[static_cast<unsigned char>(c)];
      known = static_cast<unsigned char>(known | kinds);
    }
  };
  for (int c = 0; c < 128; ++c) {
    const auto character = static_cast<char>(c);
    if (is_alpha(character) || is_digit(character)) {
      classes[static_cast<std::size_t>(c)] = kHostStart | kHost | kPlain;
    }
  }
  add("-._", kHost);
  add("/?#", kHostEnd);
  add("-._~:/?#@!$&'()*+,;=%", kPlain);
  return classes;
}
constexpr auto kPlainClasses = plain_classes();

bool is_in(char c, unsigned char kind) {
  return (kPlainClasses[static_cast<unsigned char>(c)] & kind) != 0;
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

// `part` with the secret parameters behind its first question mark gone.
std::string without_secrets(std::string_view part) {
  const std::size_t query = part.find('?');
  if (query == std::string_view::npos) return std::string(part);
  std::string out(part.substr(0, query));
  char separator = '?';
  for (std::size_t begin = query + 1; begin <= part.size();) {
    const std::size_t next = std::min(part.find('&', begin), part.size());
    const std::string_view parameter = part.substr(begin, next - begin);
    if (!is_secret(parameter)) {
      out += separator;
      out += parameter;
      separator = '&';
    }
    begin = next + 1;
  }
  return out;
}

}  // namespace

std::string url_scheme(std::string_view url) { return lower(url.substr(0, scheme_length(url))); }

bool is_plain_http_url(std::string_view url) {
  std::size_t at = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (at == 0 || at == url.size() || !is_in(url[at], kHostStart)) return false;
  while (at < url.size() && is_in(url[at], kHost)) ++at;
  if (at == url.size()) return true;
  if (!is_in(url[at], kHostEnd)) return false;
  return std::all_of(url.begin() + static_cast<std::ptrdiff_t>(at), url.end(),
                     [](char c) { return is_in(c, kPlain); }) &&
         find_bare_percent(url) == std::string_view::npos;
}

bool is_http_url(std::string_view url) {
  if (is_plain_http_url(url)) return true;
  if (!is_hierarchical_http(url) || !is_clean(url)) return false;
  const auto span = authority(url);
  const AuthorityParts parts = authority_parts(url.substr(span->begin, span->end - span->begin));
  return is_host(parts.host) && is_port(parts.port);
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

std::string url_host(std::string_view url) {
  const auto span = authority(url);
  if (!span) return {};
  std::string_view host = authority_parts(url.substr(span->begin, span->end - span->begin)).host;
  if (host.starts_with('[')) {
    if (!host.ends_with(']')) return {};
    host = host.substr(1, host.size() - 2);
  }
  return lower(host);
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
  const std::string plain = without_credentials(url);
  const std::string_view view = plain;
  const std::size_t hash = std::min(view.find('#'), view.size());
  // Pages that run in the browser have a query in their fragment as well.
  return without_secrets(view.substr(0, hash)) + without_secrets(view.substr(hash));
}

}  // namespace syndic::base
