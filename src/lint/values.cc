// SPDX-License-Identifier: MIT
#include <string>

#include "base/ascii.h"
#include "lint/checks.h"
#include "markup/charset/double_encoding.h"
#include "markup/xml/names.h"

namespace syndic::lint {
namespace {

using markup::XmlFault;

// The node after `node` in document order, below `root`; null after the last. No recursion: a
// hostile document nests deep.
pugi::xml_node next_node(pugi::xml_node node, pugi::xml_node root) {
  if (const pugi::xml_node child = node.first_child()) return child;
  while (node != root && !node.next_sibling()) node = node.parent();
  return node == root ? pugi::xml_node() : node.next_sibling();
}

// The first reference in `raw` that is none of XML's own five and no number; "&" of a bare one.
std::string_view strange_reference(std::string_view raw) {
  for (std::size_t at = raw.find('&'); at != base::kNotFound; at = raw.find('&', at + 1)) {
    std::size_t end = at + 1;
    while (end < raw.size() && markup::is_name_part(raw[end])) ++end;
    const std::string_view name = raw.substr(at + 1, end - at - 1);
    const bool is_known = name == "amp" || name == "lt" || name == "gt" || name == "quot" ||
                          name == "apos" || raw.substr(at + 1).starts_with('#');
    const bool is_closed = end < raw.size() && raw[end] == ';';
    if (!is_known || !is_closed) return raw.substr(at, end - at + (is_closed ? 1 : 0));
  }
  return {};
}

class ValueReader {
 public:
  ValueReader(markup::XmlDocument& document, bool is_sound, bool maybe_twice, Report& report)
      : document_(document), is_sound_(is_sound), maybe_twice_(maybe_twice), report_(report) {}

  void read(pugi::xml_node node) {
    if (node.type() == pugi::node_doctype) return;
    if (*node.value() != '\0') {
      judge(node, node.value(), [&] { document_.append_value(node, value_); });
    }
    for (const pugi::xml_attribute attribute : node.attributes()) {
      judge(node, attribute.value(), [&] { document_.append_decoded(attribute.value(), value_); });
    }
  }

 private:
  struct Counts {
    std::size_t unknown;
    std::size_t bare;
  };

  [[nodiscard]] Counts counts() const {
    const markup::XmlFaults& faults = document_.faults();
    return {faults.count(XmlFault::unknown_entity) + faults.count(XmlFault::html_entity),
            faults.count(XmlFault::bare_ampersand)};
  }

  template <class Append>
  void judge(pugi::xml_node node, std::string_view raw, Append append) {
    const Counts before = counts();
    value_.clear();
    append();
    const Counts after = counts();
    if (after.unknown > before.unknown) {
      report_.add(node, "xml-undefined-entity", strange_reference(raw),
                  after.unknown - before.unknown);
    }
    if (after.bare > before.bare) {
      report_.add(node, "xml-bare-ampersand", base::trim(value_), after.bare - before.bare);
    }
    if (is_sound_ && value_.find("\xEF\xBF\xBD") != std::string::npos) {
      report_.add(node, "text-replaced", base::trim(value_));
    }
    if (maybe_twice_ && markup::undo_double_encoding(value_)) {
      report_.add(node, "text-encoded-twice", base::trim(value_));
    }
  }

  markup::XmlDocument& document_;
  bool is_sound_;
  bool maybe_twice_;
  Report& report_;
  std::string value_;
};

}  // namespace

void lint_values(markup::XmlDocument& document, bool is_sound, bool maybe_twice, Report& report) {
  ValueReader reader(document, is_sound, maybe_twice, report);
  const pugi::xml_node root = document.root();
  for (pugi::xml_node node = root; node; node = next_node(node, root)) reader.read(node);
}

}  // namespace syndic::lint
