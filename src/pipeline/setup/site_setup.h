// SPDX-License-Identifier: MIT
//
// What `syndic init` is told, and all that follows from it: files, and commands to run. Pure.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/append_source.h"
#include "pipeline/setup/machine.h"
#include "pipeline/setup/web_server.h"

namespace syndic::pipeline {

/// The answers, each with a default that works.
struct SiteSetup {
  std::filesystem::path config_file;
  std::string title = "News of our network";
  std::string url = "https://www.example.org/";
  std::string feeds_url;            ///< Where `directory` is served.
  std::filesystem::path directory;  ///< Absolute.
  std::filesystem::path store_file;
  std::string time_zone;  ///< IANA; empty: UTC.
  std::vector<config::NewSource> sources;
  bool allow_private = false;
  Runner runner = Runner::none;
  WebServer web_server = WebServer::none;

  /// Whether it is the machine's, for which a user "syndic" runs it: the configuration is in /etc.
  [[nodiscard]] bool is_of_system() const;
};

/// "News from CASEL and CEC" of the sources' names; the default title without any.
[[nodiscard]] std::string title_of(const std::vector<config::NewSource>& sources);

/// Why syndic cannot be set up so, in one line; empty if it can: URLs that are none, a folder whose
/// name a web server's file cannot hold.
[[nodiscard]] std::string why_not(const SiteSetup& setup);

/// The defaults for a configuration in that place, empty: the usual one of the user. Below /etc all
/// else is in /var/lib/syndic, of a user's own configuration in $XDG_DATA_HOME/syndic
/// (~/.local/share/syndic), of any other beside it.
[[nodiscard]] SiteSetup default_setup(const Machine& machine, std::filesystem::path config_file);

/// "https://www.example.org/feeds/" of the site's address.
[[nodiscard]] std::string default_feeds_url(std::string_view site_url);

/// The configuration, with a comment for each part.
[[nodiscard]] std::string configuration_of(const SiteSetup& setup);

/// The lines for a crontab; those of /etc/cron.d also name the user "syndic", and who gets mail.
[[nodiscard]] std::string cron_lines(const SiteSetup& setup, const Machine& machine);

/// A file to be written, and what it is for, "the configuration".
struct PlannedFile {
  std::filesystem::path path;
  std::string bytes;
  std::string what;
};

/// All files of the setup, the configuration first.
[[nodiscard]] std::vector<PlannedFile> planned_files(const SiteSetup& setup,
                                                     const Machine& machine);

/// A command to be run, and what it does, "make the user syndic".
struct PlannedCommand {
  std::vector<std::string> words;
  std::string what;
};

/// Makes the user and the folders, before the files are written.
[[nodiscard]] std::vector<PlannedCommand> preparing_commands(const SiteSetup& setup,
                                                             const Machine& machine);

/// The first refresh.
[[nodiscard]] PlannedCommand refresh_command(const SiteSetup& setup, const Machine& machine);

/// Lets the runner begin.
[[nodiscard]] std::vector<PlannedCommand> starting_commands(const SiteSetup& setup,
                                                            const Machine& machine);

}  // namespace syndic::pipeline
