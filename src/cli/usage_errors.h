// SPDX-License-Identifier: MIT
//
// What is said of a command line that cannot be read: what is wrong, what was meant, where to look.
#pragma once

#include <span>
#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace syndic::cli {

/// Says on stderr, in one line, why `app` could not read the command line `words` (the program's
/// name first), as `mistake` tells. Returns the exit code.
int refuse_usage(const CLI::ParseError& mistake, const CLI::App& app,
                 std::span<const char* const> words);

/// The same of a word that names none of the commands of `app`.
int refuse_command(const std::string& word, const CLI::App& app);

/// Whether `word` names a command of `app`.
[[nodiscard]] bool is_command(const std::string& word, const CLI::App& app);

}  // namespace syndic::cli
