// SPDX-License-Identifier: MIT
//
// The command init: asks five questions, writes all files, runs the first refresh.
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/setup/answers.h"
#include "cli/setup/carry_out.h"
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

constexpr std::size_t kLineWidth = 80;
constexpr std::size_t kLineIndent = 2;
constexpr std::size_t kLargestConfig = std::size_t{16} * 1024 * 1024;

/// The file that somebody wrote or edited; empty if there is none, or the package's as it came.
std::string earlier_configuration(const std::filesystem::path& file) {
  auto bytes = base::read_file(file, kLargestConfig);
  if (!bytes && bytes.error().code != Errc::not_found) throw FileFailure(bytes.error().message);
  const bool is_written = bytes && *bytes != pipeline::sample("package/syndic.toml");
  return is_written ? *std::move(bytes) : std::string();
}

/// " -c FILE", as those need who do not find the configuration without it where they are.
std::string named_as(const SiteSetup& setup) {
  std::error_code ignored;
  const bool is_found = std::filesystem::equivalent(find_config({}), setup.config_file, ignored);
  return is_found ? std::string() : " -c " + setup.config_file.string();
}

/// Whether a configuration that is there may be replaced; says what becomes of it if not.
bool may_replace(const SiteSetup& setup, const std::string& earlier, const InitArguments& command,
                 Questions& questions) {
  const std::string file = setup.config_file.string();
  const std::string named = named_as(setup);
  std::cout << file << " is there already.\n";
  if (const auto config = config::read(earlier, file, config::Purpose::use); !config) {
    for (const std::string& mistake : config.error()) std::cout << mistake << '\n';
    std::cout << "Nothing was changed; mend that, or move the file away.\n";
    return false;
  }
  if (command.force) return true;
  if (!command.yes && questions.confirm("Replace it, and keep the old one beside it?", false)) {
    return true;
  }
  std::cout << paragraph(
      "Nothing was changed. syndic refresh" + named + " fetches, syndic add URL" + named +
          " appends a source, syndic check" + named + " looks the file over" +
          (command.yes ? "; syndic init --force" + named + " writes it anew." : "."),
      0, kLineWidth);
  return false;
}

/// Whether what the new configuration has not of the old one may go: a person sees it, and agrees
/// to the plan or not.
bool may_lose_keys(const SiteSetup& setup, const std::string& earlier,
                   const InitArguments& command) {
  std::string names;
  for (const std::string& name : pipeline::not_kept(setup, earlier)) {
    names += (names.empty() ? "" : ", ") + name;
  }
  if (names.empty()) return true;
  const std::string file = setup.config_file.string();
  std::cout << '\n'
            << paragraph("Of " + file + " this would not be taken over: " + names + ".", 0,
                         kLineWidth);
  if (!command.yes) return true;
  std::cout << "Nothing was changed; edit the file, or move it away.\n";
  return false;
}

void print_paragraph(const std::string& text, std::size_t indent = 0) {
  std::cout << paragraph(text, indent, kLineWidth);
}

void say_how_to_serve(const SiteSetup& setup, const Machine& machine, const Plan& plan) {
  if (setup.web_server == pipeline::WebServer::none) {
    print_paragraph(
        "Have your web server serve that folder at " + setup.feeds_url +
        (machine.web_server == pipeline::WebServer::none
             ? "; syndic init --server NAME writes the lines for nginx, apache or caddy."
             : "."));
    return;
  }
  print_paragraph("To have them at " + setup.feeds_url + (machine.is_root ? ":" : ", as root:"));
  print_paragraph(pipeline::how_to_serve(setup.web_server, plan.files.back().path), kLineIndent);
  if (const std::filesystem::path closed = closed_folder(setup.directory); !closed.empty()) {
    print_paragraph("But no web server may enter " + closed.string() + ": allow it (chmod o+x " +
                    closed.string() + "), or publish elsewhere (--directory).");
  }
}

