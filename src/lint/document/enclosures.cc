// SPDX-License-Identifier: MIT
#include "lint/document/enclosures.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/url.h"
#include "lint/document/links.h"

namespace syndic::lint {
namespace {

// "type/subtype", parameters aside (RFC 2045 §5.1).
bool is_media_type(std::string_view text) {
  const std::string_view type = base::trim(text.substr(0, text.find(';')));
  const std::size_t slash = type.find('/');
  const bool is_pair = slash != base::kNotFound && slash > 0 && slash + 1 < type.size();
  return is_pair && type.find('/', slash + 1) == base::kNotFound &&
         std::ranges::none_of(type, base::is_space);
}

}  // namespace

std::string_view broken_by_file(std::string_view url) {
  if (url.empty()) return "enclosure-url-missing";
  if (base::url_scheme(url).empty()) return "enclosure-url-relative";
  const std::string_view rule = broken_by_link(url);
  if (rule == "item-link-scheme") return "enclosure-url-scheme";
  if (rule == "item-link-invalid") return "enclosure-url-invalid";
  return rule == "item-link-private" ? "enclosure-url-private" : "";
}

std::string_view broken_by_type(std::string_view type) {
  if (type.empty()) return "enclosure-type-missing";
  return is_media_type(type) ? "" : "enclosure-type-invalid";
}

}  // namespace syndic::lint
