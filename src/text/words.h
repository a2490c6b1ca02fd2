// SPDX-License-Identifier: MIT
//
// A text as the words that it is compared by.
#pragma once

#include <string_view>

namespace syndic::text {

/// Reads a text, as folded() made it, word by word: runs of letters, digits and their marks.
/// Whatever is between words counts for nothing. In scripts that are written without blanks (by
/// UAX #14: Han, kana, Thai …) each letter is a word.
class Words {
 public:
  /// Borrows the text.
  explicit Words(std::string_view folded) : rest_(folded) {}

  /// The next word, a part of the text; empty if there is none.
  [[nodiscard]] std::string_view next();

 private:
  std::string_view rest_;
};

}  // namespace syndic::text
