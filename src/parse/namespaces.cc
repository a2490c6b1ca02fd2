// SPDX-License-Identifier: MIT
#include "parse/namespaces.h"

#include <algorithm>
#include <array>

namespace syndic::parse {
namespace {

struct Known {
  std::string_view name;
  Ns space;
};

// Without scheme and closing slash, in lower case.
constexpr std::array kUris = {
    Known{"www.w3.org/2005/atom", Ns::atom},
    Known{"purl.org/atom/ns#", Ns::atom},
    Known{"www.w3.org/1999/02/22-rdf-syntax-ns#", Ns::rdf},
    Known{"purl.org/rss/1.0", Ns::rss},
    Known{"my.netscape.com/rdf/simple/0.9", Ns::rss},
    Known{"channel.netscape.com/rdf/simple/0.9", Ns::rss},
    Known{"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::rss},
    Known{"backend.userland.com/rss", Ns::rss},
    Known{"backend.userland.com/rss2", Ns::rss},
    Known{"backend.userland.com/rss091", Ns::rss},
    Known{"backend.userland.com/rss092", Ns::rss},
    Known{"blogs.law.harvard.edu/tech/rss", Ns::rss},
    Known{"cyber.law.harvard.edu/rss/rss.html", Ns::rss},
    Known{"purl.org/net/rss1.1#", Ns::rss},
    Known{"purl.org/rss/1.0/modules/content", Ns::content},
    Known{"purl.org/dc/elements/1.1", Ns::dc},
    Known{"purl.org/dc/elements/1.0", Ns::dc},
    Known{"dc", Ns::dc},
    Known{"purl.org/dc/terms", Ns::dcterms},
    Known{"search.yahoo.com/mrss", Ns::media},
    Known{"tools.search.yahoo.com/mrss", Ns::media},
    Known{"video.search.yahoo.com/mrss", Ns::media},
    Known{"www.rssboard.org/media-rss", Ns::media},
    Known{"www.itunes.com/dtds/podcast-1.0.dtd", Ns::itunes},
    Known{"www.itunes.com/dtds/podcast", Ns::itunes},
    Known{"itunes.com/dtds/podcast-1.0.dtd", Ns::itunes},
    Known{"www.w3.org/1999/xhtml", Ns::xhtml},
    Known{"rssnamespace.org/feedburner/ext/1.0", Ns::feedburner},
    Known{"purl.org/rss/1.0/modules/syndication", Ns::sy},
};

constexpr std::array kPrefixes = {
    Known{"atom", Ns::atom},       Known{"atom10", Ns::atom},
    Known{"a10", Ns::atom},        Known{"rdf", Ns::rdf},
    Known{"content", Ns::content}, Known{"dc", Ns::dc},
    Known{"dcterms", Ns::dcterms}, Known{"media", Ns::media},
    Known{"itunes", Ns::itunes},   Known{"xhtml", Ns::xhtml},
    Known{"sy", Ns::sy},           Known{"feedburner", Ns::feedburner},
    Known{"rss", Ns::rss},
};

constexpr markup::Namespace number(Ns space) { return static_cast<markup::Namespace>(space); }

template <std::size_t kCount>
markup::Namespace find(const std::array<Known, kCount>& known, std::string_view name) {
  const auto* const found = std::find_if(known.begin(), known.end(), [&](const Known& row) {
    return base::equals_ignoring_case(row.name, name);
  });
  return number(found == known.end() ? Ns::other : found->space);
}

std::string_view bare(std::string_view uri) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (base::starts_with_ignoring_case(uri, scheme)) uri.remove_prefix(scheme.size());
  }
  while (uri.ends_with('/')) uri.remove_suffix(1);
  return uri;
}

markup::Namespace of_uri(std::string_view uri) { return find(kUris, bare(uri)); }
markup::Namespace of_prefix(std::string_view prefix) { return find(kPrefixes, prefix); }

}  // namespace

const markup::NamespaceTable& namespace_table() {
  static constexpr markup::NamespaceTable kTable = {number(Ns::rss), number(Ns::other), of_uri,
                                                    of_prefix};
  return kTable;
}

bool is_atom03(std::string_view uri) {
  return base::equals_ignoring_case(bare(uri), "purl.org/atom/ns#");
}

bool is_rss090(std::string_view uri) {
  return base::equals_ignoring_case(bare(uri), "my.netscape.com/rdf/simple/0.9") ||
         base::equals_ignoring_case(bare(uri), "channel.netscape.com/rdf/simple/0.9");
}

}  // namespace syndic::parse
