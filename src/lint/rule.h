// SPDX-License-Identifier: MIT
//
// What a feed, and how it is served, is judged by. config/lint.md has the reasons of each rule.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace syndic::lint {

/// How much a fault costs readers.
enum class Severity : std::uint8_t {
  error,    ///< Items are lost, wrong or doubled, or other readers refuse the feed.
  warning,  ///< Something that readers should have is missing, late or ugly.
  advice,   ///< It works; this would be better.
};

/// "error", "warning" or "advice".
[[nodiscard]] std::string_view to_string(Severity severity);

/// One rule. All texts are plain sentences without a full stop at the end.
struct Rule {
  std::string_view id;  ///< "date-unreadable": [a-z0-9-]+, unique, never changed once published.
  Severity severity = Severity::warning;
  std::string_view fault;   ///< What is wrong: "a date cannot be read".
  std::string_view effect;  ///< What it does to readers here.
  std::string_view remedy;  ///< How to mend it.
  std::string_view w3c;     ///< The W3C Feed Validation Service's message; empty: it has none.
  /// Its message for the same in Atom, where that is another; empty: it is the same.
  std::string_view w3c_atom = {};
};

/// All rules, by topic: those of documents, then those of answers.
[[nodiscard]] std::span<const Rule> rules_of_documents();
[[nodiscard]] std::span<const Rule> rules_of_answers();

/// The rule of that id; nullptr if there is none.
[[nodiscard]] const Rule* find_rule(std::string_view id);

}  // namespace syndic::lint
