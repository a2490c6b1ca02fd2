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

/// Whether `app` has a command of that name.
[[nodiscard]] bool is_command(const std::string& word, const CLI::App& app);

/// Writes to stderr why `app` could not read the command line, and returns the exit code.
[[nodiscard]] int refuse_usage(const CLI::ParseError& mistake, const CLI::App& app, Words words);

/// The same of a word after "help" that names nothing.
[[nodiscard]] int refuse_topic(const std::string& word, const CLI::App& app);

}  // namespace syndic::cli
