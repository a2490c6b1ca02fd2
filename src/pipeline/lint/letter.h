// SPDX-License-Identifier: MIT
//
// The letter by which a network invites a site: plain text, in English, for a mail. Pure.
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "pipeline/lint/invite.h"
#include "write/theme/theme.h"

namespace syndic::pipeline {

/// How many findings the letter asks to mend; of more it says how many.
inline constexpr std::size_t kMostToMend = 5;

/// The letter in lines of at most 72 columns, but for longer words such as addresses, with a line
/// break at the end. It says only what the configuration makes true. Items look as on the page: in
/// the site's language and zone, with the theme's words. What is the site's own is set in by two
/// spaces, so that no program that takes mail reads a line of it as a command. `to`: whom it
/// greets; empty: nobody by name.
[[nodiscard]] std::string letter_of(const config::Config& config, const Invitation& invitation,
                                    const std::string& to, const write::Theme& theme);

/// The first feed that would take the source in, some of its items at least; null if none would.
[[nodiscard]] const config::Feed* feed_for(const config::Config& config,
                                           const config::NewSource& source);

/// What keeps the letter from being sent as it is, one line each: placeholders and what is missing
/// of who writes.
[[nodiscard]] std::vector<std::string> gaps_in_letter(const config::Config& config);

}  // namespace syndic::pipeline
