// SPDX-License-Identifier: MIT
#include "base/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/byte_vector.h"
#include "base/utf8.h"

namespace syndic::base {
namespace {

// What a byte may be in a URL; the first four in an http URL that needs no thought.
enum : unsigned char {
  kHostStart = 1,
  kHost = 2,
  kHostEnd = 4,
  kPlain = 8,
  kAllowed = 16,
  kScheme = 32,
  kNotPercent = 64
};

constexpr std::array<unsigned char, 256> url_classes() {
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
      classes[static_cast<std::size_t>(c)] = kHostStart | kHost | kPlain | kAllowed | kScheme;
    }
  }
  add("-._", kHost);
  add("/?#", kHostEnd);
  add("-._~:/?#@!$&'()*+,;=%", kPlain | kAllowed);
  add("[]", kAllowed);
  add("+-.", kScheme);
  for (int c = 0; c < 256; ++c) {
    if (c != '%') classes[static_cast<std::size_t>(c)] |= kNotPercent;
  }
  return classes;
}
constexpr auto kClasses = url_classes();

bool is_in(char c, unsigned char kind) {
  return (kClasses[static_cast<unsigned char>(c)] & kind) != 0;
}

// What holds for every byte of `text`. Without a branch for each byte, as links are long.
unsigned char common_kinds(std::string_view text) {
  unsigned kinds = 0xFF;
  for (const char c : text) kinds &= kClasses[static_cast<unsigned char>(c)];
  return static_cast<unsigned char>(kinds);
}

// Whether a byte after the host keeps a URL from being plain, or may do so as a '%' may: all but
// those of kPlain. Of a vector and of one byte, in as few comparisons as there are gaps in ASCII.
constexpr auto kMayNotBePlain = [](const auto& c) {
  using Byte = signed char;
  return c < Byte{'!'} || c == Byte{'"'} || c == Byte{'%'} || c == Byte{'<'} || c == Byte{'>'} ||
         (c >= Byte{'['} && c <= Byte{'^'}) || c == Byte{'`'} || (c >= Byte{'{'} && c != Byte{'~'});
};

// The length of the scheme before its colon; 0 if there is none.
std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !is_alpha(url[0])) return 0;
  std::size_t length = 1;
  while (length < url.size() && is_in(url[length], kScheme)) ++length;
  return length < url.size() && url[length] == ':' ? length : 0;
}

void split_authority(std::string_view authority, UrlView& url) {
  if ((common_kinds(authority) & kHost) != 0) {  // Nearly always.
    url.user = authority.substr(0, 0);
    url.host = authority;
    url.port = authority.substr(authority.size());
    return;
  }
  const std::size_t at = authority.rfind('@');
  url.user = authority.substr(0, at == kNotFound ? 0 : at);
  if (at != kNotFound) authority.remove_prefix(at + 1);
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  const std::size_t colon = authority.find(':', std::min(bracket, authority.size()));
  url.host = authority.substr(0, colon);
  url.port = authority.substr(std::min(url.host.size() + 1, authority.size()));
}

// As much of a host as RFC 3986 §6.2.2 holds for the same.
std::string comparable_host(std::string_view host) {
  return host.find('%') == kNotFound ? lower(host) : lower(even_escapes(host));
}

// RFC 3986 §3.2.2 "reg-name".
bool is_name_character(char c) {
  return is_unreserved(c) || std::string_view("!$&'()*+,;=%").find(c) != kNotFound;
}

bool is_ipv6(std::string_view address) {
  // A NUL would end what inet_pton() sees.
  if (address.find_first_not_of("0123456789abcdefABCDEF:.") != kNotFound) return false;
  in6_addr parsed{};
  return inet_pton(AF_INET6, std::string(address).c_str(), &parsed) == 1;
}

// RFC 4122 §3: 8-4-4-4-12 hexadecimal digits.
bool is_uuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kShape[i] == '-' ? text[i] != '-' : !is_hex_digit(text[i])) return false;
  }
  return true;
}

