// SPDX-License-Identifier: MIT
#include "parse/xml/link.h"

#include "base/ascii.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

std::string relation(std::string_view rel) {
  if (rel.find(':') == std::string_view::npos) return base::lower(rel);
  for (const std::string_view iana : {"http://www.iana.org/assignments/relation/",
                                      "http://www.iana.org/assignments/link-relations/",
                                      "https://www.iana.org/assignments/relation/",
                                      "https://www.iana.org/assignments/link-relations/"}) {
    if (base::starts_with_ignoring_case(rel, iana)) rel.remove_prefix(iana.size());
  }
  return base::lower(rel);
}

}  // namespace

bool AtomLink::is_html() const {
  return base::starts_with_ignoring_case(type, "text/html") ||
         base::starts_with_ignoring_case(type, "application/xhtml+xml");
}

bool AtomLink::is_feed() const {
  return base::starts_with_ignoring_case(type, "application/rss+xml") ||
         base::starts_with_ignoring_case(type, "application/atom+xml") ||
         base::starts_with_ignoring_case(type, "application/feed+json");
}

bool AtomLink::is_calendar() const {
  return base::starts_with_ignoring_case(type, "text/calendar");
}

AtomLink read_link(XmlContext& context, pugi::xml_node element) {
  AtomLink link;
  std::string_view href;
  std::string_view url;
  std::string room_of_href;
  std::string room_of_url;
  std::string room;
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute;
       attribute = attribute.next_attribute()) {
    switch (tag(Ns::atom, attribute.name())) {
      case tag(Ns::atom, "href"):
        href = context.value(attribute, room_of_href);
        break;
      case tag(Ns::atom, "url"):
      case tag(Ns::atom, "uri"):
        url = context.value(attribute, room_of_url);
        break;
      case tag(Ns::atom, "rel"):
        link.rel = relation(context.value(attribute, room));
        break;
      case tag(Ns::atom, "type"):
      case tag(Ns::atom, "enc:type"):
        link.type = context.value(attribute);
        break;
      case tag(Ns::atom, "title"):
        link.title = context.value(attribute);
        break;
      case tag(Ns::atom, "length"):
      case tag(Ns::atom, "enc:length"):
        link.length = parse_length(context.value(attribute, room));
        break;
      default:  // rdf:resource, whatever RDF's prefix is.
        if (std::string_view(attribute.name()).ends_with(":resource")) {
          url = context.value(attribute, room_of_url);
        }
        break;
    }
  }
  if (href.empty()) href = url;
  if (href.empty()) href = context.text(element, room);
  link.href = context.resolve(href);
  if (link.rel.empty()) link.rel = "alternate";
  return link;
}

}  // namespace syndic::parse
