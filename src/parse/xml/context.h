// SPDX-License-Identifier: MIT
//
// What every reader of an XML feed needs while it walks the tree.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "markup/xml/document.h"
#include "markup/xml/html_in_xml.h"
#include "markup/xml/scope.h"
#include "model/text.h"
#include "parse/date/feed_dates.h"
#include "parse/feed_parser.h"
#include "parse/xml/namespaces.h"

namespace syndic::parse {

class XmlContext {
 public:
  XmlContext(markup::XmlDocument& document, const Hints& hints)
      : document_(document),
        scope_(document, namespace_table(), std::string(hints.base_url)),
        dates_(hints.time_zone, hints.fetched) {}

  [[nodiscard]] markup::XmlDocument& document() { return document_; }
  [[nodiscard]] markup::XmlScope& scope() { return scope_; }
  [[nodiscard]] FeedDates& dates() { return dates_; }

  /// The element's text, trimmed; text inside child elements included.
  [[nodiscard]] std::string text(pugi::xml_node element);

  /// The same, borrowed: from the document, or from `room` if it is not there as it is.
  [[nodiscard]] std::string_view text(pugi::xml_node element, std::string& room);

  [[nodiscard]] std::string attribute(pugi::xml_node element, std::string_view name) {
    return document_.attribute(element, name);
  }
  [[nodiscard]] std::string_view attribute(pugi::xml_node element, std::string_view name,
                                           std::string& room) {
    return document_.attribute(element, name, room);
  }

  /// The attribute's value, decoded and trimmed.
  [[nodiscard]] std::string value(pugi::xml_attribute attribute) {
    return document_.value(attribute);
  }
  [[nodiscard]] std::string_view value(pugi::xml_attribute attribute, std::string& room) {
    return document_.value(attribute, room);
  }

  /// The element's text as `type`. Markup that was not escaped as it should be is HTML, and so are
  /// the words beside it, unless they are `plain` or XHTML's.
  [[nodiscard]] model::Text words(pugi::xml_node element, model::TextType type);

  /// The inside of the element as HTML, its words as `words` says; without the one div around it
  /// that XHTML content has (RFC 4287 §3.1.1.3).
  [[nodiscard]] model::Text html(pugi::xml_node element, markup::XmlWords words);

  /// An Atom text construct (RFC 4287 §3.1) or content (§4.1.3), by its type attribute and Atom
  /// 0.3's mode; `untyped` without either. Empty if the content is no text. Base64 is decoded
  /// if it holds text, and XML counts if it holds XHTML.
  [[nodiscard]] model::Text typed(pugi::xml_node element, model::TextType untyped);

  /// An Atom text construct as one line of plain characters.
  [[nodiscard]] std::string line(pugi::xml_node element);

  /// The xml:lang that the element itself has, or the one div that it holds.
  [[nodiscard]] std::string language(pugi::xml_node element);

  /// The element's text as a date; empty if it cannot be read.
  [[nodiscard]] std::optional<ReadDate> date(pugi::xml_node element);

  /// `reference` as it was meant, made absolute against what is in scope: XmlScope::absolute().
  [[nodiscard]] std::string resolve(std::string_view reference);

  /// resolve() of the element's text.
  [[nodiscard]] std::string url(pugi::xml_node element) {
    std::string room;
    return resolve(text(element, room));
  }

  /// What items' links resolve against without a base of their own: model::Feed::base_url.
  void set_feed_base(std::string base) { feed_base_ = std::move(base); }

 private:
  bool holds_xhtml(pugi::xml_node element);
  model::Text in_scope(std::string value, model::TextType type) const;

  markup::XmlDocument& document_;
  markup::XmlScope scope_;
  FeedDates dates_;
  std::string feed_base_;
};

/// Whether `element` has child elements.
[[nodiscard]] bool has_elements(pugi::xml_node element);

}  // namespace syndic::parse
