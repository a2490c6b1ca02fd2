// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "lint/document/checks.h"
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

// The character that a number names, in digits of that radix; nothing without any digit or ";".
std::optional<char32_t> referred(std::string_view text, std::uint32_t radix) {
  constexpr std::uint32_t kBeyondAll = 0x110000;
  std::uint32_t character = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] != ';'; ++digits) {
    const int value = base::hex_value(text[digits]);
    if (value < 0 || static_cast<std::uint32_t>(value) >= radix) return std::nullopt;
    character = std::min(kBeyondAll, character * radix + static_cast<std::uint32_t>(value));
  }
  if (digits == 0 || digits == text.size()) return std::nullopt;
  return static_cast<char32_t>(character);
}

// The first reference in `raw` to a character that XML may not have (XML 1.0 §4.1, "Legal
// Character").
std::string_view forbidden_reference(std::string_view raw) {
  for (std::size_t at = raw.find("&#"); at != base::kNotFound; at = raw.find("&#", at + 1)) {
    const std::string_view number = raw.substr(at + 2);
    const auto character =
        number.starts_with('x') ? referred(number.substr(1), 16) : referred(number, 10);
    if (character && !base::is_xml_character(*character)) {
      return raw.substr(at, raw.find(';', at) + 1 - at);
    }
  }
  return {};
}

// The first reference in `raw` that begins as one to a number and is none, such as "&#X41;" or
// "&#65" without its end. Where no digit follows, the ampersand is a bare one.
std::string_view malformed_reference(std::string_view raw) {
  for (std::size_t at = raw.find("&#"); at != base::kNotFound; at = raw.find("&#", at + 1)) {
    const std::string_view number = raw.substr(at + 2);
    const bool is_hex = number.starts_with('x') || number.starts_with('X');
    const std::string_view digits = number.substr(is_hex ? 1 : 0);
    const int first = digits.empty() ? -1 : base::hex_value(digits.front());
    if (first < 0 || (!is_hex && first > 9)) continue;
    if (!number.starts_with('X') && referred(digits, is_hex ? 16 : 10)) continue;
    std::size_t length = 0;
    while (length < number.size() && markup::is_name_part(number[length])) ++length;
    const bool is_closed = length < number.size() && number[length] == ';';
    return raw.substr(at, 2 + length + (is_closed ? 1 : 0));
  }
  return {};
}

class ValueReader {
 public:
  ValueReader(markup::XmlDocument& document, bool is_sound, bool maybe_twice, Report& report)
      : document_(document), is_sound_(is_sound), maybe_twice_(maybe_twice), report_(report) {}

  void read(pugi::xml_node node) {
    if (node.type() == pugi::node_doctype) return;
    // The tree keeps the first words of an element as its own value.
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_element) {
      judge_references(node, node.value());
    }
    if (*node.value() != '\0') {
      judge(node, node.value(), [&] { document_.append_value(node, value_); });
    }
    for (const pugi::xml_attribute attribute : node.attributes()) {
      judge_references(node, attribute.value());
      judge(node, attribute.value(), [&] { document_.append_decoded(attribute.value(), value_); });
    }
  }

 private:
  void judge_references(pugi::xml_node node, std::string_view raw) {
    const std::string_view reference = forbidden_reference(raw);
    if (!reference.empty()) report_.add(node, "control-character", reference);
    const std::string_view malformed = malformed_reference(raw);
    if (!malformed.empty()) {
      report_.add(node, "xml-malformed", std::string("no reference: ").append(malformed));
    }
  }

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
    if (is_sound_ && forbidden_reference(raw).empty() &&
        value_.find("\xEF\xBF\xBD") != std::string::npos) {
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
