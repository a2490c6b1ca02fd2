// SPDX-License-Identifier: MIT
//
// include and exclude of a [[source]]: which of a source's items the network wants.
// config/README.md describes them to users.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/item.h"

namespace syndic::normalize {

/// One rule, ready to be used: `sponsored`, `labor management`, `/webinars?/`, `tag: teachers`.
///
/// Words match whole words, folded (text/folded.h), in that order with any blanks between. A
/// regular expression (RE2's, between slashes) ignores case and matches anywhere. Both are searched
/// for in the title, the tags and the text (content and summary without their markup) or, after a
/// field's name, only in that field: `title:`, `tag:`, `text:`, `author:` (name and address),
/// `link:`. Copies share the compiled pattern.
class Rule {
 public:
  /// Errors: malformed; the message is the rest of a sentence about the rule: "is no regular …".
  [[nodiscard]] static Result<Rule> read(std::string_view text);

  /// The rule as written, without blanks around.
  [[nodiscard]] const std::string& text() const { return text_; }

  friend bool operator==(const Rule& a, const Rule& b) { return a.text_ == b.text_; }

 private:
  friend struct Rules;
  struct Pattern;

  Rule(std::string_view text, std::shared_ptr<const Pattern> pattern)
      : text_(text), pattern_(std::move(pattern)) {}

  std::string text_;
  std::shared_ptr<const Pattern> pattern_;
};

/// All rules of a source.
struct Rules {
  std::vector<Rule> include;  ///< One of them must match, unless there are none.
  std::vector<Rule> exclude;  ///< None of them may match.

  [[nodiscard]] bool empty() const { return include.empty() && exclude.empty(); }

  /// The rule that keeps the item out, as for Lineage::dropped_by: `exclude "sponsored"`, the first
  /// that matches, or `no include matches`; empty if the item is in. The item was normalised. Takes
  /// time in proportion to the item's text and the number of rules, and bounded memory.
  [[nodiscard]] std::string dropped_by(const model::Item& item) const;

  /// All rules as one text, by which the store detects that they changed; empty without rules.
  [[nodiscard]] std::string text() const;
};

}  // namespace syndic::normalize
