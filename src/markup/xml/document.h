// SPDX-License-Identifier: MIT
//
// An XML document as pugixml holds it, and what pugixml leaves to others: references, bounded
// depth, and what a repaired document still shows of its damage.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/error.h"
#include "markup/xml/faults.h"
#include "markup/xml/references.h"
#include "markup/xml/repair.h"

namespace syndic::markup {

/// Owns a text and the tree parsed in place over it; nodes and their names are valid as long as
/// it is. Values in the tree are raw (references undecoded): read them through text() and
/// attribute(). Reading expands entities against one budget, so a document belongs to one thread.
class XmlDocument {
 public:
  /// Parses `text` (UTF-8 of XML characters). Elements nested deeper than `max_depth` are
  /// Errc::too_large; the tree is then empty.
  XmlDocument(std::string text, int max_depth);

  /// Parses the result of repair_xml(); there is damage if it holds no element.
  explicit XmlDocument(RepairedXml repaired);
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;

  /// The document node, above all root elements.
  [[nodiscard]] pugi::xml_node root() const { return tree_.root(); }

  /// What is wrong with the document, with the offset; the tree holds all that is before it.
  [[nodiscard]] const std::optional<Error>& damage() const { return damage_; }

  /// Whether a repaired document broke off inside `element`: it was open at the end of the text.
  [[nodiscard]] bool is_cut(pugi::xml_node element) const;

  /// What was repaired or read against the letter of XML so far: references and names are judged
  /// when they are read.
  [[nodiscard]] const XmlFaults& faults() const { return faults_; }
  void note(XmlFault fault, std::string_view example) { faults_.note(fault, example); }

  /// Forgets the faults of references so far, before the same references are read again.
  void forget_references();

  /// The element's own character data and CDATA sections, decoded, joined, trimmed. Not that
  /// of child elements.
  [[nodiscard]] std::string text(pugi::xml_node element);

  /// text(), borrowed from the document, if the element has nothing in it but words in one piece
  /// and without references: nearly all elements.
  [[nodiscard]] static std::optional<std::string_view> plain_text(pugi::xml_node element);

  /// text() of the element and of all elements in it, in document order.
  [[nodiscard]] std::string deep_text(pugi::xml_node element);

  /// The attribute's value, decoded and trimmed; empty if there is none. Names are compared
  /// without regard to case, as feeds write them. Borrowed from the document, or from `room` if
  /// there are references in it.
  [[nodiscard]] std::string_view attribute(pugi::xml_node element, std::string_view name,
                                           std::string& room);
  [[nodiscard]] std::string attribute(pugi::xml_node element, std::string_view name) {
    std::string room;
    return std::string(attribute(element, name, room));
  }

  /// The value of an attribute, decoded and trimmed; borrowed like that of attribute().
  [[nodiscard]] std::string_view value(pugi::xml_attribute attribute, std::string& room);
  [[nodiscard]] std::string value(pugi::xml_attribute attribute) {
    std::string room;
    return std::string(value(attribute, room));
  }

  /// Appends a raw value of the tree: references of character data decoded, CDATA as it is. If
  /// CDATA was put into CDATA, the marks of the inner section are left out.
  void append_value(pugi::xml_node node, std::string& out);
  void append_decoded(std::string_view raw, std::string& out) {
    references_.append_decoded(raw, out);
  }

  /// Whether declared entities grew without bound.
  [[nodiscard]] bool entities_overflowed() const { return references_.overflowed(); }

 private:
  void parse();

  std::string text_;
  std::string doctype_;
  pugi::xml_document tree_;
  std::optional<Error> damage_;
  int open_at_end_ = 0;
  XmlFaults faults_;
  XmlReferences references_{faults_};
};

}  // namespace syndic::markup
