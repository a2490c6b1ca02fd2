// SPDX-License-Identifier: MIT
//
// Latin letters as names of files and addresses have them.
#pragma once

#include <string>
#include <string_view>

namespace syndic::text {

/// `text` with the letters of ASCII for other Latin letters ("Łódź" is "Lodz", "ß" is "ss"), by
/// Unicode CLDR's transform Latin-ASCII. Letters of other scripts stay: what stands for them
/// depends on the language and changes from one version of Unicode to the next.
[[nodiscard]] std::string in_ascii_letters(std::string_view text);

}  // namespace syndic::text
