// SPDX-License-Identifier: MIT
//
// The header of a mail message or of one of its parts (RFC 5322 §2.2, RFC 2045 §5.1). Total: any
// bytes have a header, perhaps an empty one.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace syndic::markup {

/// What of a message is read of one field's value, and how many fields.
inline constexpr std::size_t kLongestMailField = std::size_t{16} * 1024;
inline constexpr std::size_t kMostMailFields = 500;

class MailHeader {
 public:
  /// Reads the header that `part` begins with, up to its first empty line, and removes it. Lines
  /// end with CR LF or LF; a line "From …" before it, as mailboxes have, is skipped.
  explicit MailHeader(std::string_view& part);

  /// The first field of that name (in lower case), in one line, not decoded; empty if there is
  /// none.
  [[nodiscard]] std::string_view field(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;  ///< By name in lower case.
};

/// What is before the parameters of a field, in lower case: "text/plain" of a Content-Type.
[[nodiscard]] std::string mail_token(std::string_view field);

/// The parameter of that name (in lower case), without its quotes; of "name*" (RFC 2231 §4) the
/// percent-decoded bytes. Empty if there is none.
[[nodiscard]] std::string mail_parameter(std::string_view field, std::string_view name);

}  // namespace syndic::markup
