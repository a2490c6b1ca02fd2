// SPDX-License-Identifier: MIT
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "cli/commands.h"

namespace syndic::cli {
namespace {

constexpr std::array kUsualPlaces = {"config/syndic.toml", "/etc/syndic/syndic.toml"};

/// The file to read; empty where none is named and none is in its usual place.
std::string find_config(const std::string& named) {
  if (!named.empty()) return named;
  const char* const from_environment = std::getenv("SYNDIC_CONFIG");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  for (const char* place : kUsualPlaces) {
    std::error_code ignored;  // A place that cannot be looked into has no configuration for us.
    if (std::filesystem::exists(place, ignored)) return place;
  }
  return {};
}

}  // namespace

config::Config load_config(const std::string& named, const Log& log, std::ostream& mistakes) {
  const std::string file = find_config(named);
  if (file.empty()) {
    const std::string message =
        "no configuration: neither config/syndic.toml nor /etc/syndic/syndic.toml is there; name "
        "one with -c FILE";
    log.error(message);
    throw WrongConfiguration(message);
  }
  auto config = config::load(file);
  if (!config) {
    for (const std::string& mistake : config.error()) mistakes << mistake << '\n';
    throw WrongConfiguration(file + " is wrong");
  }
  for (const std::string& note : config->notes) log.detail(note);
  return std::move(*config);
}

}  // namespace syndic::cli
