// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "cli/help/documentation.h"

namespace syndic::cli {

/// A man page in the macros of man(7), in ASCII. What is added is plain text, and escaped.
class Roff {
 public:
  /// `section`: "1"; `volume`: what the section is called.
  Roff(std::string_view title, std::string_view section, std::string_view volume);

  void section(std::string_view heading);  ///< In capitals.
  void subsection(std::string_view heading);
  void paragraph(std::string_view text);
  /// The same in bold.
  void bold(std::string_view text);
  /// A name in bold, and what it means.
  void entry(std::string_view name, std::string_view text);
  /// What more is to be said in the entry that was added last.
  void more(std::string_view text);
  void code(std::string_view lines);
  /// A part of a chapter; of a table each row is an entry.
  void block(const markup::MarkdownBlock& block);

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void heading(std::string_view macro, std::string_view text);
  void begin_paragraph(std::string_view macro);

  std::string text_;
  bool is_below_heading_ = false;  // Where the macros of paragraphs say nothing.
};

/// `text` with all that roff would read as more than text escaped: as one line of the page.
[[nodiscard]] std::string roff_text(std::string_view text);

}  // namespace syndic::cli
