// SPDX-License-Identifier: MIT
#include "text/scripts.h"

#include <unicode/uchar.h>

namespace syndic::text {

bool is_unspaced(char32_t character) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_COMPLEX_CONTEXT:
      return true;
    default:
      return false;
  }
}

bool is_white_space(char32_t character) {
  return u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

}  // namespace syndic::text
