// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::normalize {

/// The URL of the largest image in a `srcset` attribute's value (WHATWG HTML §4.8.4.2.1), by width
/// or density, the first of equals; empty if it names none.
[[nodiscard]] std::string_view largest_of_srcset(std::string_view srcset);

}  // namespace syndic::normalize
