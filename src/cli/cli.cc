// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <exception>
#include <iostream>
#include <type_traits>
#include <variant>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/log.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {
namespace {

int run_command(const Arguments& arguments, const Log& log) {
  return std::visit(
      [&](const auto& command) {
        using Command = std::decay_t<decltype(command)>;
        if constexpr (std::is_same_v<Command, RefreshArguments>) {
          return refresh(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, ParseArguments>) {
          return parse(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, DiscoverArguments>) {
          return discover(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, AddArguments>) {
          return add(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, StatusArguments>) {
          return status(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, PlanArguments>) {
          return plan(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, WhyArguments>) {
          return why(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, WithdrawArguments>) {
          return withdraw(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, RestoreArguments>) {
          return restore(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, ServeArguments>) {
          return serve(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, PostArguments>) {
          return post(arguments, command, log);
        } else if constexpr (std::is_same_v<Command, PageArguments>) {
          return page(arguments, command, log);
        } else {
          return check(arguments, log);
        }
      },
      arguments.command);
}

}  // namespace

int run(int argc, const char* const* argv) {
  const auto parsed = parse_arguments(argc, argv);
  if (const int* code = std::get_if<int>(&parsed)) return *code;
  const auto& arguments = std::get<Arguments>(parsed);
  const Log log(arguments.quiet     ? Loudness::quiet
                : arguments.verbose ? Loudness::verbose
                                    : Loudness::normal);
  try {
    const int code = run_command(arguments, log);
    if (std::cout.flush()) return code;
    log.error("standard output cannot be written, its disk may be full; the results are lost");
    return kFailed;
  } catch (const WrongConfiguration&) {
    return kWrongConfiguration;
  } catch (const pipeline::AlreadyRunning& running) {
    log.warning(running.what());  // Whom it must not trouble is told by the exit code.
    return kAlreadyRunning;
  } catch (const std::bad_alloc&) {
    log.error("memory ran out; what was stored stays, and the next run goes on from there");
    return kFailed;
  } catch (const std::exception& failure) {
    log.error(failure.what());
    return kFailed;
  }
}

}  // namespace syndic::cli
