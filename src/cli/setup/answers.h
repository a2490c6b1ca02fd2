// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <optional>

#include "cli/arguments/arguments.h"
#include "cli/output.h"
#include "cli/setup/questions.h"
#include "pipeline/setup/machine.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::cli {

/// The setup as the command line answers its five questions and, for the rest, a person does;
/// `setup` has the defaults. Nothing, after reporting why, if it cannot be set up so.
[[nodiscard]] std::optional<pipeline::SiteSetup> answered(pipeline::SiteSetup setup,
                                                          const pipeline::Machine& machine,
                                                          const InitArguments& command,
                                                          Questions& questions, const Log& log);

}  // namespace syndic::cli
