// SPDX-License-Identifier: MIT
//
// What the page's files are called, and which of those in a folder are ours.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace syndic::write {

/// The first line of each page: what does not begin with it, we did not write.
inline constexpr std::string_view kPageMark =
    "<!-- Written by syndic, which replaces what is changed here. -->\n";

/// The file of a list's page `number`, from 1: "source-casel.html", then
/// "source-casel.page-2.html"; of the list of everything (an empty `list`) "index.html", then
/// "page-2.html".
[[nodiscard]] std::string page_name(std::string_view list, std::size_t number);

/// Removes the pages of ours in `folder` whose names are not in `keep`: files by a name that
/// render_pages() could give, which begin with kPageMark. A symbolic link is left alone, and so is
/// what cannot be read or removed.
void remove_stale_pages(const std::filesystem::path& folder, const std::set<std::string>& keep);

}  // namespace syndic::write
