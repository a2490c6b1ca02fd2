// SPDX-License-Identifier: MIT
//
// What the sanitiser learns by looking over HTML as text, beside its way from token to token.
#pragma once

#include <string>
#include <string_view>

#include "markup/html/tags.h"

namespace syndic::normalize {

/// Whether `rest`, what follows the name in a start tag of `tag`, ends that element before it
/// begins another of its kind.
[[nodiscard]] bool ends_in(std::string_view rest, markup::HtmlTag tag);

/// The first http(s) image in HTML as the sanitiser writes it; empty if there is none.
[[nodiscard]] std::string first_image_in(std::string_view html);

}  // namespace syndic::normalize
