// SPDX-License-Identifier: MIT
//
// What the lint of feeds found, for people, for programs, and as pages to send to partners.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/lint/linted.h"

namespace syndic::cli {

/// How the text is shown.
struct LintLook {
  bool colour = false;
  std::size_t width = 80;
};

/// A block for each feed: its name and place, then its faults, the worst first, each with what it
/// does and how to mend it; and a line that counts them.
[[nodiscard]] std::string lint_text(const std::vector<pipeline::LintedFeed>& feeds,
                                    const LintLook& look);

/// A JSON array of the feeds, indented.
[[nodiscard]] std::string lint_json(const std::vector<pipeline::LintedFeed>& feeds);

/// Writes a page for each feed that was looked at into `folder`, which is made if missing: ID.html,
/// or a name made of its place. `from`: who sends it; `day`: when it was looked at. Returns the
/// names. Throws FileFailure.
[[nodiscard]] std::vector<std::string> write_lint_pages(
    const std::vector<pipeline::LintedFeed>& feeds, const std::filesystem::path& folder,
    const std::string& from, const std::string& day);

}  // namespace syndic::cli
