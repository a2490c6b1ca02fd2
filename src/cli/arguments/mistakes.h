// SPDX-License-Identifier: MIT
//
// What is wrong with a command line, in one line with what was meant.
#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>

namespace syndic::cli {

/// A command line; the first word is the program's name.
using Words = std::span<const char* const>;

/// The command that is being read, "store backup"; empty if there is none yet.
[[nodiscard]] std::string name_of_command(const CLI::App& app);

/// Writes to stderr why `app` could not read the command line, and returns the exit code.
[[nodiscard]] int refuse_usage(const CLI::ParseError& mistake, const CLI::App& app, Words words);

}  // namespace syndic::cli
