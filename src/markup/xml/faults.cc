// SPDX-License-Identifier: MIT
#include "markup/xml/faults.h"

#include "base/utf8.h"

namespace syndic::markup {
namespace {

constexpr std::size_t kLongestExample = 40;

// For one, and for more after their number.
struct Wording {
  std::string_view one;
  std::string_view many;
};

constexpr std::array kWordings = {
    Wording{"text before or after the root element was left out",
            "pieces of text before or after the root element were left out"},
    Wording{"a bare \"<\" was taken as text", "bare \"<\" were taken as text"},
    Wording{"a tag has no \">\"", "tags have no \">\""},
    Wording{"an end tag is missing", "end tags are missing"},
    Wording{"an end tag closes nothing that is open, and was passed over",
            "end tags close nothing that is open, and were passed over"},
    Wording{"an end tag has another name than its start tag",
            "end tags have another name than their start tags"},
    Wording{"an attribute without proper quotes or name was repaired",
            "attributes without proper quotes or names were repaired"},
    Wording{"a CDATA section is not closed", "CDATA sections are not closed"},
    Wording{"a comment is not closed", "comments are not closed"},
    Wording{"a processing instruction is not closed", "processing instructions are not closed"},
    Wording{"a broken or misplaced declaration was left out",
            "broken or misplaced declarations were left out"},
    Wording{"an element nests too deep: its tags were dropped, its text kept",
            "elements nest too deep: their tags were dropped, their text kept"},
    Wording{"the document breaks off before the end of an element",
            "elements are open where the document breaks off"},
    Wording{"a bare ampersand was taken as text", "bare ampersands were taken as text"},
    Wording{"a reference to an entity that no one declared was left as text",
            "references to entities that no one declared were left as text"},
    Wording{"an HTML entity is used that XML does not know, and no DTD declares",
            "HTML entities are used that XML does not know, and no DTD declares"},
    Wording{"an external entity of the DOCTYPE was not fetched",
            "external entities of the DOCTYPE were not fetched"},
    Wording{"an attribute is given twice; the first counts",
            "attributes are given twice; the first counts"},
    Wording{"a prefix is used whose namespace is not declared",
            "prefixes are used whose namespaces are not declared"},
};

}  // namespace

void XmlFaults::note(XmlFault fault, std::string_view example, std::size_t count) {
  static_assert(kWordings.size() == kKinds);
  Kind& kind = kinds_[static_cast<std::size_t>(fault)];
  if (kind.count == 0) kind.example = base::utf8_prefix(example, kLongestExample);
  kind.count += count;
}

std::vector<std::string> XmlFaults::lines() const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < kKinds; ++i) {
    const Kind& kind = kinds_[i];
    if (kind.count == 0) continue;
    const bool one = kind.count == 1;
    std::string line = one ? std::string(kWordings[i].one)
                           : std::to_string(kind.count).append(" ").append(kWordings[i].many);
    if (!kind.example.empty()) {
      line.append(one ? " (" : " (the first: ").append(kind.example).append(")");
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace syndic::markup
