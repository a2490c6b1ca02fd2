// SPDX-License-Identifier: MIT
#include "cli/arguments/reference.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>

#include "cli/arguments/describe.h"
#include "cli/cli.h"
#include "cli/output.h"

namespace syndic::cli {
namespace {

constexpr auto kExitCodes = std::to_array<ExitCodeReference>({
    {kDone, "done, also if some sources failed"},
    {kFailed, "failed, nothing lost"},
    {kWrongUsage, "wrong usage"},
    {kSourceFailed, "refresh --strict, and a source failed"},
    {kNoFeed, "the input is no feed or list"},
    {kAlreadyRunning, "another refresh is running"},
    {kWrongConfiguration, "the configuration is wrong"},
});

// Cuts the choices of "KIND:{read,watch}" off, as CLI11 puts them behind a value's name.
std::vector<std::string> take_choices(std::string& value) {
  const std::size_t begin = value.find(":{");
  if (begin == std::string::npos) return {};
  std::vector<std::string> choices =
      CLI::detail::split(value.substr(begin + 2, value.find('}', begin) - begin - 2), ',');
  value.erase(begin);
  return choices;
}

OptionReference reference_of(const CLI::Option& option) {
  OptionReference reference;
  for (const std::string& name : option.get_snames()) reference.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) reference.names.push_back("--" + name);
  reference.text = option.get_description();
  if (!option.get_default_str().empty()) reference.text += "; default: " + option.get_default_str();
  if (option.get_items_expected_max() == 0) return reference;
  reference.value = option.get_type_name();
  reference.choices = take_choices(reference.value);
  reference.is_required = option.get_required();
  reference.is_repeatable = option.get_items_expected_max() > 1;
  reference.is_value_optional = option.get_items_expected_min() == 0;
  return reference;
}

CommandReference reference_of(const CLI::App& app, std::string name) {
  CommandReference command{std::move(name), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    // The help of a command is that of the program, which is listed there.
    if (!command.name.empty() && option == app.get_help_ptr()) continue;
    (option->get_positional() ? command.words : command.options).push_back(reference_of(*option));
  }
  return command;
}

void add_commands(const CLI::App& app, const std::string& prefix,
                  std::vector<CommandReference>& commands) {
  for (const CLI::App* inner : app.get_subcommands({})) {
    const std::string name = prefix + inner->get_name();
    commands.push_back(reference_of(*inner, name));
    add_commands(*inner, name + " ", commands);
  }
}

}  // namespace

std::string OptionReference::label() const {
  std::string label;
  for (const std::string& name : names) label += (label.empty() ? "" : ", ") + name;
  if (value.empty()) return label;
  if (names.empty()) return value;
  return label + (is_value_optional ? " [" + value + "]" : " " + value);
}

std::string OptionReference::meaning() const {
  return text + (choices.empty() ? "" : " (" + either_of(choices) + ")");
}

std::string CommandReference::usage() const {
  std::string usage = name.empty() ? "syndic" : "syndic " + name;
  if (name.empty()) return usage + " [OPTION…] COMMAND …";
  if (!options.empty()) usage += " [OPTION…]";
  for (const OptionReference& word : words) {
    const std::string value = word.value + (word.is_repeatable ? "…" : "");
    usage += word.is_required ? " " + value : " [" + value + "]";
  }
  return usage;
}

std::vector<CommandReference> command_reference() {
  Arguments arguments;
  Commands read;
  CLI::App app(std::string(kAbout), "syndic");
  describe(app, read, arguments);
  std::vector<CommandReference> commands = {reference_of(app, "")};
  add_commands(app, "", commands);
  return commands;
}

std::vector<ExitCodeReference> exit_codes() { return {kExitCodes.begin(), kExitCodes.end()}; }

const CommandReference* find_command(const std::vector<CommandReference>& commands,
                                     std::string_view name) {
  const auto found = std::ranges::find(commands, name, &CommandReference::name);
  return found == commands.end() || name.empty() ? nullptr : &*found;
}

}  // namespace syndic::cli
