// SPDX-License-Identifier: MIT
//
// Carries out what a setup plans: writes its files and runs its commands.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "cli/output.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::cli {

/// What is in a planned file's place.
enum class InPlace {
  nothing,
  same,
  unedited,  ///< The configuration as the package brought it.
  other,
};

[[nodiscard]] InPlace in_place(const pipeline::PlannedFile& file);

/// What is done with the file, or by the command, in lines of at most 80 columns.
[[nodiscard]] std::string plan_words(const pipeline::PlannedFile& file);
[[nodiscard]] std::string plan_words(const pipeline::PlannedCommand& command);

/// Writes the file, and the folders above it; another one in its place is kept as FILE.old. Throws
/// FileFailure.
void write_planned(const pipeline::PlannedFile& file);

/// Runs the command, whose output goes to stderr. Returns false after reporting that it failed.
[[nodiscard]] bool run_planned(const pipeline::PlannedCommand& command,
                               const std::atomic<bool>& cancelled, const Log& log);

}  // namespace syndic::cli
