// SPDX-License-Identifier: MIT
#include "cli/arguments/arguments.h"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>

#include "cli/arguments/describe.h"
#include "cli/arguments/mistakes.h"

namespace syndic::cli {
namespace {

// "store backup --help" as "help store backup".
Arguments help_on_command(const CLI::App& app, Arguments arguments) {
  HelpArguments help;
  if (std::string name = name_of_command(app); !name.empty()) help.topics = {std::move(name)};
  arguments.command = std::move(help);
  return arguments;
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  Commands commands;
  CLI::App app(std::string(kAbout), "syndic");
  describe(app, commands, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return help_on_command(app, std::move(arguments));
  } catch (const CLI::Success& asked) {  // --version
    return app.exit(asked);
  } catch (const CLI::ParseError& mistake) {
    return refuse_usage(mistake, app, {argv, static_cast<std::size_t>(argc)});
  }
  return arguments;
}

}  // namespace syndic::cli
