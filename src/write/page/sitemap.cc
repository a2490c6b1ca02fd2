// SPDX-License-Identifier: MIT
#include "write/page/sitemap.h"

#include <cstddef>

#include "markup/escape.h"

namespace syndic::write {

std::string render_sitemap(const std::string& feeds_url, const std::vector<std::string>& pages) {
  constexpr std::size_t kMostPages = 50'000;
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t i = 0; i < pages.size() && i < kMostPages; ++i) {
    xml += "<url><loc>";
    markup::append_escaped_text(feeds_url + pages[i], xml);
    xml += "</loc></url>\n";
  }
  return xml + "</urlset>\n";
}

}  // namespace syndic::write
