// SPDX-License-Identifier: MIT
//
// One function a command, one file a function, which is called as the command is. Each returns the
// exit code; what it cannot go on from it throws as a Failure.
#pragma once

#include "cli/arguments.h"
#include "cli/log.h"

namespace syndic::cli {

[[nodiscard]] int run(const Arguments& global, const RefreshArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ParseArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const DiscoverArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const AddArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const CheckArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StatusArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PlanArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const WhyArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const WithdrawArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const RestoreArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PostArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PageArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ServeArguments& command, const Log& log);

}  // namespace syndic::cli
