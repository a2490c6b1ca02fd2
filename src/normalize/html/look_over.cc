// SPDX-License-Identifier: MIT
#include "normalize/html/look_over.h"

#include "base/ascii.h"
#include "base/url.h"
#include "markup/html/character_references.h"

namespace syndic::normalize {

bool ends_in(std::string_view rest, markup::HtmlTag tag) {
  const std::string_view name = markup::html_tag_name(tag);
  for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<', at + 1)) {
    std::string_view found = rest.substr(at + 1);
    if (base::starts_with_ignoring_case(found, name)) return false;
    if (found.starts_with('/') && base::starts_with_ignoring_case(found.substr(1), name)) {
      return true;
    }
  }
  return false;
}

std::string first_image_in(std::string_view html) {
  constexpr std::string_view kImage = "<img src=\"";
  for (std::size_t at = html.find(kImage); at != std::string_view::npos;
       at = html.find(kImage, at + 1)) {
    const std::size_t url = at + kImage.size();
    std::string found = markup::decoded(html.substr(url, html.find('"', url) - url),
                                        markup::ReferenceContext::attribute);
    if (base::is_http_url(found)) return found;
  }
  return {};
}

}  // namespace syndic::normalize