void say_what_cron_needs(const SiteSetup& setup, const Machine& machine) {
  const bool is_of_system = has_account(setup, machine);
  std::cout << "For cron, "
            << (is_of_system ? "in /etc/cron.d/syndic:\n" : "a line by crontab -e:\n")
            << pipeline::cron_lines(setup, machine);
}

void say_where_to_look(const SiteSetup& setup, const Machine& machine, const Plan& plan) {
  std::cout << "\nThe page and the feeds are in " << setup.directory.string() << ".\n";
  say_how_to_serve(setup, machine, plan);
  if (setup.runner == Runner::none) {
    std::cout << "Nothing runs it yet. ";
    say_what_cron_needs(setup, machine);
  }
  if (setup.url == SiteSetup{}.url) {
    print_paragraph("Put the address of your own site into " + setup.config_file.string() + ".");
  }
  const std::string call = machine.is_in_path ? "syndic" : machine.program.string();
  const std::string named = named_as(setup);
  const std::string as_user = has_account(setup, machine) ? "runuser -u syndic -- " : std::string();
  std::cout << "Look at it now:  " << call << " serve" << named << "\nHow it goes:     " << as_user
            << call << " status" << named << "\nMore sources:    " << call << " add URL" << named
            << '\n';
}

void say_what_is_missing(const SiteSetup& setup, const Machine& machine) {
  std::cout << '\n';
  print_paragraph(
      "Not all of it was done, see above. When that is mended, syndic init --force does "
      "it again; what was replaced is kept.");
  if (setup.runner == Runner::cron) {
    std::cout << "The line for cron:\n" << pipeline::cron_lines(setup, machine);
  }
}

std::string config_place(const Arguments& global) {
  const char* const given = std::getenv("SYNDIC_CONFIG");
  if (!global.config_file.empty() || given == nullptr) return global.config_file;
  return given;
}

/// Whether there is anybody to ask, and a place to write to; reports what is missing.
bool can_begin(const InitArguments& command, const Machine& machine, const std::string& place,
               const Log& log) {
  if (!command.yes && ::isatty(STDIN_FILENO) == 0) {
    log.error(
        "there is no terminal to ask questions on; with --yes it takes the defaults of what "
        "no option says (syndic help init)");
    return false;
  }
  if (place.empty() && !machine.is_root && machine.home.empty()) {
    log.error("HOME is not set; name the configuration to write, with -c FILE");
    return false;
  }
  return true;
}

}  // namespace

int run(const Arguments& global, const InitArguments& command, const Log& log) {
  const Machine machine = pipeline::this_machine();
  const std::string place = config_place(global);
  if (!can_begin(command, machine, place, log)) return kWrongUsage;
  SiteSetup setup = pipeline::default_setup(machine, place);
  setup.allow_private = command.allow_private;
  std::cout << std::unitbuf;  // Beside what commands and errors say on stderr.
  Questions questions(std::cin, std::cout, command.yes);
  const std::string earlier = earlier_configuration(setup.config_file);
  if (!earlier.empty()) {
    if (!may_replace(setup, earlier, command, questions)) return command.yes ? kFailed : kDone;
    setup = pipeline::with_earlier(setup, earlier);
  }
  if (!command.yes) std::cout << "Some questions; Enter takes what is in brackets.\n";
  const auto answers = answered(setup, machine, command, !earlier.empty(), questions, log);
  if (!answers) return kFailed;

  if (!earlier.empty() && !may_lose_keys(*answers, earlier, command)) return kFailed;
  const Plan plan = plan_of(*answers, machine);
  std::cout << "\nThis is going to\n" << plan_words(plan) << std::flush;
  if (!questions.confirm("Go on?", true)) {
    std::cout << "Nothing was changed.\n";
    return kDone;
  }
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  if (!carry_out(plan, cancelled, log)) {
    say_what_is_missing(*answers, machine);
    return kFailed;
  }
  say_where_to_look(*answers, machine, plan);
  return kDone;
}

}  // namespace syndic::cli
