// SPDX-License-Identifier: MIT
//
// Carries out what a setup plans: writes its files and runs its commands.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "cli/log.h"
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

/// All that is done to set syndic up, in its order.
struct Plan {
  std::vector<pipeline::PlannedCommand> preparing;
  std::vector<pipeline::PlannedFile> files;
  std::vector<pipeline::PlannedCommand> sharing;
  pipeline::PlannedCommand refresh;
  std::vector<pipeline::PlannedCommand> starting;
};

/// Without what is there already: folders of this user.
[[nodiscard]] Plan plan_of(const pipeline::SiteSetup& setup, const pipeline::Machine& machine);

/// The plan in lines of at most 80 columns.
[[nodiscard]] std::string plan_words(const Plan& plan);

/// Carries the plan out; a refresh that fails stops nothing. Returns false after reporting what
/// failed. Throws FileFailure.
[[nodiscard]] bool carry_out(const Plan& plan, const std::atomic<bool>& cancelled, const Log& log);

}  // namespace syndic::cli
