// SPDX-License-Identifier: MIT
//
// What a served folder holds: the file of a URL's path, and what its name says of it. Any thread
// may ask.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace syndic::serve {

/// The real place of the file that `path` (of a URL, percent-decoding done) names below `folder`;
/// of a folder, where `path` ends in '/', its index.html, else the folder itself, which is to be
/// asked for with '/'. Empty where there is no such file, and for what is not to be seen: names
/// that begin with a dot, what a symbolic link places outside, what is neither file nor folder.
[[nodiscard]] std::optional<std::filesystem::path> find_served(const std::filesystem::path& folder,
                                                               std::string_view path);

/// The Content-Type field value of a file, by the ending of its name, whatever its case. Feeds and
/// XML say their encoding themselves; plain text and pages are UTF-8. Unknown endings are
/// application/octet-stream. JSON is a feed, but for status.json.
[[nodiscard]] std::string_view media_type(const std::filesystem::path& file);

}  // namespace syndic::serve
