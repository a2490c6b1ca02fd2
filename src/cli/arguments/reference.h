// SPDX-License-Identifier: MIT
//
// Every command and option as plain data, for the help, the man page and the completions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::cli {

struct OptionReference {
  std::vector<std::string> names;  ///< "-c", "--config"; empty: a word without a name.
  std::string value;               ///< "FILE", "URL|FILE"; empty: a flag.
  std::string text;                ///< What it is, in a line.
  std::vector<std::string> choices;
  bool is_required = false;
  bool is_repeatable = false;
  bool is_value_optional = false;

  /// "-c, --config FILE", "--accept [FEED]", "INPUT".
  [[nodiscard]] std::string label() const;
  /// The text, with the choices behind it.
  [[nodiscard]] std::string meaning() const;
};

struct CommandReference {
  std::string name;     ///< "refresh", or "store backup"; empty: the program itself.
  std::string summary;  ///< What it does, in a line.
  std::vector<OptionReference> words;
  std::vector<OptionReference> options;

  /// How it is called: "syndic why ITEM|SOURCE", "syndic refresh [OPTION…]".
  [[nodiscard]] std::string usage() const;
};

struct ExitCodeReference {
  int code;
  std::string_view meaning;
};

/// The program itself, whose options every command takes, and then every command, the inner ones
/// after the one that they belong to.
[[nodiscard]] std::vector<CommandReference> command_reference();

/// Every exit code, in ascending order.
[[nodiscard]] std::vector<ExitCodeReference> exit_codes();

/// The command of that name, "store backup"; null if there is none.
[[nodiscard]] const CommandReference* find_command(const std::vector<CommandReference>& commands,
                                                   std::string_view name);

}  // namespace syndic::cli
