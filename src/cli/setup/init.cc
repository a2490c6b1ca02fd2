// SPDX-License-Identifier: MIT
//
// The command init: asks five questions, writes all files, runs the first refresh.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/setup/carry_out.h"
#include "cli/setup/found.h"
#include "cli/setup/questions.h"
#include "cli/signal_watch.h"
#include "config/config.h"
#include "pipeline/setup/samples.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::cli {
namespace {

using pipeline::Machine;
using pipeline::Runner;
using pipeline::SiteSetup;

constexpr std::chrono::seconds kLongestSearch{30};
constexpr std::size_t kLineWidth = 80;
constexpr const char* kNoneYet = "none yet";

std::string url_of_answer(const std::string& answer) {
  std::string url = url_named_by(answer);
  if (base::split_url(url).path.empty()) url += '/';
  return url;
}

std::string why_no_address(const std::string& answer) {
  return url_named_by(answer).empty() ? "this is no address; write it as https://www.example.org/"
                                      : "";
}

std::string why_no_folder(const std::string& answer) {
  SiteSetup setup;
  setup.feeds_url = setup.url;
  setup.directory = std::filesystem::absolute(answer);
  return pipeline::why_not(setup);
}

std::string_view runner_name(Runner runner) {
  return runner == Runner::systemd ? "systemd" : runner == Runner::cron ? "cron" : "none";
}

Runner runner_named(std::string_view name) {
  return name == "systemd" ? Runner::systemd : name == "cron" ? Runner::cron : Runner::none;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// Whether the file is one that somebody wrote or edited; not the one of the package as it came.
bool is_configured(const std::filesystem::path& file) {
  constexpr std::size_t kLargestConfig = std::size_t{16} * 1024 * 1024;
  const auto bytes = base::read_file(file, kLargestConfig);
  return bytes ? *bytes != pipeline::sample("package/syndic.toml")
               : bytes.error().code != Errc::not_found;
}

/// Whether a configuration that is there may be replaced; says what becomes of it if not.
bool may_replace(const SiteSetup& setup, const InitArguments& command, Questions& questions) {
  if (command.force || !is_configured(setup.config_file)) return true;
  const std::string file = setup.config_file.string();
  std::cout << file << " is there already.\n";
  const std::string question = "Replace it, and keep it as " + file + ".old?";
  if (!command.yes && questions.confirm(question, false)) return true;
  std::cout << "Nothing was changed. syndic add URL appends a source to it, syndic check looks it "
               "over"
            << (command.yes ? "; syndic init --force replaces it" : "") << ".\n";
  return false;
}

void ask_about_site(SiteSetup& setup, const InitArguments& command, Questions& questions) {
  setup.title = command.title.empty() ? questions.ask("1. What is published: a title", setup.title)
                                      : command.title;
  setup.url = command.url.empty()
                  ? questions.ask("2. The address of your site", setup.url, why_no_address)
                  : command.url;
  setup.url = url_of_answer(setup.url);
  setup.feeds_url =
      command.feeds_url.empty() ? pipeline::default_feeds_url(setup.url) : command.feeds_url;
  if (!setup.feeds_url.ends_with('/')) setup.feeds_url += '/';
  const std::string question = "3. The folder to publish in, to be served at " + setup.feeds_url;
  const std::string folder = command.directory.empty()
                                 ? questions.ask(question, setup.directory.string(), why_no_folder)
                                 : command.directory;
  setup.directory = std::filesystem::absolute(folder).lexically_normal();
  if (setup.directory.filename().empty()) setup.directory = setup.directory.parent_path();
}

/// Looks for the sources until the answer is taken. Returns false if none of the addresses that
/// the command line has offers anything.
bool ask_for_sources(SiteSetup& setup, const InitArguments& command, Questions& questions,
                     const std::atomic<bool>& cancelled, const Log& log) {
  std::vector<std::string> addresses = command.addresses;
  while (true) {
    if (addresses.empty()) {
      addresses = words_of(questions.ask(
          "4. The first sources: sites or feeds, with blanks between them", kNoneYet));
    }
    if (addresses == words_of(kNoneYet)) addresses.clear();
    if (addresses.empty()) return true;
    const std::vector<std::string> urls = urls_named_by(addresses, log);
    if (!urls.empty()) {
      std::cout << "   Looking at " << base::counted(std::ssize(urls), "site") << " …\n";
      const Found found = look_for_sources(
          urls, quick_options(kLongestSearch, command.allow_private), cancelled, log);
      setup.sources = sources_of(found);
    }
    if (command.yes) return !setup.sources.empty();
    const bool is_some = !setup.sources.empty();
    if (is_some && questions.confirm("   Take these?", true)) return true;
    addresses.clear();
    setup.sources.clear();
  }
}

void ask_about_runner(SiteSetup& setup, const InitArguments& command, Questions& questions) {
  const std::string runner =
      command.runner.empty()
          ? questions.ask("5. Who runs it, every quarter of an hour: systemd, cron or none",
                          std::string(runner_name(setup.runner)),
                          [](const std::string& answer) {
                            return answer == runner_name(runner_named(answer))
                                       ? ""
                                       : "one of systemd, cron and none";
                          })
          : command.runner;
  setup.runner = runner_named(runner);
  if (!command.web_server.empty()) {
    setup.web_server = *pipeline::web_server_named(command.web_server);
  }
}

void show_plan(const SiteSetup& setup, const Machine& machine,
               const std::vector<pipeline::PlannedFile>& files) {
  std::cout << "\nThis is going to\n";
  for (const auto& command : pipeline::preparing_commands(setup, machine)) {
    std::cout << plan_words(command);
  }
  for (const auto& file : files) std::cout << plan_words(file);
  std::cout << plan_words(pipeline::refresh_command(setup, machine));
  for (const auto& command : pipeline::starting_commands(setup, machine)) {
    std::cout << plan_words(command);
  }
}

/// All that is done, in order.
bool carry_out(const SiteSetup& setup, const Machine& machine,
               const std::vector<pipeline::PlannedFile>& files, const std::atomic<bool>& cancelled,
               const Log& log) {
  for (const auto& command : pipeline::preparing_commands(setup, machine)) {
    if (!run_planned(command, cancelled, log)) return false;
  }
  for (const pipeline::PlannedFile& file : files) write_planned(file);
  if (const auto config = config::load(setup.config_file, config::Purpose::use); !config) {
    for (const std::string& mistake : config.error()) log.error(mistake);
    return false;
  }
  bool is_done = run_planned(pipeline::refresh_command(setup, machine), cancelled, log);
  for (const auto& command : pipeline::starting_commands(setup, machine)) {
    is_done = run_planned(command, cancelled, log) && is_done;
  }
  return is_done;
}

void print_line(const std::string& label, const std::string& text) {
  if (!text.empty()) std::cout << label << text << '\n';
}

void say_where_to_look(const SiteSetup& setup, const Machine& machine,
                       const std::vector<pipeline::PlannedFile>& files) {
  std::cout << "\nThe page and the feeds are in " << setup.directory.string() << ".\n";
  if (setup.web_server == pipeline::WebServer::none) {
    std::cout << "No web server was found here: serve that folder at " << setup.feeds_url << ";\n"
              << "syndic init --server NAME writes the lines for nginx, apache or caddy.\n";
  } else {
    std::cout << "To have them at " << setup.feeds_url << ":\n"
              << paragraph(pipeline::how_to_serve(setup.web_server, files.back().path), 2,
                           kLineWidth);
  }
  if (setup.runner == Runner::none) {
    std::cout << "Nothing runs it yet. The line for cron:\n  "
              << pipeline::cron_lines(setup, machine);
  }
  const std::string named = pipeline::default_setup(machine, {}).config_file == setup.config_file
                                ? ""
                                : " -c " + setup.config_file.string();
  print_line("Look at it now:  ", "syndic serve" + named);
  print_line("How it goes:     ", "syndic status" + named);
  print_line("More sources:    ", "syndic add URL" + named);
}

std::string config_place(const Arguments& global) {
  const char* const given = std::getenv("SYNDIC_CONFIG");
  if (!global.config_file.empty() || given == nullptr) return global.config_file;
  return given;
}

}  // namespace

int run(const Arguments& global, const InitArguments& command, const Log& log) {
  if (!command.yes && ::isatty(STDIN_FILENO) == 0) {
    log.error(
        "there is no terminal to ask questions on; with --yes it takes the defaults of what "
        "no option says (syndic help init)");
    return kWrongUsage;
  }
  const Machine machine = pipeline::this_machine();
  SiteSetup setup = pipeline::default_setup(machine, config_place(global));
  setup.allow_private = command.allow_private;
  Questions questions(std::cin, std::cout, command.yes);
  if (!may_replace(setup, command, questions)) return command.yes ? kFailed : kDone;

  if (!command.yes) std::cout << "Five questions; Enter takes what is in brackets.\n";
  ask_about_site(setup, command, questions);
  std::atomic<bool> cancelled = false;
  if (!ask_for_sources(setup, command, questions, cancelled, log)) {
    log.error(
        "no source was found, so nothing was changed; leave the addresses out to set it up "
        "without any");
    return kFailed;
  }
  ask_about_runner(setup, command, questions);
  if (const std::string wrong = pipeline::why_not(setup); !wrong.empty()) {
    log.error(wrong);
    return kWrongUsage;
  }
  const auto files = pipeline::planned_files(setup, machine);
  show_plan(setup, machine, files);
  if (!questions.confirm("Go on?", true)) {
    std::cout << "Nothing was changed.\n";
    return kDone;
  }
  const SignalWatch watch([&] { cancelled = true; });
  const bool is_done = carry_out(setup, machine, files, cancelled, log);
  say_where_to_look(setup, machine, files);
  return is_done ? kDone : kFailed;
}

}  // namespace syndic::cli
