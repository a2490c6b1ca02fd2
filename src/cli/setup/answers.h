// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "cli/arguments/arguments.h"
#include "cli/log.h"
#include "cli/setup/questions.h"
#include "pipeline/setup/machine.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::cli {

/// The setup as the command line answers its five questions and, for the rest, a person does;
/// `setup` has the defaults, and publishes into the folder of an earlier one if it `has_earlier`.
/// Nothing, after reporting why, if it cannot be set up so.
[[nodiscard]] std::optional<pipeline::SiteSetup> answered(pipeline::SiteSetup setup,
                                                          const pipeline::Machine& machine,
                                                          const InitArguments& command,
                                                          bool has_earlier, Questions& questions,
                                                          const Log& log);

/// The first folder on the way to `path` that others, such as web servers, may not enter; empty if
/// they may.
[[nodiscard]] std::filesystem::path closed_folder(const std::filesystem::path& path);

}  // namespace syndic::cli
