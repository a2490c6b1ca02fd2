// SPDX-License-Identifier: MIT
#include "cli/arguments/arguments.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstddef>
#include <string>

#include "cli/arguments/describe.h"
#include "cli/arguments/mistakes.h"

namespace syndic::cli {
namespace {

void describe_help(CLI::App& app, std::string& about) {
  app.add_subcommand("help", "What a command does, and what it takes")
      ->add_option("command", about, "The command; without one, what there is")
      ->type_name("COMMAND");
}

// Runs "help COMMAND" as "COMMAND --help", and "help" as "--help".
std::variant<Arguments, int> help(const std::string& about, const CLI::App& app) {
  if (about.empty()) return parse_arguments(2, std::array{"syndic", "--help"}.data());
  if (!is_command(about, app)) return refuse_topic(about, app);
  return parse_arguments(3, std::array{"syndic", about.c_str(), "--help"}.data());
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  Commands commands;
  CLI::App app("syndic pulls the feeds of many sites and publishes them as one.", "syndic");
  describe(app, commands, arguments);
  std::string about;
  describe_help(app, about);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::ParseError& mistake) {
    return refuse_usage(mistake, app, {argv, static_cast<std::size_t>(argc)});
  }
  if (app.got_subcommand("help")) return help(about, app);
  return arguments;
}

}  // namespace syndic::cli
