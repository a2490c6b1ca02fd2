// SPDX-License-Identifier: MIT
//
// The lines of a calendar (RFC 5545 §3.1): NAME;PARAMETER=value:VALUE, folded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::markup {

/// One property as it is written; its parts are pieces of the line.
struct ContentLine {
  std::string_view name;
  std::string_view parameters;  ///< With its first semicolon; empty: none.
  std::string_view value;

  /// Whether it has this name, in any case.
  [[nodiscard]] bool is(std::string_view wanted) const;

  /// The first parameter of that name, in any case, without quotation marks and with what RFC 6868
  /// escapes; empty if there is none.
  [[nodiscard]] std::string parameter(std::string_view wanted) const;
};

/// `text` with its folded lines in one each, which end in LF, whatever they ended in (CRLF, LF or
/// CR). Works on bytes, as some programs fold inside a character.
[[nodiscard]] std::string unfolded(std::string_view text);

/// A line in its parts. Nothing if it has no name of letters, digits and hyphens, or no colon.
[[nodiscard]] std::optional<ContentLine> read_content_line(std::string_view line);

/// A value of text (RFC 5545 §3.3.11) with its escapes undone, without blanks around it.
[[nodiscard]] std::string unescaped_text(std::string_view value);

/// The next of the texts that commas separate, unescaped; the rest stays in `values`.
[[nodiscard]] std::string take_listed_text(std::string_view& values);

}  // namespace syndic::markup
