// SPDX-License-Identifier: MIT
//
// What the completions of all shells are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/reference.h"

namespace syndic::cli {

/// The words with `between` between them.
[[nodiscard]] std::string joined_by(const std::vector<std::string>& words,
                                    std::string_view between);

/// `text` in single quotes, inside which a quote becomes `quote`.
[[nodiscard]] std::string in_single_quotes(std::string_view text, std::string_view quote);

/// The names of the commands right below `outer`, which is empty for those of the program: "store",
/// or of "store" "backup".
[[nodiscard]] std::vector<std::string> inner_names(const std::vector<CommandReference>& commands,
                                                   std::string_view outer);

/// The names of all options, of any command, that must have a value behind them.
[[nodiscard]] std::vector<std::string> names_with_values(
    const std::vector<CommandReference>& commands);

/// The patterns of a case on COMMAND:OPTION, "'refresh:-c' | 'refresh:--config'".
[[nodiscard]] std::string patterns_of(const std::string& command,
                                      const std::vector<std::string>& names,
                                      std::string_view between);

/// The names of all commands, each in single quotes.
[[nodiscard]] std::string quoted_names(const std::vector<CommandReference>& commands,
                                       std::string_view between);

/// The names of the options.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<OptionReference>& options);

/// The options that a command takes: its own, and those of the program.
[[nodiscard]] std::vector<OptionReference> options_taken_by(
    const CommandReference& command, const std::vector<CommandReference>& commands);

}  // namespace syndic::cli
