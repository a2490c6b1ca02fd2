// SPDX-License-Identifier: MIT
//
// How mail writes texts in ASCII: encoded words in its fields, quoted-printable in its parts.
#pragma once

#include <string>
#include <string_view>

namespace syndic::markup {

/// The text of a field, in one line of UTF-8: its encoded words (RFC 2047) decoded, those that
/// stand together as one; other bytes outside ASCII by decode_text(). What is no whole encoded word
/// stays.
[[nodiscard]] std::string decode_mail_words(std::string_view field);

/// The name in the first mailbox of a field such as From (RFC 5322 §3.4): "Ann Lee" of
/// "Ann Lee <ann@a.example>" and of "ann@a.example (Ann Lee)". Empty if that has only an address.
[[nodiscard]] std::string first_mail_name(std::string_view field);

/// The bytes of a quoted-printable text (RFC 2045 §6.7). A "=" that escapes nothing stays.
[[nodiscard]] std::string decode_quoted_printable(std::string_view text);

}  // namespace syndic::markup
