// SPDX-License-Identifier: MIT
//
// What is wrong with a partner's feed, as a page to send to its webmaster: one file, which loads
// nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace syndic::write {

/// One fault. Its texts are not trusted: they are written escaped.
struct LintRow {
  std::string rule;      ///< Its id.
  std::string severity;  ///< "error", "warning" or "advice".
  std::string fault;
  std::string example;  ///< Empty: none.
  std::size_t count = 1;
  std::size_t line = 0;  ///< 0: unknown.
  std::string effect;
  std::string remedy;
};

struct LintDocument {
  std::string name;  ///< Of the feed.
  std::string url;   ///< Its address; a link if it is http or https.
  std::string day;   ///< "2026-01-31": when it was looked at.
  std::string from;  ///< Who sends it: the site's title; empty: unknown.
  std::vector<LintRow> rows;
};

/// The page, for light and dark, for 320 pixels, for print and for screen readers.
[[nodiscard]] std::string render_lint_page(const LintDocument& document);

}  // namespace syndic::write
