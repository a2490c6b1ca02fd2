// SPDX-License-Identifier: MIT
//
// What kind of file a file is, where a feed and its address say different things or nothing.
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

/// The media type that the extension of the URL's path stands for; empty if it is none of those
/// known.
[[nodiscard]] std::string_view media_type_of_url(std::string_view url);

/// What a feed declares the file at `url` to be, as a media type (RFC 6838 §4.2, lower case,
/// without parameters); by the URL's extension where it says nothing. An extension alone ("mp3",
/// ".mp3") counts as its type. Empty: unknown.
[[nodiscard]] std::string declared_media_type(std::string_view declared, std::string_view url);

/// The media type (the same, by its registered name) of the
/// file at `url` that a feed declares to be `declared`; empty: unknown. What is declared holds, but
/// for what no file of that extension can be ("text/html" or "image/jpeg" of an .mp3) and what says
/// only that there are bytes. An extension alone ("mp3", ".mp3") counts as its type; a medium alone
/// ("video", "video/*") says which of the two an .ogg or .mp4 is.
[[nodiscard]] std::string settled_media_type(std::string_view declared, std::string_view url);

}  // namespace syndic::normalize
