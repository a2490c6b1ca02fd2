// SPDX-License-Identifier: MIT
//
// The commands by which an operator sees how all does and looks after it, as describe() has them.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/arguments/describe.h"

namespace syndic::cli {

void describe_check(CLI::App& app, CheckArguments& check);
void describe_status(CLI::App& app, StatusArguments& status, PlanArguments& plan);
void describe_why(CLI::App& app, WhyArguments& why);
void describe_digest(CLI::App& app, pipeline::DigestWish& wish);
void describe_store(CLI::App& app, Commands& commands);

}  // namespace syndic::cli