// The byte that the escape at the start of `text` stands for; nothing without one.
std::optional<char> escaped_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

// `text` with each escape as `write(byte, out)` has it.
template <class Write>
std::string rewrite_escapes(std::string_view text, Write write) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto byte = escaped_byte(text.substr(i))) {
      write(*byte, out);
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
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

// `part` without the secret parameters after its first question mark.
std::string without_secrets(std::string_view part) {
  const std::size_t query = part.find('?');
  if (query == kNotFound) return std::string(part);
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

UrlView split_url(std::string_view text) {
  UrlView url;
  url.text = text;
  url.scheme = text.substr(0, scheme_length(text));
  std::string_view rest = text.substr(url.scheme.empty() ? 0 : url.scheme.size() + 1);
  url.has_authority = rest.starts_with("//");
  if (url.has_authority) rest.remove_prefix(2);
  std::size_t authority = 0;
  while (url.has_authority && authority < rest.size() && !is_in(rest[authority], kHostEnd)) {
    ++authority;
  }
  split_authority(rest.substr(0, authority), url);
  rest.remove_prefix(authority);
  url.path = rest.substr(0, find_any<'?', '#'>(rest));
  rest.remove_prefix(url.path.size());
  if (rest.starts_with('?')) rest.remove_prefix(1);
  url.query = rest.substr(0, rest.find('#'));
  rest.remove_prefix(std::min(url.query.size() + 1, rest.size()));
  url.fragment = rest;
  return url;
}

std::string url_scheme(std::string_view url) { return lower(url.substr(0, scheme_length(url))); }

std::string url_host(std::string_view url) {
  const UrlView parts = split_url(url);
  std::string_view host = parts.scheme.empty() ? std::string_view() : parts.host;
  if (host.starts_with('[')) {
    if (!host.ends_with(']')) return {};
    host = host.substr(1, host.size() - 2);
  }
  return comparable_host(host);
}

std::string url_port(std::string_view url) {
  const UrlView parts = split_url(url);
  if (!parts.port.empty()) {
    return std::string(
        parts.port.substr(std::min(parts.port.find_first_not_of('0'), parts.port.size() - 1)));
  }
  if (equals_ignoring_case(parts.scheme, "https")) return "443";
  return equals_ignoring_case(parts.scheme, "http") ? "80" : "";
}

std::string url_origin(std::string_view url) {
  const UrlView parts = split_url(url);
  if (parts.scheme.empty() || parts.host.empty()) return {};
  return lower(parts.scheme) + "://" + comparable_host(parts.host) + ":" + url_port(url);
}

bool is_hierarchical_http(std::string_view url) {
  return starts_with_ignoring_case(url, "http://") || starts_with_ignoring_case(url, "https://");
}

std::string_view plain_http_host(std::string_view url) {
  const std::size_t begin = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  std::size_t end = begin;
  if (begin == 0 || begin == url.size() || !is_in(url[begin], kHostStart)) return {};
  while (end < url.size() && is_in(url[end], kHost)) ++end;
  if (end < url.size() && !is_in(url[end], kHostEnd)) return {};
  return url.substr(begin, end - begin);
}

bool is_plain_http_url(std::string_view url) {
  const std::string_view host = plain_http_host(url);
  if (host.empty()) return false;
  const std::string_view rest = url.substr(static_cast<std::size_t>(host.end() - url.begin()));
  if (rest.size() >= kVector && find_byte(rest, 0, kMayNotBePlain) == rest.size()) return true;
  const unsigned char kinds = common_kinds(rest);
  return (kinds & kPlain) != 0 &&
         ((kinds & kNotPercent) != 0 || find_bare_percent(rest) == kNotFound);
}

bool is_http_url(std::string_view url) {
  if (is_plain_http_url(url)) return true;
  if (!is_hierarchical_http(url) || !std::all_of(url.begin(), url.end(), is_url_character)) {
    return false;
  }
  const UrlView parts = split_url(url);
  return is_host(parts.host) && is_port(parts.port);
}

bool is_absolute_iri(std::string_view iri) {
  const UrlView parts = split_url(iri);
  if (parts.scheme.empty() || parts.scheme.size() + 1 == iri.size()) return false;
  if (valid_utf8_prefix(iri) != iri.size()) return false;
  constexpr std::string_view kUuid = "urn:uuid:";
  if (starts_with_ignoring_case(iri, kUuid)) return is_uuid(iri.substr(kUuid.size()));
  const bool fits = std::all_of(iri.begin(), iri.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_url_character(c);
  });
  return fits && (!parts.has_authority || parts.before_path().size() > parts.scheme.size() + 3 ||
                  equals_ignoring_case(parts.scheme, "file"));
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') && is_ipv6(host.substr(1, host.size() - 2));
  }
  return !host.empty() && std::all_of(host.begin(), host.end(), is_name_character);
}

