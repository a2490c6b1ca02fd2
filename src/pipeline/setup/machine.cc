// SPDX-License-Identifier: MIT
#include "pipeline/setup/machine.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "base/atomic_file.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

// What cannot be looked at is of no use either.
bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// Whether PATH, or the folders of an administrator's programs, have the program.
bool has_program(const std::string& name) {
  std::string folders = variable("PATH") + ":/usr/sbin:/sbin";
  for (std::size_t begin = 0; begin < folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const std::string folder = folders.substr(begin, end - begin);
    if (!folder.empty() && ::access((fs::path(folder) / name).c_str(), X_OK) == 0) return true;
    begin = end + 1;
  }
  return false;
}

fs::path program_here() {
  fs::path wrapper = variable("SYNDIC_PROGRAM");
  if (wrapper.is_absolute()) return wrapper;
  std::error_code unknown;
  const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
  return unknown ? fs::path("/usr/bin/syndic") : program;
}

std::string host_here() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  const std::string host = name.data();
  return host.find('.') == std::string::npos ? std::string() : host;
}

/// Of the link /etc/localtime, which leads into the zones' folder.
std::string time_zone_here() {
  constexpr std::string_view kZones = "zoneinfo/";
  std::error_code unknown;
  const std::string target = fs::read_symlink("/etc/localtime", unknown).string();
  const std::size_t at = target.find(kZones);
  if (at == std::string::npos) return {};
  const std::string zone = target.substr(at + kZones.size());
  return zone == "UTC" || zone.starts_with("Etc/") ? std::string() : zone;
}

WebServer web_server_here() {
  if (has_program("nginx")) return WebServer::nginx;
  if (has_program("apache2") || has_program("httpd")) return WebServer::apache;
  return has_program("caddy") ? WebServer::caddy : WebServer::none;
}

bool is_written_by_init(const fs::path& file) {
  constexpr std::size_t kLargestTable = std::size_t{64} * 1024;
  const auto bytes = base::read_file(file, kLargestTable);
  return bytes && bytes->starts_with("# Written by syndic init.");
}

}  // namespace

std::string_view to_string(Runner runner) {
  return runner == Runner::systemd ? "systemd" : runner == Runner::cron ? "cron" : "none";
}

std::optional<Runner> runner_named(std::string_view name) {
  for (const Runner runner : {Runner::none, Runner::systemd, Runner::cron}) {
    if (name == to_string(runner)) return runner;
  }
  return std::nullopt;
}

Machine this_machine() {
  return {.is_root = ::geteuid() == 0,
          .program = program_here(),
          .is_in_path = has_program("syndic"),
          .home = variable("HOME"),
          .host = host_here(),
          .time_zone = time_zone_here(),
          .web_server = web_server_here(),
          .has_systemd = is_there("/run/systemd/system"),
          .has_cron = has_program("cron") || has_program("crond") || has_program("fcron"),
          .has_crontab = has_program("crontab"),
          .has_service = is_there("/lib/systemd/system/syndic.service") ||
                         is_there("/usr/lib/systemd/system/syndic.service"),
          .has_account = ::getpwnam("syndic") != nullptr,
          .has_timer_enabled = is_there("/etc/systemd/system/timers.target.wants/syndic.timer"),
          .has_cron_file = is_written_by_init("/etc/cron.d/syndic")};
}

fs::path own_config_file() {
  const fs::path xdg = variable("XDG_CONFIG_HOME");
  if (xdg.is_absolute()) return xdg / "syndic/syndic.toml";
  const fs::path home = variable("HOME");
  return home.is_absolute() ? home / ".config/syndic/syndic.toml" : fs::path();
}

}  // namespace syndic::pipeline
