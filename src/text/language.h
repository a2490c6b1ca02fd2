// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::text {

/// `tag` as a language tag of BCP 47 ("en-US"; "en_US" is read so, too, and case stays as it is),
/// or empty if it has not the shape of one (RFC 5646 §2.1).
[[nodiscard]] std::string language_tag(std::string_view tag);

}  // namespace syndic::text
