// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::markup {

/// Whether `html` is so nested that building a tree of it takes more than linear time and space:
/// too many elements inside each other, too many attributes in one, or formatting elements (b, font
/// …) that are never closed and so are opened again in each paragraph. Linear itself.
[[nodiscard]] bool nests_too_much(std::string_view html);

}  // namespace syndic::markup
