// SPDX-License-Identifier: MIT
#include "text/ascii_letters.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>

#include "base/ascii.h"

namespace syndic::text {

std::string in_ascii_letters(std::string_view text) {
  if (base::is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transform(
      icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || transform == nullptr) return std::string(text);
  auto letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  transform->transliterate(letters);
  std::string result;
  letters.toUTF8String(result);
  return result;
}

}  // namespace syndic::text
