// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <exception>
#include <iostream>
#include <variant>

#include "base/clock.h"
#include "base/error.h"
#include "base/heap.h"
#include "base/open_files.h"
#include "cli/arguments/arguments.h"
#include "cli/commands.h"
#include "cli/log.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {

namespace {

// A wrong SYNDIC_NOW is reported by the command that needs the time.
base::Clock clock_of_log() {
  try {
    return base::Clock::from_environment();
  } catch (const Failure&) {
    return {};
  }
}

}  // namespace

int run(int argc, const char* const* argv) {
  const auto parsed = parse_arguments(argc, argv);
  if (const int* code = std::get_if<int>(&parsed)) return *code;
  const auto& arguments = std::get<Arguments>(parsed);
  const Log log(arguments.quiet     ? Loudness::quiet
                : arguments.verbose ? Loudness::verbose
                                    : Loudness::normal,
                arguments.log_format, clock_of_log());
  base::raise_open_file_limit();
  base::keep_no_large_blocks();
  try {
    const int code = std::visit([&](const auto& command) { return run(arguments, command, log); },
                                arguments.command);
    if (std::cout.flush()) return code;
    log.error("standard output cannot be written, its disk may be full; the results are lost");
    return kFailed;
  } catch (const WrongConfiguration&) {
    return kWrongConfiguration;
  } catch (const pipeline::AlreadyRunning& running) {
    log.warning(running.what());  // A caller that expects this can use the exit code.
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
