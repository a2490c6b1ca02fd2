// SPDX-License-Identifier: MIT
//
// The files of a theme before anything is made of them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace syndic::write {

/// By name, "page.mustache".
using ThemeFiles = std::map<std::string, std::string, std::less<>>;

/// The built-in files, those of `folder` in place of the ones of their names, and its further
/// *.mustache, which others may include. Throws FileFailure where the folder cannot be read, has
/// none of these, or one of them is larger than 256 KiB or no UTF-8.
[[nodiscard]] ThemeFiles theme_files(const std::filesystem::path& folder);

/// The template of that file with what it includes ({{> name}}: name.mustache) in its place.
/// Throws FileFailure where that is missing, or includes itself. `shown` is what to call the theme.
[[nodiscard]] std::string with_includes(const ThemeFiles& files, std::string_view name,
                                        const std::string& shown);

}  // namespace syndic::write
