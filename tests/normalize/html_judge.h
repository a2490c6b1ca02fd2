// SPDX-License-Identifier: MIT
//
// What an HTML parser of other hands (gumbo) finds in sanitised HTML. The lists are this judge's
// own, so that a slip in the rules shows.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace syndic::test {

/// What is wrong with `html`, one fault a line: elements, attributes and schemes that nobody
/// allowed, or a tree that is not the one written. Empty where it is right.
[[nodiscard]] std::string faults_of(const std::string& html);

/// The first of these faults alone: elements, attributes and schemes. For HTML that is not ours to
/// the byte.
[[nodiscard]] std::string active_in(const std::string& html);

/// The characters that people read in `output` and that the tree of `input` does not hold as text:
/// what was made up, or let out of a script, comment or attribute. Blanks apart, and what players
/// and frames are named. Empty where `input` holds what the two parsers read differently: on
/// purpose ("<![CDATA[", elements written as empty), or because the judge is older than the rule,
/// or mistaken (html_judge.cc says where).
[[nodiscard]] std::string made_up_text(const std::string& input, const std::string& output);

/// Each sort of element and attribute of a whole page ("a", "a.href"), and its links that are
/// neither the web's nor relative ("link javascript:…").
[[nodiscard]] std::set<std::string> shapes_of(const std::string& page);

/// Whether the parser reads `text` as it is: it replaces controls and noncharacters that HTML and
/// XML let stand, and passes over byte order marks.
[[nodiscard]] bool judge_can_read(std::string_view text);

}  // namespace syndic::test
