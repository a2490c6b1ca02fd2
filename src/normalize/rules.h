// SPDX-License-Identifier: MIT
//
// include and exclude of a [[source]]: which of a source's items the network wants.
// config/README.md describes them to their writers.
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
/// Words are found whole, however they are written (folded.h), several of them in that order with
/// any blanks between. A regular expression (RE2's, between slashes) regards no case and is found
/// anywhere. Both are looked for in the title, the tags and the text (content and summary as people
/// read them, without their markup), or after a field's name in that field alone: `title:`,
/// `tag:`, `text:`, `author:` (name and address), `link:`. Copies share what was made of it.
class Rule {
 public:
  /// Errors: malformed  no rule; the message goes on after the rule in quotes: "is no regular …".
  [[nodiscard]] static Result<Rule> read(std::string_view text);

  /// As it was written, without blanks around.
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
  std::vector<Rule> include;  ///< One of them must match; none: everything is in.
  std::vector<Rule> exclude;  ///< None of them may match, whatever is included.

  [[nodiscard]] bool empty() const { return include.empty() && exclude.empty(); }

  /// What keeps the item out: `exclude "sponsored"`, the first that matches, or `no include
  /// matches`; empty if it is in. The item is one that normalize() made, of a feed or of the
  /// store: the same item, the same verdict. Time grows with the item's text and the number of
  /// rules; memory is bounded. Without rules it costs nothing.
  [[nodiscard]] std::string verdict(const model::Item& item) const;

  /// A text that is another for other rules, and empty without any: by it the store knows which
  /// rules its items were judged by.
  [[nodiscard]] std::string text() const;
};

}  // namespace syndic::normalize
