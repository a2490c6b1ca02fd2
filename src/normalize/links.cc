// SPDX-License-Identifier: MIT
#include "normalize/links.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::normalize {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Longer than any server takes; nothing that long is a link.
constexpr std::size_t kLongestUrl = 8'192;

// Parameters that say how a reader came, not where to. Names that begin with "utm_" are among them.
constexpr auto kTracking = std::to_array<std::string_view>({
    "_hsenc",
    "_hsmi",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "twclid",
    "vero_id",
    "wbraid",
    "yclid",
});

bool is_tracking(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  // Most parameters are told by their first letter.
  constexpr std::string_view kFirstLetters = "_dfgimotuvwy";
  if (name.empty() || kFirstLetters.find(base::to_lower(name[0])) == kNone) return false;
  if (base::starts_with_ignoring_case(name, "utm_")) return true;
  return std::any_of(kTracking.begin(), kTracking.end(), [&](std::string_view known) {
    return base::equals_ignoring_case(name, known);
  });
}

bool is_web(std::string_view url) {
  return base::starts_with_ignoring_case(url, "http://") ||
         base::starts_with_ignoring_case(url, "https://");
}

// What nearly all URLs consist of. Others may be right as well; base::resolve_url() knows.
constexpr std::array<bool, 256> plain_url_characters() {
  std::array<bool, 256> plain{};
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-._~/?#=&%+:;,!@$*'()")) {
    plain[static_cast<unsigned char>(c)] = true;
  }
  return plain;
}
constexpr auto kPlain = plain_url_characters();

