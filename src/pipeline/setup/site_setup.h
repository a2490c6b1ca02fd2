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
#include "store/options.h"

namespace syndic::pipeline {

/// The answers, each with a default that works.
struct SiteSetup {
  std::filesystem::path config_file;
  std::string title = "News of our network";
  std::string url = "https://www.example.org/";
  std::string feeds_url;            ///< Where `directory` is served.
  std::filesystem::path directory;  ///< Absolute.
  std::filesystem::path store_file;
  store::Options store;   ///< As configured before; on SQLite it is `store_file` that counts.
  std::string time_zone;  ///< IANA; empty: UTC.
  std::vector<config::NewSource> sources;
  std::string kept;  ///< The tables of sources, feeds and lists of an earlier configuration.
  bool allow_private = false;
  Runner runner = Runner::none;
  WebServer web_server = WebServer::none;

  /// Whether it is the machine's, for which a user "syndic" runs it: /etc/syndic/syndic.toml.
  [[nodiscard]] bool is_of_system() const;
};

/// Whether the user "syndic" runs it: root sets the machine's up.
[[nodiscard]] bool has_account(const SiteSetup& setup, const Machine& machine);

/// "News from CASEL and CEC" of the sources' names; the default title without any.
[[nodiscard]] std::string title_of(const std::vector<config::NewSource>& sources);

/// Why syndic cannot be set up so on the machine, in one line with what to do; empty if it can: an
/// answer that is none, a runner that is not there, a folder that is not to be published in, names
/// that a web server's file or a crontab cannot hold, a configuration that would be wrong.
[[nodiscard]] std::string why_not(const SiteSetup& setup, const Machine& machine);

/// The defaults for a configuration in that place, empty: the usual one of the user. Of the
/// machine's all else is in /var/lib/syndic, of a user's own configuration in $XDG_DATA_HOME/syndic
/// (~/.local/share/syndic), of any other beside it.
[[nodiscard]] SiteSetup default_setup(const Machine& machine, std::filesystem::path config_file);

/// The setup with what `text`, the file that it is to replace and has no mistakes, says in place of
/// its defaults.
[[nodiscard]] SiteSetup with_earlier(SiteSetup setup, std::string_view text);

/// What the configuration of the setup has not of `earlier`, the file that it replaces and that has
/// no mistakes: keys of which init does not ask, as "site.owner.name", and "source", "feed" or
/// "subscribe" if not all of these are kept.
[[nodiscard]] std::vector<std::string> not_kept(const SiteSetup& setup, std::string_view earlier);

/// Adds the sources whose addresses no kept one has, each with an id that none has.
void add_sources(SiteSetup& setup, std::vector<config::NewSource> sources);

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
  bool is_secret = false;  ///< It has a password or token: only its owner may read it.
};

/// All files of the setup, the configuration first.
[[nodiscard]] std::vector<PlannedFile> planned_files(const SiteSetup& setup,
                                                     const Machine& machine);

/// A command to be run, and what it does, "make the user syndic".
struct PlannedCommand {
  std::vector<std::string> words;
  std::string what;
  std::filesystem::path folder = {};  ///< That it makes, or of which it changes the owner.
};

/// Makes the user and the folders, before the files are written.
[[nodiscard]] std::vector<PlannedCommand> preparing_commands(const SiteSetup& setup,
                                                             const Machine& machine);

/// The first refresh.
[[nodiscard]] PlannedCommand refresh_command(const SiteSetup& setup, const Machine& machine);

/// Lets the user who runs it read the configuration, if that has secrets; after the files are
/// written.
[[nodiscard]] std::vector<PlannedCommand> sharing_commands(const SiteSetup& setup,
                                                           const Machine& machine);

/// Lets the runner begin, and another one end.
[[nodiscard]] std::vector<PlannedCommand> starting_commands(const SiteSetup& setup,
                                                            const Machine& machine);

}  // namespace syndic::pipeline
