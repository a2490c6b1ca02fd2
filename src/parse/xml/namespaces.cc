// SPDX-License-Identifier: MIT
#include "parse/xml/namespaces.h"

#include <algorithm>
#include <array>

namespace syndic::parse {
namespace {

struct Known {
  std::string_view name;
  Ns space;
};

// All in lower case, without scheme, "www." and closing "/" or "#".
constexpr std::array kUris = {
    Known{"w3.org/2005/atom", Ns::atom},
    Known{"purl.org/echo", Ns::atom},
    Known{"purl.org/pie", Ns::atom},
    Known{"example.com/necho", Ns::atom},
    Known{"example.com/newformat", Ns::atom},
    Known{"uri/of/echo/namespace", Ns::atom},
    Known{"w3.org/1999/02/22-rdf-syntax-ns", Ns::rdf},
    Known{"purl.org/rss/1.0", Ns::rss},
    Known{"purl.org/rss/1.0/modules/rss091", Ns::rss},
    Known{"purl.org/net/rss1.1", Ns::rss},
    Known{"channel.netscape.com/rdf/simple/0.9", Ns::rss},
    Known{"my.netscape.com/rdf/simple/0.9", Ns::rss},
    Known{"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::rss},
    Known{"blogs.law.harvard.edu/tech/rss", Ns::rss},
    Known{"cyber.law.harvard.edu/rss", Ns::rss},
    Known{"cyber.law.harvard.edu/rss/rss.html", Ns::rss},
    Known{"rssboard.org/rss-specification", Ns::rss},
    Known{"purl.oclc.org/net/rss_2.0/enc", Ns::rss},  // Enclosures for RSS 1.0.
    Known{"purl.org/rss/1.0/modules/content", Ns::content},
    Known{"web.resource.org/rss/1.0/modules/content", Ns::content},
    Known{"dc", Ns::dc},
    Known{"purl.org/dc", Ns::dc},
    Known{"purl.org/metadata/dublin_core", Ns::dc},
    Known{"rssboard.org/media-rss", Ns::media},
    Known{"tools.search.yahoo.com/mrss", Ns::media},
    Known{"video.search.yahoo.com/mrss", Ns::media},
    Known{"example.com/dtds/podcast-1.0.dtd", Ns::itunes},
    Known{"w3.org/1999/xhtml", Ns::xhtml},
    Known{"purl.org/rss/1.0/modules/syndication", Ns::sy},
    Known{"web.resource.org/rss/1.0/modules/syndication", Ns::sy},
    Known{"backend.userland.com/creativecommonsrssmodule", Ns::license},
    Known{"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::license},
    Known{"web.resource.org/cc", Ns::license},
    Known{"creativecommons.org/ns", Ns::license},
    Known{"creativecommons.org/ns#license", Ns::license},
    Known{"wellformedweb.org/commentapi", Ns::wfw},
    Known{"purl.org/rss/1.0/modules/slash", Ns::slash},
    Known{"purl.org/syndication/thread/1.0", Ns::thr},
    Known{"georss.org/georss", Ns::georss},
    Known{"w3.org/2003/01/geo/wgs84_pos", Ns::geo},
    Known{"podcastindex.org/namespace/1.0", Ns::podcast},
    Known{"purl.org/atompub/tombstones/1.0", Ns::at},
};

// What the URIs of one thing's versions and drafts begin with.
constexpr std::array kFamilies = {
    Known{"purl.org/atom/ns", Ns::atom},
    Known{"backend.userland.com/rss", Ns::rss},
    Known{"purl.org/dc/elements", Ns::dc},
    Known{"purl.org/dc/terms", Ns::dcterms},
    Known{"search.yahoo.com/mrss", Ns::media},
    Known{"itunes.com/dtds/podcast", Ns::itunes},
    Known{"rssnamespace.org/feedburner/ext", Ns::feedburner},
    Known{"github.com/podcastindex-org/podcast-namespace", Ns::podcast},
};

constexpr std::array kPrefixes = {
    Known{"atom", Ns::atom},       Known{"atom10", Ns::atom},
    Known{"a10", Ns::atom},        Known{"rdf", Ns::rdf},
    Known{"content", Ns::content}, Known{"dc", Ns::dc},
    Known{"dcterms", Ns::dcterms}, Known{"media", Ns::media},
    Known{"itunes", Ns::itunes},   Known{"xhtml", Ns::xhtml},
    Known{"sy", Ns::sy},           Known{"feedburner", Ns::feedburner},
    Known{"rss", Ns::rss},         Known{"creativecommons", Ns::license},
    Known{"cc", Ns::license},      Known{"wfw", Ns::wfw},
    Known{"slash", Ns::slash},     Known{"thr", Ns::thr},
    Known{"georss", Ns::georss},   Known{"geo", Ns::geo},
    Known{"podcast", Ns::podcast}, Known{"at", Ns::at},
};

constexpr markup::Namespace number(Ns space) { return static_cast<markup::Namespace>(space); }

template <class Table, class Matches>
Ns find(const Table& known, Matches matches) {
  const auto* const found = std::find_if(known.begin(), known.end(), matches);
  return found == known.end() ? Ns::other : found->space;
}

std::string_view bare(std::string_view uri) {
  for (const std::string_view opening : {"http://", "https://", "www."}) {
    if (base::starts_with_ignoring_case(uri, opening)) uri.remove_prefix(opening.size());
  }
  while (uri.ends_with('/') || uri.ends_with('#')) uri.remove_suffix(1);
  return uri;
}

bool is(std::string_view uri, std::string_view known) {
  return base::equals_ignoring_case(bare(uri), known);
}

markup::Namespace of_uri(std::string_view uri) {
  uri = bare(uri);
  const Ns space =
      find(kUris, [&](const Known& row) { return base::equals_ignoring_case(row.name, uri); });
  if (space != Ns::other) return number(space);
  return number(find(
      kFamilies, [&](const Known& row) { return base::starts_with_ignoring_case(uri, row.name); }));
}

markup::Namespace of_prefix(std::string_view prefix) {
  return number(find(
      kPrefixes, [&](const Known& row) { return base::equals_ignoring_case(row.name, prefix); }));
}

}  // namespace

const markup::NamespaceTable& namespace_table() {
  static constexpr markup::NamespaceTable kTable = {number(Ns::rss), number(Ns::other), of_uri,
                                                    of_prefix};
  return kTable;
}

bool is_atom03(std::string_view uri) { return is(uri, "purl.org/atom/ns"); }

bool is_rss090(std::string_view uri) {
  return is(uri, "my.netscape.com/rdf/simple/0.9") ||
         is(uri, "channel.netscape.com/rdf/simple/0.9");
}

bool is_rss11(std::string_view uri) { return is(uri, "purl.org/net/rss1.1"); }

}  // namespace syndic::parse
