// SPDX-License-Identifier: MIT
//
// Of a setup: its files, and the commands that make it run.
#include <algorithm>

#include "base/hash.h"
#include "base/url.h"
#include "pipeline/append.h"
#include "pipeline/setup/samples.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::pipeline {
namespace {

const std::filesystem::path kServiceFolder = "/etc/systemd/system";
constexpr const char* kCronFile = "/etc/cron.d/syndic";
constexpr const char* kAccount = "syndic";
constexpr const char* kAccountHome = "/var/lib/syndic";

/// Whether the user syndic, who has no configuration of its own, finds the file by itself.
bool is_usual_place(const SiteSetup& setup) {
  return setup.config_file == "/etc/syndic/syndic.toml";
}

std::vector<std::string> refresh_words(const SiteSetup& setup, const Machine& machine) {
  std::vector<std::string> words = {machine.program.string(), "refresh"};
  if (!is_usual_place(setup)) {
    words.emplace_back("-c");
    words.push_back(setup.config_file.string());
  }
  return words;
}

/// A path as crontabs and units can have it; an odd one is refused (setup_check.cc) before it is
/// written anywhere, and only shown.
std::string shown_word(const std::string& word) {
  std::string shown;
  for (const char c : word) shown += c == '%' ? std::string("\\%") : std::string(1, c);
  return shown.find_first_of(" '\"") == std::string::npos ? shown : "\"" + shown + "\"";
}

std::string quiet_refresh(const SiteSetup& setup, const Machine& machine) {
  std::string line;
  for (const std::string& word : refresh_words(setup, machine)) line += shown_word(word) + " ";
  return line + "--quiet";
}

/// The minute at which it first runs in an hour: not that of everyone else.
unsigned minute_of(const SiteSetup& setup) {
  constexpr unsigned kQuarter = 15;
  unsigned sum = 0;
  for (const char c : base::content_hash(setup.feeds_url)) sum += static_cast<unsigned char>(c);
  return sum % kQuarter;
}

/// The service of a program that no package installed.
std::string service_of(const SiteSetup& setup, const Machine& machine) {
  std::string text(sample("systemd/syndic.service"));
  constexpr std::string_view kPackaged = "/usr/bin/syndic refresh --quiet";
  const std::size_t at = text.find(kPackaged);
  if (at != std::string::npos) {
    text.replace(at, kPackaged.size(), quiet_refresh(setup, machine));
  }
  return text;
}

/// What the service needs beside its file: other folders, another configuration. Empty: nothing.
std::string service_addition(const SiteSetup& setup, const Machine& machine) {
  std::string text;
  bool is_in_home = false;
  if (machine.has_service && !is_usual_place(setup)) {
    text += "ExecStart=\nExecStart=" + quiet_refresh(setup, machine) + "\n";
  }
  for (const auto& folder : {setup.directory, setup.store_file.parent_path()}) {
    const std::string path = folder.string() + "/";
    if (path.starts_with(std::string(kAccountHome) + "/")) continue;
    text += "ReadWritePaths=" + folder.string() + "\n";
    is_in_home = is_in_home || path.starts_with("/home/") || path.starts_with("/root/");
  }
  if (is_in_home) text += "ProtectHome=read-only\n";
  return text.empty() ? text : "# Written by syndic init.\n[Service]\n" + text;
}

bool has_secrets(const SiteSetup& setup) {
  return std::ranges::any_of(setup.sources, [](const config::NewSource& source) {
    const std::string url = address_of(source);
    return base::public_url(url) != url;
  });
}

void add_service_files(const SiteSetup& setup, const Machine& machine,
                       std::vector<PlannedFile>& files) {
  if (!machine.has_service) {
    files.push_back({kServiceFolder / "syndic.service", service_of(setup, machine), "the service"});
    files.push_back({kServiceFolder / "syndic.timer", std::string(sample("systemd/syndic.timer")),
                     "the timer that runs it"});
  }
  if (std::string addition = service_addition(setup, machine); !addition.empty()) {
    files.push_back({kServiceFolder / "syndic.service.d/init.conf", std::move(addition),
                     "what the service may write"});
  }
}

}  // namespace

