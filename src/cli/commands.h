// SPDX-License-Identifier: MIT
//
// One function a command, one file a function. Each gives the exit code; what it cannot go on from
// it throws as a Failure.
#pragma once

#include <iostream>
#include <string>

#include "base/error.h"
#include "cli/arguments.h"
#include "cli/log.h"
#include "config/config.h"

namespace syndic::cli {

/// The configuration is not found or wrong; every mistake has been said already.
class WrongConfiguration : public Failure {
 public:
  using Failure::Failure;
};

/// The configuration that -c, the environment or the usual places name; its notes are details to
/// `log`. Throws WrongConfiguration after writing each mistake, "FILE:LINE:COLUMN: …", to
/// `mistakes`.
[[nodiscard]] config::Config load_config(const std::string& file, const Log& log,
                                         std::ostream& mistakes = std::cerr);

[[nodiscard]] int refresh(const Arguments& global, const RefreshArguments& arguments,
                          const Log& log);
[[nodiscard]] int parse(const Arguments& global, const ParseArguments& arguments, const Log& log);
[[nodiscard]] int discover(const Arguments& global, const DiscoverArguments& arguments,
                           const Log& log);
[[nodiscard]] int add(const Arguments& global, const AddArguments& arguments, const Log& log);
[[nodiscard]] int check(const Arguments& global, const Log& log);
[[nodiscard]] int status(const Arguments& global, const StatusArguments& arguments, const Log& log);
[[nodiscard]] int plan(const Arguments& global, const PlanArguments& arguments, const Log& log);
[[nodiscard]] int why(const Arguments& global, const WhyArguments& arguments, const Log& log);
[[nodiscard]] int withdraw(const Arguments& global, const WithdrawArguments& arguments,
                           const Log& log);
[[nodiscard]] int restore(const Arguments& global, const RestoreArguments& arguments,
                          const Log& log);
[[nodiscard]] int post(const Arguments& global, const PostArguments& arguments, const Log& log);
[[nodiscard]] int page(const Arguments& global, const PageArguments& arguments, const Log& log);
[[nodiscard]] int serve(const Arguments& global, const ServeArguments& arguments, const Log& log);

}  // namespace syndic::cli
