// SPDX-License-Identifier: MIT
//
// The names of the page's files, and what shows that a file in the folder is ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::write {

/// The first line of each page: a page without it was not written by syndic.
inline constexpr std::string_view kPageMark =
    "<!-- Written by syndic, which replaces what is changed here. -->\n";

/// The page with the newest items.
inline constexpr std::string_view kIndexPage = "index.html";

/// What the feeds hold, for those who syndicate them: the target of `_syndic.about`.
inline constexpr std::string_view kAboutPage = "formats.html";

/// The folder of what the script of the page answers questions by (write/page/link_answers.h).
inline constexpr std::string_view kAnswersFolder = "why/";

/// The pages with the newest items, from 1: "index.html", then "latest-2.html" and so on.
[[nodiscard]] std::string latest_page_name(std::size_t number);

/// The pages with older items, from 1, the oldest: "page-1.html"; of the list with this page
/// "source-casel.page-1.html".
[[nodiscard]] std::string history_page_name(std::size_t number,
                                            std::string_view list_page = kIndexPage);

/// Whether history_page_name() may return this name.
[[nodiscard]] bool is_history_page_name(std::string_view name);

/// The page of a list: "source-casel.html". `type` is "source", "group", "kind" or "tag".
[[nodiscard]] std::string list_page_name(std::string_view type, std::string_view name);

/// The list to embed of a list: "embed-source-casel.html"; of index.html "embed.html".
[[nodiscard]] std::string embed_page_name(std::string_view list_page);

/// Whether one of these functions may return this name, or it is another page's: kAboutPage,
/// "sources.html"; or that of a file of the pages: those in kAnswersFolder, kSearchIndexFile,
/// "sitemap.xml", "assets/style.css" and what else of assets/ comes from the theme.
[[nodiscard]] bool is_page_name(std::string_view name);

}  // namespace syndic::write