std::string cron_lines(const SiteSetup& setup, const Machine& machine) {
  const std::string when = std::to_string(minute_of(setup)) + "-59/15 * * * *";
  const std::string run = quiet_refresh(setup, machine);
  // After the program is removed, it is none of cron's business.
  const std::string guarded = "test ! -x " + machine.program.string() + " || " + run;
  if (!has_account(setup, machine)) return when + " " + guarded + "\n";
  return "# Written by syndic init. A run asks only the sources that are due, and ends at once if\n"
         "# another one is going. What somebody must know is mailed to this address.\n"
         "MAILTO=root\n" +
         when + " " + kAccount + " " + guarded + "\n";
}

std::vector<PlannedFile> planned_files(const SiteSetup& setup, const Machine& machine) {
  std::vector<PlannedFile> files = {{setup.config_file, configuration_of(setup),
                                     setup.kept.empty()
                                         ? "the configuration"
                                         : "the configuration, with the sources, feeds and lists "
                                           "of the old one, but no other key",
                                     has_secrets(setup)}};
  const bool is_of_system = has_account(setup, machine);
  if (is_of_system && setup.runner == Runner::systemd) add_service_files(setup, machine, files);
  if (is_of_system && setup.runner == Runner::cron) {
    files.push_back({kCronFile, cron_lines(setup, machine), "the line for cron"});
  }
  if (setup.web_server != WebServer::none) {
    const auto place = serving_file(setup.web_server);
    files.push_back({is_of_system ? place
                                  : setup.config_file.parent_path() /
                                        (std::string(to_string(setup.web_server)) + ".conf"),
                     serving_lines(setup.web_server, setup.directory, setup.feeds_url),
                     "for the web server"});
  }
  return files;
}

std::vector<PlannedCommand> preparing_commands(const SiteSetup& setup, const Machine& machine) {
  const bool is_account = has_account(setup, machine);
  std::vector<PlannedCommand> commands;
  if (is_account && !machine.has_account) {
    commands.push_back({{"useradd", "--system", "--user-group", "--home-dir", kAccountHome,
                         "--no-create-home", "--shell", "/usr/sbin/nologin", kAccount},
                        "make the user syndic"});
  }
  for (const auto& folder : {setup.store_file.parent_path(), setup.directory}) {
    std::vector<std::string> words = {"install", "-d"};
    if (is_account) words.insert(words.end(), {"-o", kAccount, "-g", kAccount});
    words.push_back(folder.string());
    const std::string whose = is_account ? " for the user syndic" : "";
    commands.push_back({std::move(words), "make the folder " + folder.string() + whose, folder});
  }
  return commands;
}

PlannedCommand refresh_command(const SiteSetup& setup, const Machine& machine) {
  std::vector<std::string> words;
  if (has_account(setup, machine)) words = {"runuser", "-u", kAccount, "--"};
  for (std::string& word : refresh_words(setup, machine)) words.push_back(std::move(word));
  return {std::move(words), "ask all sources, and publish"};
}

std::vector<PlannedCommand> sharing_commands(const SiteSetup& setup, const Machine& machine) {
  if (!has_account(setup, machine) || !has_secrets(setup)) return {};
  const std::string file = setup.config_file.string();
  return {{{"chgrp", kAccount, file}, "let the user syndic, and nobody else, read " + file},
          {{"chmod", "640", file}, {}}};
}

std::vector<PlannedCommand> starting_commands(const SiteSetup& setup, const Machine& machine) {
  std::vector<PlannedCommand> commands;
  if (has_account(setup, machine)) {
    if (setup.runner == Runner::systemd) {
      commands.push_back({{"systemctl", "daemon-reload"}, "let systemd read its files"});
      commands.push_back({{"systemctl", "enable", "--now", "syndic.timer"}, "start the timer"});
    } else if (machine.has_timer_enabled) {
      commands.push_back({{"systemctl", "disable", "--now", "syndic.timer"}, "stop the timer"});
    }
    if (setup.runner != Runner::cron && machine.has_cron_file) {
      commands.push_back({{"rm", kCronFile}, std::string("remove ") + kCronFile});
    }
    return commands;
  }
  if (setup.runner != Runner::cron) return {};
  // The crontab of a user is only to be had through its program. It has one line for a
  // configuration.
  std::string line = cron_lines(setup, machine);
  line.pop_back();
  commands.push_back(
      {{"sh", "-c",
        "{ crontab -l 2>/dev/null | grep -vF -- \"$1\"; printf '%s\\n' \"$2\"; } | crontab -", "sh",
        "refresh -c " + setup.config_file.string() + " --quiet", std::move(line)},
       "put a line into your crontab"});
  return commands;
}

}  // namespace syndic::pipeline
