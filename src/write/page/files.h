// SPDX-License-Identifier: MIT
//
// What the page's files are called, and which of those in a folder are ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::write {

/// The first line of each page: what does not begin with it, we did not write.
inline constexpr std::string_view kPageMark =
    "<!-- Written by syndic, which replaces what is changed here. -->\n";

/// What the feeds say, for whoever syndicates them: where `_syndic.about` leads.
inline constexpr std::string_view kAboutPage = "formats.html";

/// The file of a list's page `number`, from 1: "source-casel.html", then
/// "source-casel.page-2.html"; of the list of everything (an empty `list`) "index.html", then
/// "page-2.html".
[[nodiscard]] std::string page_name(std::string_view list, std::size_t number);

/// Whether page_name() could give this name, or it is another of the page's: "embed.html",
/// kAboutPage.
[[nodiscard]] bool is_page_name(std::string_view name);

}  // namespace syndic::write
