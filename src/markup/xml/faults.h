// SPDX-License-Identifier: MIT
//
// What is wrong with an XML document, counted by kind and described in one line each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

enum class XmlFault : std::uint8_t {
  outside_text,          ///< Words before or after the root element.
  bare_less_than,        ///< "a < b": taken as text.
  broken_tag,            ///< A tag that another one breaks off.
  missing_end_tag,       ///< The example is the element's name.
  stray_end_tag,         ///< Matches nothing, and was passed over.
  misspelt_end_tag,      ///< Matches nothing, and closed what was open.
  attribute,             ///< No quotes, no value, junk between attributes.
  unclosed_cdata,        ///< CDATA whose end mark is missing.
  unclosed_comment,      ///< Its opening mark was dropped.
  unclosed_instruction,  ///< A processing instruction without "?>".
  declaration,           ///< "<!X …>" where none may be, or an unreadable DOCTYPE.
  too_deep,              ///< Nested deeper than the limit: the tag was dropped, its text kept.
  cut,                   ///< Elements still open at the end of the text.
  bare_ampersand,
  unknown_entity,
  html_entity,     ///< HTML's name in a document without a DOCTYPE.
  refused_entity,  ///< Declared in the DOCTYPE, but external.
  duplicate_attribute,
  undeclared_prefix,
};

class XmlFaults {
 public:
  /// Counts `count` faults of a kind. Of each kind the first `example` is kept.
  void note(XmlFault fault, std::string_view example = {}, std::size_t count = 1);

  void forget(XmlFault fault) { kinds_[static_cast<std::size_t>(fault)] = {}; }

  [[nodiscard]] std::size_t count(XmlFault fault) const {
    return kinds_[static_cast<std::size_t>(fault)].count;
  }

  /// One line for each kind that occurred, in the order of the enumerators, for the webmaster.
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(XmlFault::undeclared_prefix) + 1;

  struct Kind {
    std::size_t count = 0;
    std::string example;
  };
  std::array<Kind, kKinds> kinds_;
};

}  // namespace syndic::markup
