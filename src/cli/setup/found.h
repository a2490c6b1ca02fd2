// SPDX-License-Identifier: MIT
//
// What try and init have in common: they look what addresses offer, and show it.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/log.h"
#include "fetch/options.h"
#include "pipeline/setup/found_sources.h"

namespace syndic::cli {

using Found = std::vector<Result<pipeline::FoundSource>>;

/// The URLs that the addresses of a command line name; empty after reporting one that names none.
[[nodiscard]] std::vector<std::string> urls_named_by(const std::vector<std::string>& addresses,
                                                     const Log& log);

/// How these commands ask: each address, with all that it leads to, takes no longer than
/// `patience`.
[[nodiscard]] fetch::Options quick_options(std::chrono::milliseconds patience, bool allow_private);

/// Asks all URLs side by side, and shows on stderr what they offer, unless with --quiet; what
/// offers nothing is a warning.
[[nodiscard]] Found look_for_sources(const std::vector<std::string>& urls,
                                     const fetch::Options& options,
                                     const std::atomic<bool>& is_over, const Log& log);

/// The sources that were found.
[[nodiscard]] std::vector<config::NewSource> sources_of(const Found& found);

/// A source as people read it, in lines of at most 80 columns: its name, where it is, what it has.
[[nodiscard]] std::string shown(const pipeline::FoundSource& found, std::size_t number);

}  // namespace syndic::cli
