// SPDX-License-Identifier: MIT
//
// The machine and the user that syndic is set up for.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/setup/web_server.h"

namespace syndic::pipeline {

/// Who runs it by the clock.
enum class Runner { none, systemd, cron };

/// "none", "systemd", "cron".
[[nodiscard]] std::string_view to_string(Runner runner);
[[nodiscard]] std::optional<Runner> runner_named(std::string_view name);

struct Machine {
  bool is_root = false;
  std::filesystem::path program;           ///< How others call this program: an absolute path.
  bool is_in_path = false;                 ///< A shell finds it as "syndic".
  std::filesystem::path home;              ///< Empty: unknown.
  std::string host;                        ///< Its name with a domain; empty: it has none.
  std::string time_zone;                   ///< IANA; empty: unknown, or UTC.
  WebServer web_server = WebServer::none;  ///< The one that is installed, the first of several.
  bool has_systemd = false;                ///< It is what this machine was booted by.
  bool has_cron = false;                   ///< The daemon.
  bool has_crontab = false;                ///< The program by which a user has cron run something.
  bool has_service = false;                ///< A package put syndic.service into its place.
  bool has_account = false;                ///< There is a user "syndic".
  bool has_timer_enabled = false;          ///< systemd runs syndic.timer already.
  bool has_cron_file = false;              ///< /etc/cron.d/syndic is there, as init writes it.
};

/// Looks at this machine and at the environment (HOME, PATH, SYNDIC_PROGRAM, which a wrapper sets).
[[nodiscard]] Machine this_machine();

/// Where a user's own configuration is: $XDG_CONFIG_HOME/syndic/syndic.toml, by default
/// ~/.config/syndic/syndic.toml. Empty if there is no home.
[[nodiscard]] std::filesystem::path own_config_file();

}  // namespace syndic::pipeline
