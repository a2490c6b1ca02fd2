// SPDX-License-Identifier: MIT
//
// The files of a served folder: the file of a URL's path, and its media type. Safe from any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace syndic::serve {

/// The real path of the file that `path` (of a URL, percent-decoded) names below `folder`; for a
/// folder its index.html if `path` ends in '/', else the folder itself, to be redirected to with
/// '/'. Nullopt if there is no such file, and for what is not served: names that begin with a dot,
/// targets of symbolic links outside `folder`, what is neither file nor folder.
[[nodiscard]] std::optional<std::filesystem::path> find_served(const std::filesystem::path& folder,
                                                               std::string_view path);

/// The Content-Type field value of a file, by the ending of its name, ignoring case. Feeds and
/// XML declare their encoding themselves; plain text and pages are UTF-8. Unknown endings are
/// application/octet-stream. JSON is a feed, except health.json,
/// search.json, status.json and what is in a folder why/.
[[nodiscard]] std::string_view media_type(const std::filesystem::path& file);

}  // namespace syndic::serve
