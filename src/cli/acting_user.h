// SPDX-License-Identifier: MIT
//
// As whom a command writes that root runs.
#pragma once

#include <filesystem>

#include "cli/log.h"
#include "config/config.h"

namespace syndic::cli {

/// If this is root, and `folder`, or the nearest one above it that is there, is another user's:
/// becomes that user for good, as what root made there nobody else could change, and says so as a
/// detail. Warns if that user has no name. Throws FileFailure if the system refuses.
void act_as_owner_of(const std::filesystem::path& folder, const Log& log);

/// The same for the folder of the store of `config`, or, where that is on PostgreSQL, for the one
/// that is published.
void act_as_owner_of_store(const config::Config& config, const Log& log);

}  // namespace syndic::cli
