// SPDX-License-Identifier: MIT
#include "normalize/link/links.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "normalize/link/tracking.h"

namespace syndic::normalize {
namespace {

// Longer than any server accepts.
constexpr std::size_t kLongestUrl = 8'192;

// The characters of nearly all relative references. base::resolve_url() decides about others.
constexpr std::array<bool, 256> plain_reference_characters() {
  std::array<bool, 256> plain{};
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-._~/?#=&+;,!@$*'()")) {
    plain[static_cast<unsigned char>(c)] = true;
  }
  return plain;
}
constexpr auto kPlain = plain_reference_characters();

bool all_plain(std::string_view reference) {
  return std::all_of(reference.begin(), reference.end(),
                     [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

bool is_letter_or_digit(char c) { return base::is_alpha(c) || base::is_digit(c); }

bool is_allowed(std::string_view url, Schemes schemes) {
  if (base::is_hierarchical_http(url)) return true;
  if (schemes == Schemes::web) return false;
  if (base::starts_with_ignoring_case(url, "mailto:")) return url.size() > 7;
  if (schemes != Schemes::link) return false;
  if (base::starts_with_ignoring_case(url, "ftp:")) return base::is_host(base::split_url(url).host);
  return base::starts_with_ignoring_case(url, "tel:") && url.size() > 4;
}

// The separator that `text` begins with: '&', its escaped form, or a ';' before a "name=" (W3C once
// asked for it; elsewhere it is a part of a value). 0: none.
std::size_t separator_length(std::string_view text) {
  if (text.starts_with('&')) {
    const bool may_be_escaped = text.size() > 1 && base::to_lower(text[1]) == 'a';
    return may_be_escaped && base::starts_with_ignoring_case(text, "&amp;") ? 5 : 1;
  }
  if (!text.starts_with(';')) return 0;
  const std::string_view next = text.substr(1, text.find_first_of("&;", 1) - 1);
  const std::size_t equals = next.find('=');
  return equals != base::kNotFound && equals > 0 ? 1 : 0;
}

// Calls `visit(separator, parameter)` for each; the first has no separator.
template <class Visit>
void for_each_parameter(std::string_view query, Visit visit) {
  std::string_view separator;
  for (;;) {
    std::size_t end = 0;
    std::size_t length = 0;
    for (; end < query.size(); ++end) {  // Most are shorter than a vector.
      if (query[end] != '&' && query[end] != ';') continue;
      length = separator_length(query.substr(end));
      if (length > 0) break;
    }
    visit(separator, query.substr(0, end));
    if (end == query.size()) return;
    separator = query.substr(end, length);
    query.remove_prefix(end + length);
  }
}

// Where the parameters of `part` ("?query" or "#fragment") begin. Scripts read a fragment as
// another query or, if it is the path of a page, what is after its question mark.
std::size_t begin_of_parameters(std::string_view part) {
  const std::size_t inner = part.starts_with('#') ? part.find('?') : base::kNotFound;
  return inner == base::kNotFound ? 1 : inner + 1;
}

// Appends `part` without tracking parameters, and without its mark if none is left.
void append_untracked(std::string_view part, std::string& out) {
  if (part.empty()) return;
  const std::size_t begin = begin_of_parameters(part);
  out.append(part.substr(0, begin));
  bool first = true;
  bool tracks = false;
  for_each_parameter(part.substr(begin), [&](std::string_view separator, std::string_view one) {
    if (is_tracking(one)) {
      tracks = true;
      return;
    }
    if (!first) out.append(separator);
    first = false;
    out.append(one);
  });
  if (!tracks || !first) return;
  out.pop_back();
  if (part.starts_with("#?")) out.pop_back();
}

// A relative reference, encoded; empty if a browser could see a scheme in it.
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
  return colon == base::kNotFound || out.find_first_of("/?#") < colon ? out : std::string();
}

std::string_view usable_base(std::string_view base) {
  return base.size() <= base::kLongestBaseUrl ? base : std::string_view();
}

}  // namespace

bool is_plainly_right(std::string_view url) {
  return url.size() <= kLongestUrl && base::is_plain_http_url(url);
}

PlainBase::PlainBase(std::string_view base) {
  if (base.size() > base::kLongestBaseUrl || !is_plainly_right(base)) return;
  const base::UrlView at = base::split_url(base);
  if (at.path.empty() || at.path.find("/.") != base::kNotFound) return;
  origin_ = at.before_path();
  folder_ = at.path.substr(0, at.path.rfind('/') + 1);
}

bool PlainBase::resolve(std::string_view reference, std::string& out) const {
  if (origin_.empty() || reference.empty()) return false;
  const bool from_root = reference[0] == '/' && !reference.starts_with("//");
  if (!from_root && !is_letter_or_digit(reference[0])) return false;
  const std::string_view folder = from_root ? std::string_view() : folder_;
  if (origin_.size() + folder.size() + reference.size() > kLongestUrl) return false;
  if (!all_plain(reference) || reference.find("/.") != base::kNotFound) return false;
  out.assign(origin_).append(folder).append(reference);
  return true;
}

std::string absolute_url(std::string_view reference, std::string_view base, Schemes schemes) {
  if (reference.empty() || reference.size() > kLongestUrl) return {};
  base = usable_base(base);
  if (is_plainly_right(reference)) return std::string(reference);
  // There is no scheme, and https works nearly everywhere.
  if (base.empty() && base::trim(reference).starts_with("//")) base = "https://host.invalid/";
  if (std::string url; PlainBase(base).resolve(reference, url)) return url;
  auto url = base::resolve_url(reference, base);
  // Encoding and the base make it longer; the limit holds for the result, so that a second run does
  // not drop it.
  if (!url || url->size() > kLongestUrl || !is_allowed(*url, schemes)) return {};
  // A password is nobody's to publish.
  const bool may_have_password = url->find('@') != std::string::npos;
  return may_have_password ? base::without_credentials(*url) : *std::move(url);
}

std::string text_url(std::string_view reference, std::string_view base, Schemes schemes) {
  std::string url = absolute_url(reference, base, schemes);
  if (url.empty() && usable_base(base).empty() && reference.size() <= kLongestUrl) {
    url = relative_reference(reference);
  }
  if (base::find_any<'[', ']'>(url) != base::kNotFound) url = base::escape_brackets(url);
  return url.size() <= kLongestUrl ? url : std::string();
}

std::optional<std::string> without_tracking(std::string_view url) {
  std::string out;
  return without_tracking(url, out) ? std::optional(std::move(out)) : std::nullopt;
}

bool without_tracking(std::string_view url, std::string& out) {
  const std::size_t mark = base::find_any<'?', '#'>(url);
  if (mark == base::kNotFound) return false;
  const std::size_t hash = std::min(url.find('#', mark), url.size());
  out.reserve(url.size());
  out.assign(url.substr(0, mark));
  append_untracked(url.substr(mark, hash - mark), out);
  append_untracked(url.substr(hash), out);
  return out.size() < url.size();
}

}  // namespace syndic::normalize
