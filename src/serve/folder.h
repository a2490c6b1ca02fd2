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

/// Whether the file is RSS or Atom by the ending of its name, so that its media type depends on who
/// asks.
[[nodiscard]] bool is_xml_feed(const std::filesystem::path& file);

/// The Content-Type field value of a file, by the ending of its name, ignoring case, for whoever
/// sends `accept` as the Accept field value. RSS and Atom are application/xml where that names
/// text/html, as browsers do: they show XML by its stylesheet, but RSS and Atom as code. Feeds,
/// plain text and pages are UTF-8; other XML declares its encoding itself. Unknown endings are
/// application/octet-stream. JSON is a feed, except health.json, search.json, status.json and what
/// is in a folder why/.
[[nodiscard]] std::string_view media_type(const std::filesystem::path& file,
                                          std::string_view accept = {});

}  // namespace syndic::serve
