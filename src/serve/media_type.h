// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace syndic::serve {

/// The Content-Type field value of a file, by the ending of its name, whatever its case. Feeds and
/// XML say their encoding themselves; plain text and pages are UTF-8. Unknown endings are
/// application/octet-stream. JSON is a feed, but for status.json.
[[nodiscard]] std::string_view media_type(const std::filesystem::path& file);

}  // namespace syndic::serve
