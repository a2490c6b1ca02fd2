// SPDX-License-Identifier: MIT
//
// A feed in XML as its own elements, for the rules that look at how it is written.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "markup/xml/document.h"
#include "model/feed.h"
#include "parse/xml/namespaces.h"

namespace syndic::lint {

/// A child element, with its namespace known.
struct Field {
  parse::Ns space = parse::Ns::other;
  std::string_view name;
  pugi::xml_node node;
};

/// An element and its children in document order.
struct FieldList {
  pugi::xml_node node;
  std::vector<Field> fields;

  /// The first child of that name, in any case; null without one.
  [[nodiscard]] pugi::xml_node find(parse::Ns space, std::string_view name) const;
  [[nodiscard]] bool has(parse::Ns space, std::string_view name) const {
    return static_cast<bool>(find(space, name));
  }
};

/// The whole feed. Borrows the document's nodes.
struct XmlFeed {
  markup::XmlDocument& document;
  model::Format format;
  pugi::xml_node root;
  FieldList head;                ///< Of the channel or atom:feed, without its items.
  std::vector<FieldList> items;  ///< In document order.

  [[nodiscard]] bool is_atom() const {
    return format == model::Format::atom03 || format == model::Format::atom10;
  }
  [[nodiscard]] bool is_rdf() const {
    return format == model::Format::rss10 || format == model::Format::rss090;
  }
  /// The namespace of the format's own elements.
  [[nodiscard]] parse::Ns own() const { return is_atom() ? parse::Ns::atom : parse::Ns::rss; }
};

/// Finds the feed's parts in `document`; at most `most_items` items.
[[nodiscard]] XmlFeed read_elements(markup::XmlDocument& document, model::Format format,
                                    std::size_t most_items);

}  // namespace syndic::lint
