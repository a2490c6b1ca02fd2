// SPDX-License-Identifier: MIT
#include "text/reading_time.h"

#include "base/utf8.h"
#include "text/scripts.h"
#include "text/words.h"

namespace syndic::text {
namespace {

// A letter of a script without blanks counts as half a word.
constexpr std::size_t kHalvesPerMinute = 2 * 230;

}  // namespace

std::size_t reading_minutes(std::string_view text) {
  std::size_t halves = 0;
  Words words(text);
  for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
    halves += is_unspaced(base::decode_utf8(word).character) ? 1 : 2;
  }
  return (halves + kHalvesPerMinute / 2) / kHalvesPerMinute;
}

}  // namespace syndic::text
