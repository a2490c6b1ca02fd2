// SPDX-License-Identifier: MIT
#include "parse/xml/shape.h"

#include "parse/xml/namespaces.h"

namespace syndic::parse {
namespace {

using markup::XmlRole;

constexpr std::uint64_t plain(std::string_view local) { return tag(Ns::rss, local); }

// RSS and Atom, whose names mean the same in either.
XmlRole role_of_plain(std::string_view local) {
  switch (tag(Ns::rss, local)) {
    case plain("rss"):
    case plain("feed"):
    case plain("channel"):
      return XmlRole::container;
    case plain("item"):
    case plain("entry"):
      return XmlRole::record;
    case plain("image"):
    case plain("textInput"):
      return XmlRole::box;
    case plain("author"):
    case plain("contributor"):
    case plain("source"):
    case plain("skipHours"):
    case plain("skipDays"):
      return XmlRole::group;
    case plain("description"):
    case plain("content"):
    case plain("summary"):
      return XmlRole::body;
    case plain("pubDate"):
    case plain("lastBuildDate"):
    case plain("language"):
    case plain("copyright"):
    case plain("managingEditor"):
    case plain("webMaster"):
    case plain("generator"):
    case plain("docs"):
    case plain("ttl"):
    case plain("rating"):
    case plain("cloud"):
      return XmlRole::outer_leaf;
    case plain("title"):
    case plain("link"):
    case plain("guid"):
    case plain("id"):
    case plain("published"):
    case plain("updated"):
    case plain("issued"):
    case plain("modified"):
    case plain("created"):
    case plain("category"):
    case plain("comments"):
    case plain("enclosure"):
    case plain("rights"):
    case plain("subtitle"):
    case plain("tagline"):
    case plain("icon"):
    case plain("logo"):
    case plain("name"):
    case plain("email"):
    case plain("uri"):
    case plain("url"):
    case plain("width"):
    case plain("height"):
      return XmlRole::leaf;
    default:
      return XmlRole::none;
  }
}

XmlRole role_of_media(std::string_view local) {
  switch (tag(Ns::media, local)) {
    case tag(Ns::media, "group"):
    case tag(Ns::media, "content"):
    case tag(Ns::media, "community"):
      return XmlRole::group;
    case tag(Ns::media, "description"):
      return XmlRole::body;
    case tag(Ns::media, "title"):
    case tag(Ns::media, "thumbnail"):
    case tag(Ns::media, "credit"):
    case tag(Ns::media, "category"):
    case tag(Ns::media, "keywords"):
    case tag(Ns::media, "copyright"):
    case tag(Ns::media, "rating"):
    case tag(Ns::media, "player"):
      return XmlRole::leaf;
    default:
      return XmlRole::none;
  }
}

XmlRole role_of_itunes(std::string_view local) {
  switch (tag(Ns::itunes, local)) {
    case tag(Ns::itunes, "owner"):
    case tag(Ns::itunes, "category"):
      return XmlRole::group;
    case tag(Ns::itunes, "summary"):
      return XmlRole::body;
    default:
      return XmlRole::leaf;
  }
}

}  // namespace

XmlRole xml_role(std::string_view qualified_name) {
  const std::size_t colon = qualified_name.find(':');
  if (colon == std::string_view::npos) {
    return base::equals_ignoring_case(qualified_name, "RDF") ? XmlRole::container
                                                             : role_of_plain(qualified_name);
  }
  const std::string_view local = qualified_name.substr(colon + 1);
  switch (
      static_cast<Ns>(namespace_table().of_undeclared_prefix(qualified_name.substr(0, colon)))) {
    case Ns::rss:
    case Ns::atom:
      return role_of_plain(local);
    case Ns::rdf:
      return base::equals_ignoring_case(local, "RDF") ? XmlRole::container : XmlRole::none;
    case Ns::dc:
      return base::equals_ignoring_case(local, "description") ? XmlRole::body : XmlRole::leaf;
    case Ns::dcterms:
    case Ns::feedburner:
    case Ns::sy:
    case Ns::wfw:
    case Ns::slash:
    case Ns::ev:
      return XmlRole::leaf;
    case Ns::content:
      return base::equals_ignoring_case(local, "encoded") ? XmlRole::body : XmlRole::none;
    case Ns::media:
      return role_of_media(local);
    case Ns::itunes:
      return role_of_itunes(local);
    case Ns::xhtml:
      return base::equals_ignoring_case(local, "body") ? XmlRole::body : XmlRole::none;
    case Ns::license:
    case Ns::thr:
    case Ns::georss:
    case Ns::geo:
    case Ns::podcast:
    case Ns::at:
    case Ns::xcal:
    case Ns::gd:
      return XmlRole::none;
    case Ns::other:
      break;
  }
  // Below an unknown prefix only the fields have a role: "item" and "image" may be anything.
  const XmlRole role = role_of_plain(local);
  return role == XmlRole::leaf || role == XmlRole::body ? role : XmlRole::none;
}

}  // namespace syndic::parse
