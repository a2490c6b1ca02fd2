// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::normalize {

/// What counts of a file's type, length and duration.
enum class MediaFacts {
  as_given,  ///< What the feed says, where it says anything.
  settled,   ///< What can be true: a type that goes with the extension, no length or duration as no
             ///< file has it (0, over a tebibyte, over a thousand hours).
};

/// Makes an item's files safe: absolute URLs (those without are dropped), each URL once with all
/// that any of its mentions tells, a media type by media_types.h, titles plain.
/// Returns what a file without a media type was at least said to be: feeds write "video" and
/// "audio" alone (media:content calls it the medium), of which no type can be made.
std::optional<model::Kind> clean_enclosures(std::vector<model::Enclosure>& enclosures,
                                            std::string_view base_url, MediaFacts facts);

}  // namespace syndic::normalize
