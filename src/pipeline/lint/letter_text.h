// SPDX-License-Identifier: MIT
//
// The parts of a letter as lines of plain text. Every text becomes printable: without line breaks,
// controls and marks that turn the direction of writing.
#pragma once

#include <string>
#include <string_view>

#include "config/config.h"
#include "pipeline/lint/invite.h"
#include "write/theme/theme.h"

namespace syndic::pipeline {

/// At most 600 characters of the text in lines of at most 72 columns, but for longer words; empty
/// if it has none.
[[nodiscard]] std::string lines_of(std::string_view text);

/// The same, set in by two spaces.
[[nodiscard]] std::string indented(std::string_view text);

/// The same, with "- " before its first line.
[[nodiscard]] std::string bullet(std::string_view text);

/// A line, the title, which is ASCII, and what underlines it.
[[nodiscard]] std::string section_title(std::string_view title);

/// The URL; in place of one of more than 300 bytes, which would fill the letter, words about it.
[[nodiscard]] std::string shown_address(const std::string& url);

/// The items of the invitation as the page shows them: in the site's language and zone, with the
/// theme's words. One without a date of its own has none.
[[nodiscard]] std::string shown_items(const config::Config& config, const Invitation& invitation,
                                      const write::Theme& theme);

}  // namespace syndic::pipeline
