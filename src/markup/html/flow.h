// SPDX-License-Identifier: MIT
#pragma once

#include "markup/html/tags.h"

namespace syndic::markup {

/// How an element shows in a text, each stronger than those before it.
enum class Flow {
  inside,  ///< As a part of the words around it.
  cell,    ///< With a blank before and after.
  line,    ///< In lines of its own.
  block,   ///< With an empty line before and after.
  hidden,  ///< Not at all, nor what it holds.
};

/// That of an element of HTML; `inside` if it is unknown.
[[nodiscard]] Flow flow_of(HtmlTag tag);

}  // namespace syndic::markup
