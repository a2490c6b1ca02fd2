// SPDX-License-Identifier: MIT
//
// An item's attached files, and their media types.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::normalize {

/// What is kept of a file's type, length and duration.
enum class MediaFacts {
  as_given,  ///< What the feed says.
  settled,   ///< What can be true: a type that fits the extension, no length or duration that no
             ///< file has (0, over a tebibyte, over a thousand hours).
};

/// Makes an item's files safe: absolute URLs (files without one are dropped), each URL once with
/// what all its mentions say, media types as below, titles plain.
/// Returns the medium of a file without a media type: some feeds write just "video" or "audio"
/// (media:content calls it the medium), of which no type can be made.
std::optional<model::Kind> clean_enclosures(std::vector<model::Enclosure>& enclosures,
                                            std::string_view base_url, MediaFacts facts);

/// The media type of the extension of the URL's path; empty if it is not known.
[[nodiscard]] std::string_view media_type_of_url(std::string_view url);

/// What a feed declares the file at `url` to be, as a media type (RFC 6838 §4.2, lower case,
/// without parameters); by the URL's extension if it declares nothing. A mere extension ("mp3",
/// ".mp3") counts as its type. Empty if unknown.
[[nodiscard]] std::string declared_media_type(std::string_view declared, std::string_view url);

/// The same by its registered name, corrected by the extension: a type that no file of that
/// extension can have ("text/html" or "image/jpeg" of an .mp3) and one that only means bytes are
/// replaced. A mere medium ("video", "video/*") decides which of the two an .ogg or .mp4 is.
[[nodiscard]] std::string settled_media_type(std::string_view declared, std::string_view url);

}  // namespace syndic::normalize
