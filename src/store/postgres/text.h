// SPDX-License-Identifier: MIT
//
// Texts of any bytes in PostgreSQL, which takes valid UTF-8 alone, without the character 0: a byte
// that it does not take is written as the private character U+10FF00 + byte, and so is every byte
// of such a character that the text itself has.
#pragma once

#include <string>
#include <string_view>

namespace syndic::store {

/// Whether PostgreSQL has the text as it is, and it reads as no other.
[[nodiscard]] bool is_plain_text(std::string_view text);

/// The text as PostgreSQL takes it.
[[nodiscard]] std::string to_postgres(std::string_view text);

/// The text from which to_postgres() made this.
[[nodiscard]] std::string from_postgres(std::string_view stored);

/// An expression of SQL for the texts of a column, whose order is that of the bytes of
/// from_postgres().
[[nodiscard]] std::string in_order_of_bytes(const std::string& column);

}  // namespace syndic::store
