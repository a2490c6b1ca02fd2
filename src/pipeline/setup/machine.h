// SPDX-License-Identifier: MIT
//
// The machine and the user that syndic is set up for.
#pragma once

#include <filesystem>
#include <string>

#include "pipeline/setup/web_server.h"

namespace syndic::pipeline {

/// Who runs it by the clock.
enum class Runner { none, systemd, cron };

struct Machine {
  bool is_root = false;
  std::string user;               ///< Whose name this process has.
  std::filesystem::path program;  ///< How others call this program: an absolute path.
  std::filesystem::path home;
  std::string host;                        ///< Its name with a domain; empty: it has none.
  std::string time_zone;                   ///< IANA; empty: unknown, or UTC.
  Runner runner = Runner::none;            ///< The best one that is there for this user.
  WebServer web_server = WebServer::none;  ///< The one that is installed, the first of several.
  bool has_service = false;                ///< A package put syndic.service into its place.
  bool has_account = false;                ///< There is a user "syndic".
};

/// Looks at this machine and at the environment (HOME, PATH, SYNDIC_PROGRAM, which a wrapper sets).
[[nodiscard]] Machine this_machine();

/// Where a user's own configuration is: $XDG_CONFIG_HOME/syndic/syndic.toml, by default
/// ~/.config/syndic/syndic.toml. Empty if there is no home.
[[nodiscard]] std::filesystem::path own_config_file();

}  // namespace syndic::pipeline
