// SPDX-License-Identifier: MIT
#include "cli/arguments/mistakes.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/printable.h"
#include "cli/cli.h"
#include "cli/log.h"
#include "config/nearest_name.h"

namespace syndic::cli {
namespace {

// The command that is being read, the innermost of "store backup"; null if there is none yet.
const CLI::App* command_of(const CLI::App& app) {
  const CLI::App* command = nullptr;
  for (auto inner = app.get_subcommands(); !inner.empty(); inner = command->get_subcommands()) {
    command = inner.front();
  }
  return command;
}

// "why", or "store backup".
std::string name_of(const CLI::App& command) {
  const CLI::App* outer = command.get_parent();
  const bool is_inner = outer != nullptr && outer->get_parent() != nullptr;
  return (is_inner ? name_of(*outer) + " " : std::string()) + command.get_name();
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

// "backup, check or import".
std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    list += (i == 0 ? "" : is_last ? " or " : ", ") + names[i];
  }
  return list;
}

// The long names, as "--force", of the options of `app` and of the command that is being read.
std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<const CLI::App*> takers = {&app};
  for (const CLI::App* command : app.get_subcommands()) takers.push_back(command);
  std::vector<std::string> names;
  for (const CLI::App* taker : takers) {
    for (const CLI::Option* option : taker->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

// The error of a word that is neither a command nor an option, with the one of `names` meant.
std::string no_such(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view meant = config::slipped_name(word.substr(0, word.find('=')), views);
  return "there is no command or option \"" + word + "\"" +
         (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?");
}

const CLI::Option* option_of(const CLI::App& command, const std::string& name) {
  return command.get_option_no_throw(name);
}

// The command that takes the option `name`, first the one that is being read; null if none does.
const CLI::App* taker_of(const std::string& name, const CLI::App& app) {
  std::vector<const CLI::App*> commands = app.get_subcommands({});
  if (const CLI::App* command = command_of(app)) commands.insert(commands.begin(), command);
  const auto taker = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* command) {
    return option_of(*command, name) != nullptr;
  });
  return taker == commands.end() ? nullptr : *taker;
}

std::string why_unknown_option(const std::string& word, const CLI::App& app) {
  const std::string name = word.substr(0, word.find('='));
  const CLI::App* command = command_of(app);
  const CLI::App* taker = taker_of(name, app);
  if (taker == nullptr) return no_such(word, names_of_options(app));
  if (command != nullptr && taker != command) {
    return name + " is no option of syndic " + name_of(*command) + ", but of syndic " +
           name_of(*taker);
  }
  const CLI::Option& option = *option_of(*taker, name);
  const std::string value =
      option.get_items_expected_max() == 0 ? std::string() : " " + option.get_type_name();
  return name + " belongs after its command, as in syndic " + name_of(*taker) + " " + name + value;
}

bool is_file(const std::string& word) {
  std::error_code ignored;  // What cannot be looked at cannot be read either.
  return word.ends_with(".toml") || std::filesystem::is_regular_file(word, ignored);
}

bool takes_words(const CLI::App& command) {
  const auto options = command.get_options();
  return std::any_of(options.begin(), options.end(),
                     [](const CLI::Option* option) { return option->get_positional(); });
}

bool is_command(const std::string& word, const CLI::App& app) {
  const std::vector<std::string> names = names_of_commands(app);
  return std::find(names.begin(), names.end(), word) != names.end();
}

// Whether it is "store", which is nothing without one of its own commands.
bool has_commands(const CLI::App& command) { return !names_of_commands(command).empty(); }

// The error of a word after a command that takes none, or no more.
std::string why_surplus(const std::string& word, const CLI::App& command, const CLI::App& app) {
  const std::string name = name_of(command);
  const std::string typed = word.find(' ') == std::string::npos ? word : '"' + word + '"';
  if (is_command(word, app)) {
    return "one command at a time, syndic " + name + " or syndic " + word;
  }
  if (name == "refresh") {
    return "syndic refresh takes one source with --only, as in syndic refresh --only " + typed;
  }
  if (name == "status" || name == "plan") {
    return "syndic " + name + " tells of all sources; syndic why " + typed + " tells of one";
  }
  if (takes_words(command)) {
    return "\"" + word + "\" is one word too many for syndic " + name +
           "; put words that belong together in quotes";
  }
  return no_such(word, names_of_commands(has_commands(command) ? command : app));
}

bool is_after(const std::string& word, const CLI::App& command, Words words) {
  const auto begin = std::find(words.begin(), words.end(), command.get_name());
  return std::find(begin, words.end(), word) != words.end();
}

std::string why_unknown(const std::string& word, const CLI::App& app, Words words) {
  if (word.starts_with('-')) return why_unknown_option(word, app);
  const CLI::App* command = command_of(app);
  if (is_file(word)) {
    const bool is_run = command != nullptr && command->get_name() != "help";
    return "\"" + word + "\" is a file; the configuration is named by -c, as in syndic " +
           (is_run ? command->get_name() : "check") + " -c " + word;
  }
  const bool is_surplus = command != nullptr && is_after(word, *command, words);
  return is_surplus ? why_surplus(word, *command, app) : no_such(word, names_of_commands(app));
}

// "syndic why needs ITEM|SOURCE"; empty if the command has all that it requires.
std::string what_is_needed(const CLI::App& command) {
  if (has_commands(command)) {
    return "syndic " + name_of(command) + " needs one of " + listed(names_of_commands(command));
  }
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    return "syndic " + name_of(command) + " needs " + option->get_type_name();
  }
  return {};
}

std::string why_wrong(const CLI::ParseError& mistake, const CLI::App& app, Words words) {
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) return why_unknown(unknown[0], app, words);
  const CLI::App* command = command_of(app);
  if (command == nullptr) {
    return "no command; syndic try URL shows what it does, syndic init sets it up";
  }
  const bool is_required = mistake.get_name() == "RequiredError";
  const std::string needed = is_required ? what_is_needed(*command) : std::string();
  return needed.empty() ? mistake.what() : needed;
}

// Whether the log is to be JSON, as far as a command line that cannot be read says.
bool wants_json(Words words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--log-format=json") return true;
    if (word == "--log-format" && i + 1 < words.size() &&
        words[i + 1] == std::string_view("json")) {
      return true;
    }
  }
  return false;
}

// Writes the error on stderr and returns the exit code. `command`: the one whose help says more;
// null: the help of all.
int refuse(std::string_view message, const CLI::App* command, Words words) {
  const std::string help =
      command == nullptr ? "syndic --help" : "syndic help " + name_of(*command);
  const std::string line =
      base::printable_line(message) + (message.ends_with('?') ? " See " : "; see ") + help;
  if (wants_json(words)) {
    Log(Loudness::normal, LogFormat::json).error(line);
  } else {
    std::cerr << "error: " << line << '\n';
  }
  return kWrongUsage;
}

}  // namespace

std::string name_of_command(const CLI::App& app) {
  const CLI::App* command = command_of(app);
  return command == nullptr ? std::string() : name_of(*command);
}

int refuse_usage(const CLI::ParseError& mistake, const CLI::App& app, Words words) {
  const CLI::App* command = command_of(app);
  const bool is_help = command != nullptr && command->get_name() == "help";
  return refuse(why_wrong(mistake, app, words), is_help ? nullptr : command, words);
}

}  // namespace syndic::cli
