// SPDX-License-Identifier: MIT
#include "text/words.h"

#include <unicode/uchar.h>

#include <cstddef>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/scripts.h"

namespace syndic::text {
namespace {

// What a character is to the words around it.
enum class Role { between, part, word };

struct Leading {
  Role role;
  std::size_t length;
};

Leading first_of(std::string_view text) {
  const char byte = text.front();
  if (static_cast<unsigned char>(byte) < 0x80) {
    return {base::is_alpha(byte) || base::is_digit(byte) ? Role::part : Role::between, 1};
  }
  const base::Decoded decoded = base::decode_utf8(text);
  const auto character = static_cast<UChar32>(decoded.character);
  if ((U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) == 0) {
    return {Role::between, decoded.length};
  }
  return {is_unspaced(decoded.character) ? Role::word : Role::part, decoded.length};
}

}  // namespace

std::string_view Words::next() {
  std::size_t length = 0;
  while (length < rest_.size()) {
    const Leading leading = first_of(rest_.substr(length));
    if (leading.role == Role::part) {
      length += leading.length;
    } else if (length > 0) {
      break;
    } else if (leading.role == Role::word) {
      length = leading.length;
      break;
    } else {
      rest_.remove_prefix(leading.length);
    }
  }
  const std::string_view word = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return word;
}

}  // namespace syndic::text
