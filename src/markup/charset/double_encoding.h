// SPDX-License-Identifier: MIT
//
// UTF-8 that was taken for windows-1252 or ISO-8859-1 and encoded once more: "Ã©" for "é".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::markup {

/// The text before it was encoded once more; nullopt if it was not: if it has no characters that
/// are the bytes of one in windows-1252 or ISO-8859-1, if those are no XML character, or if a
/// letter beside them was encoded once. Marks and symbols that were, and an "Ã" or "Â" before
/// ASCII, stay if a sequence is beside them that cannot be a letter and a mark after it ("Ã©", not
/// "Â»"). For a whole value (a title, a body), in UTF-8. One layer is undone: "ÃƒÂ©" becomes "Ã©".
[[nodiscard]] std::optional<std::string> undo_double_encoding(std::string_view text);

/// Whether `rest` begins with a character that is 0x80–0xBF in windows-1252 or ISO-8859-1, as after
/// each U+00C2–U+00F4 in a text that was encoded twice.
[[nodiscard]] bool begins_with_second_layer(std::string_view rest);

/// Whether undo_double_encoding() may undo anything in a part of `text`.
[[nodiscard]] bool may_be_encoded_twice(std::string_view text);

}  // namespace syndic::markup
