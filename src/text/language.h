// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::text {

/// `tag` as a language tag of BCP 47 ("en-US"; "en_US" is read so, too, and case stays as it is),
/// or that of the language whose name it is, in English or its own, with or without a region
/// ("English", "Deutsch", "English (United States)", "English (US)", "German-AT"). Empty if it is
/// neither: it has not the shape of a tag (RFC 5646 §2.1), or begins with 4 to 8 letters, which no
/// language does, or with two that are no language of ISO 639-1 ("us", "jp").
[[nodiscard]] std::string language_tag(std::string_view tag);

}  // namespace syndic::text
