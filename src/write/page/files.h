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

/// What the feeds hold, for those who syndicate them: the target of `_syndic.about`.
inline constexpr std::string_view kAboutPage = "formats.html";

/// The folder of what the script of the page answers questions by (write/page/link_answers.h).
inline constexpr std::string_view kAnswersFolder = "why/";

/// The file of a list's page `number`, from 1: "source-casel.html", then
/// "source-casel.page-2.html"; of the list of everything (an empty `list`) "index.html", then
/// "page-2.html".
[[nodiscard]] std::string page_name(std::string_view list, std::size_t number);

/// Whether page_name() may return this name, or it is that of another page ("embed.html",
/// kAboutPage), or of a file that only the script of the page reads: those in kAnswersFolder, and
/// kSearchIndexFile.
[[nodiscard]] bool is_page_name(std::string_view name);

}  // namespace syndic::write