bool is_port(std::string_view port) {
  constexpr int kLast = 65'535;
  int value = 0;
  for (const char c : port) {
    if (!is_digit(c)) return false;
    value = value * 10 + (c - '0');
    if (value > kLast) return false;
  }
  return true;
}

std::string without_calendar_scheme(std::string_view url) {
  const std::string scheme = url_scheme(url);
  const bool is_calendar = scheme == "webcal" || scheme == "webcals";
  if (!is_calendar || !url.substr(scheme.size()).starts_with("://")) return std::string(url);
  return "https" + std::string(url.substr(scheme.size()));
}

std::string without_credentials(std::string_view url) { return with_credentials(url, {}); }

std::string with_credentials(std::string_view url, std::string_view credentials) {
  const UrlView parts = split_url(url);
  if (!parts.has_authority) return std::string(url);
  const auto authority = static_cast<std::size_t>(parts.user.data() - url.data());
  std::string out(url.substr(0, authority));
  if (!credentials.empty()) out.append(credentials).append("@");
  return out.append(url.substr(parts.before_host().size()));
}

std::string public_url(std::string_view url) {
  const std::string plain = without_credentials(url);
  const UrlView parts = split_url(plain);
  // Pages that run in the browser have a query in their fragment as well.
  return without_secrets(parts.before_fragment()) + without_secrets(parts.fragment_with_mark());
}

std::string_view query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    if (parameter.starts_with(name) && parameter.substr(name.size()).starts_with('=')) {
      return parameter.substr(name.size() + 1);
    }
    query.remove_prefix(std::min(parameter.size() + 1, query.size()));
  }
  return {};
}

bool is_url_character(char c) { return is_in(c, kAllowed); }

void append_escape(char byte, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out.append({'%', kDigits[value >> 4U], kDigits[value & 15U]});
}

std::string percent_decode(std::string_view text) {
  return rewrite_escapes(text, [](char byte, std::string& out) { out.push_back(byte); });
}

std::string even_escapes(std::string_view text) {
  return rewrite_escapes(text, [](char byte, std::string& out) {
    is_unreserved(byte) ? out.push_back(byte) : append_escape(byte, out);
  });
}

std::string escape_brackets(std::string_view url) {
  if (find_any<'[', ']'>(url) == kNotFound) return std::string(url);
  const UrlView parts = split_url(url);
  const auto may_stand = [](char c) { return c != '[' && c != ']'; };
  return percent_encode(parts.before_host(), may_stand)
      .append(parts.host_and_port())
      .append(percent_encode(parts.after_authority(), may_stand));
}

std::size_t find_bare_percent(std::string_view text) {
  std::size_t at = text.find('%');
  while (at != kNotFound && escaped_byte(text.substr(at))) at = text.find('%', at + 3);
  return at;
}

std::string escape_bare_percents(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t bare = find_bare_percent(text); bare != kNotFound;
       bare = find_bare_percent(text)) {
    out.append(text.substr(0, bare)).append("%25");
    text.remove_prefix(bare + 1);
  }
  return out.append(text);
}

}  // namespace syndic::base
