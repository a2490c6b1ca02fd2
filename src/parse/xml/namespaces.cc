// SPDX-License-Identifier: MIT
#include "parse/xml/namespaces.h"

#include <algorithm>
#include <array>

namespace syndic::parse {
namespace {

struct KnownNamespace {
  std::string_view name;
  Ns space;
};

// All in lower case, without scheme, "www." and closing "/" or "#".
constexpr std::array kUris = {
    KnownNamespace{"w3.org/2005/atom", Ns::atom},
    KnownNamespace{"purl.org/echo", Ns::atom},
    KnownNamespace{"purl.org/pie", Ns::atom},
    KnownNamespace{"example.com/necho", Ns::atom},
    KnownNamespace{"example.com/newformat", Ns::atom},
    KnownNamespace{"uri/of/echo/namespace", Ns::atom},
    KnownNamespace{"w3.org/1999/02/22-rdf-syntax-ns", Ns::rdf},
    KnownNamespace{"purl.org/rss/1.0", Ns::rss},
    KnownNamespace{"purl.org/rss/1.0/modules/rss091", Ns::rss},
    KnownNamespace{"purl.org/net/rss1.1", Ns::rss},
    KnownNamespace{"channel.netscape.com/rdf/simple/0.9", Ns::rss},
    KnownNamespace{"my.netscape.com/rdf/simple/0.9", Ns::rss},
    KnownNamespace{"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::rss},
    KnownNamespace{"blogs.law.harvard.edu/tech/rss", Ns::rss},
    KnownNamespace{"cyber.law.harvard.edu/rss", Ns::rss},
    KnownNamespace{"cyber.law.harvard.edu/rss/rss.html", Ns::rss},
    KnownNamespace{"rssboard.org/rss-specification", Ns::rss},
    KnownNamespace{"purl.oclc.org/net/rss_2.0/enc", Ns::rss},  // Enclosures for RSS 1.0.
    KnownNamespace{"purl.org/rss/1.0/modules/content", Ns::content},
    KnownNamespace{"web.resource.org/rss/1.0/modules/content", Ns::content},
    KnownNamespace{"dc", Ns::dc},
    KnownNamespace{"purl.org/dc", Ns::dc},
    KnownNamespace{"purl.org/metadata/dublin_core", Ns::dc},
    KnownNamespace{"rssboard.org/media-rss", Ns::media},
    KnownNamespace{"tools.search.yahoo.com/mrss", Ns::media},
    KnownNamespace{"video.search.yahoo.com/mrss", Ns::media},
    KnownNamespace{"example.com/dtds/podcast-1.0.dtd", Ns::itunes},
    KnownNamespace{"w3.org/1999/xhtml", Ns::xhtml},
    KnownNamespace{"purl.org/rss/1.0/modules/syndication", Ns::sy},
    KnownNamespace{"web.resource.org/rss/1.0/modules/syndication", Ns::sy},
    KnownNamespace{"backend.userland.com/creativecommonsrssmodule", Ns::license},
    KnownNamespace{"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::license},
    KnownNamespace{"web.resource.org/cc", Ns::license},
    KnownNamespace{"creativecommons.org/ns", Ns::license},
    KnownNamespace{"creativecommons.org/ns#license", Ns::license},
    KnownNamespace{"wellformedweb.org/commentapi", Ns::wfw},
    KnownNamespace{"purl.org/rss/1.0/modules/slash", Ns::slash},
    KnownNamespace{"purl.org/syndication/thread/1.0", Ns::thr},
    KnownNamespace{"georss.org/georss", Ns::georss},
    KnownNamespace{"w3.org/2003/01/geo/wgs84_pos", Ns::geo},
    KnownNamespace{"podcastindex.org/namespace/1.0", Ns::podcast},
    KnownNamespace{"purl.org/atompub/tombstones/1.0", Ns::at},
    KnownNamespace{"purl.org/rss/1.0/modules/event", Ns::ev},
    KnownNamespace{"urn:ietf:params:xml:ns:xcal", Ns::xcal},
    KnownNamespace{"urn:ietf:params:xml:ns:icalendar-2.0", Ns::xcal},
    KnownNamespace{"schemas.google.com/g/2005", Ns::gd},
};

// What the URIs of one thing's versions and drafts begin with.
constexpr std::array kFamilies = {
    KnownNamespace{"purl.org/atom/ns", Ns::atom},
    KnownNamespace{"backend.userland.com/rss", Ns::rss},
    KnownNamespace{"purl.org/dc/elements", Ns::dc},
    KnownNamespace{"purl.org/dc/terms", Ns::dcterms},
    KnownNamespace{"search.yahoo.com/mrss", Ns::media},
    KnownNamespace{"itunes.com/dtds/podcast", Ns::itunes},
    KnownNamespace{"rssnamespace.org/feedburner/ext", Ns::feedburner},
    KnownNamespace{"github.com/podcastindex-org/podcast-namespace", Ns::podcast},
};

constexpr std::array kPrefixes = {
    KnownNamespace{"atom", Ns::atom},       KnownNamespace{"atom10", Ns::atom},
    KnownNamespace{"a10", Ns::atom},        KnownNamespace{"rdf", Ns::rdf},
    KnownNamespace{"content", Ns::content}, KnownNamespace{"dc", Ns::dc},
    KnownNamespace{"dcterms", Ns::dcterms}, KnownNamespace{"media", Ns::media},
    KnownNamespace{"itunes", Ns::itunes},   KnownNamespace{"xhtml", Ns::xhtml},
    KnownNamespace{"sy", Ns::sy},           KnownNamespace{"feedburner", Ns::feedburner},
    KnownNamespace{"rss", Ns::rss},         KnownNamespace{"creativecommons", Ns::license},
    KnownNamespace{"cc", Ns::license},      KnownNamespace{"wfw", Ns::wfw},
    KnownNamespace{"slash", Ns::slash},     KnownNamespace{"thr", Ns::thr},
    KnownNamespace{"georss", Ns::georss},   KnownNamespace{"geo", Ns::geo},
    KnownNamespace{"podcast", Ns::podcast}, KnownNamespace{"at", Ns::at},
    KnownNamespace{"ev", Ns::ev},           KnownNamespace{"xcal", Ns::xcal},
    KnownNamespace{"gd", Ns::gd},
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
  const Ns space = find(
      kUris, [&](const KnownNamespace& row) { return base::equals_ignoring_case(row.name, uri); });
  if (space != Ns::other) return number(space);
  return number(find(kFamilies, [&](const KnownNamespace& row) {
    return base::starts_with_ignoring_case(uri, row.name);
  }));
}

markup::Namespace of_prefix(std::string_view prefix) {
  return number(find(kPrefixes, [&](const KnownNamespace& row) {
    return base::equals_ignoring_case(row.name, prefix);
  }));
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