bool all_plain(std::string_view url) {
  return std::all_of(url.begin(), url.end(),
                     [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

bool is_letter_or_digit(char c) { return base::is_alpha(c) || base::is_digit(c); }

bool is_allowed(std::string_view url, Schemes schemes) {
  if (is_web(url)) return true;
  if (schemes == Schemes::web) return false;
  if (base::starts_with_ignoring_case(url, "mailto:")) return url.size() > 7;
  return schemes == Schemes::link && base::starts_with_ignoring_case(url, "tel:") && url.size() > 4;
}

// Where the query of `url` begins (after the '?') and ends; nothing without one.
struct Span {
  std::size_t begin;
  std::size_t end;
};
std::optional<Span> query_of(std::string_view url) {
  const std::size_t end = std::min(url.find('#'), url.size());
  const std::size_t mark = url.substr(0, end).find('?');
  if (mark == kNone) return std::nullopt;
  return Span{mark + 1, end};
}

template <class Visit>
void for_each_parameter(std::string_view query, Visit visit) {
  for (;;) {
    const std::size_t ampersand = query.find('&');
    visit(query.substr(0, ampersand));
    if (ampersand == kNone) return;
    query.remove_prefix(ampersand + 1);
  }
}

std::string untracked_query(std::string_view query) {
  std::string out;
  bool first = true;
  for_each_parameter(query, [&](std::string_view parameter) {
    if (is_tracking(parameter)) return;
    if (!first) out.push_back('&');
    first = false;
    out.append(parameter);
  });
  return out;
}

// The length of a port at the end of `authority` that need not be named.
std::size_t default_port_length(std::string_view authority) {
  for (const std::string_view port : {":443", ":80", ":"}) {
    if (authority.ends_with(port)) return port.size();
  }
  return 0;
}

// A relative reference, encoded; empty where a browser could see a scheme in it.
std::string relative_reference(std::string_view reference) {
  // With a scheme in front resolve_url() cleans and encodes, and resolves nothing.
  constexpr std::string_view kScheme = "x:";
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= 0x20) {
    reference.remove_prefix(1);
  }
  const auto encoded = base::resolve_url(std::string(kScheme).append(reference), {});
  if (!encoded || encoded->size() <= kScheme.size()) return {};
  std::string out = encoded->substr(kScheme.size());
  const std::size_t colon = out.find(':');
  return colon == kNone || out.find_first_of("/?#") < colon ? out : std::string();
}

// `reference` at `base` where neither asks for thought: plain characters, no dot segments, and the
// reference is an absolute or a relative path. Nothing otherwise.
std::optional<std::string> plainly_resolved(std::string_view reference, std::string_view base) {
  const bool from_root = reference.starts_with('/') && !reference.starts_with("//");
  if (!from_root && (reference.empty() || !is_letter_or_digit(reference[0]))) return std::nullopt;
  if (!all_plain(reference) || !is_plainly_right(base)) return std::nullopt;
  if (reference.find_first_of(":%") != kNone || reference.find("/.") != kNone) return std::nullopt;
  const std::string_view path_of_base = base.substr(0, base.find_first_of("?#"));
  if (path_of_base.find("/.") != kNone) return std::nullopt;
  const std::size_t root = path_of_base.find('/', path_of_base.find("//") + 2);
  if (root == kNone) return std::nullopt;
  const std::size_t kept = from_root ? root : path_of_base.rfind('/') + 1;
  return std::string(base.substr(0, kept)).append(reference);
}

std::string_view usable_base(std::string_view base) {
  return base.size() <= base::kLongestBaseUrl ? base : std::string_view();
}

}  // namespace

bool is_plainly_right(std::string_view url) {
  return url.size() <= kLongestUrl && base::is_plain_http_url(url);
}

std::string absolute_url(std::string_view reference, std::string_view base, Schemes schemes) {
  if (reference.size() > kLongestUrl) return {};
  base = usable_base(base);
  if (is_plainly_right(reference)) return std::string(reference);
  // Nothing names a scheme here, and https is the one that works nearly everywhere.
  if (base.empty() && base::trim(reference).starts_with("//")) base = "https://host.invalid/";
  auto url = plainly_resolved(reference, base);
  if (!url) url = base::resolve_url(reference, base);
  // Encoding and the base make it longer; one that the next run would drop is none now.
  if (!url || url->size() > kLongestUrl || !is_allowed(*url, schemes)) return {};
  return *std::move(url);
}

std::string text_url(std::string_view reference, std::string_view base, Schemes schemes) {
  std::string url = absolute_url(reference, base, schemes);
  if (url.empty() && usable_base(base).empty() && reference.size() <= kLongestUrl) {
    url = relative_reference(reference);
  }
  return url.size() <= kLongestUrl ? url : std::string();
}

std::optional<std::string> without_tracking(std::string_view url) {
  const auto query = query_of(url);
  if (!query) return std::nullopt;
  const std::string_view given = url.substr(query->begin, query->end - query->begin);
  bool tracks = false;
  for_each_parameter(given, [&](std::string_view each) { tracks = tracks || is_tracking(each); });
  if (!tracks) return std::nullopt;
  const std::string kept = untracked_query(given);
  std::string out(url.substr(0, kept.empty() ? query->begin - 1 : query->begin));
  return out.append(kept).append(url.substr(query->end));
}

std::string canonical_url(std::string_view url) {
  if (!is_web(url)) return {};
  const std::string plain = base::without_credentials(url.substr(0, url.find('#')));
  const std::string_view rest = std::string_view(plain).substr(plain.find("//") + 2);
  const std::size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string authority = base::lower(rest.substr(0, authority_end));
  while (const std::size_t port = default_port_length(authority)) {
    authority.resize(authority.size() - port);
  }
  if (authority.empty()) return {};
  std::string_view path = rest.substr(authority_end);
  std::string query;
  if (const std::size_t mark = path.find('?'); mark != kNone) {
    query = untracked_query(path.substr(mark + 1));
    path = path.substr(0, mark);
  }
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string out = std::string("https://").append(authority).append(path);
  if (!query.empty()) out.append("?").append(query);
  return out;
}

}  // namespace syndic::normalize
