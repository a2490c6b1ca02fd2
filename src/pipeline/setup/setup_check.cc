// SPDX-License-Identifier: MIT
//
// Of a setup: whether it can be.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/url.h"
#include "config/config.h"
#include "config/document.h"
#include "config/given_values.h"
#include "config/schema.h"
#include "pipeline/setup/site_setup.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

/// Folders that are other programs' own, or too much to be served.
constexpr std::array kNotToServe = {
    "/",    "/bin", "/boot", "/dev",     "/etc",     "/home",        "/lib", "/media",
    "/mnt", "/opt", "/proc", "/root",    "/run",     "/sbin",        "/srv", "/sys",
    "/tmp", "/usr", "/var",  "/var/lib", "/var/www", "/var/www/html"};
constexpr std::array kNothingBelow = {"/boot", "/dev", "/etc", "/proc", "/run", "/sys"};

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

/// Whether a web server's file, a unit and a crontab can have the name as it is, which is in UTF-8.
bool is_plain(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    return !is_ascii || base::is_unreserved(c) || c == '/' || c == '+' || c == '@' || c == ',';
  });
}

std::string why_no_url(const std::string& url) {
  if (!base::is_http_url(url)) return "\"" + url + "\" is no http or https URL";
  const base::UrlView parts = base::split_url(url);
  if (parts.user.empty() && parts.query_with_mark().empty() && parts.fragment_with_mark().empty()) {
    return {};
  }
  return base::public_url(url) + ": write it without user, query and fragment";
}

std::string why_no_directory(const SiteSetup& setup) {
  const std::string name = setup.directory.string();
  const bool is_taken = std::ranges::find(kNotToServe, name) != kNotToServe.end() ||
                        std::ranges::any_of(kNothingBelow, [&](const char* folder) {
                          return is_within(setup.directory, folder);
                        });
  if (is_taken)
    return name + " is not for syndic alone; name a folder of its own, such as /var/www/html/feeds";
  for (const fs::path& own : {setup.config_file, setup.store_file}) {
    if (is_within(own, setup.directory)) {
      return name + " would be served to everybody, and has " + own.filename().string() +
             ", which is for nobody; name another folder";
    }
  }
  return {};
}

/// Names that others than syndic have to read.
std::string why_no_name(const SiteSetup& setup, const Machine& machine) {
  constexpr const char* kUse = "; use letters, digits, '-', '_' and '.'";
  if (setup.web_server != WebServer::none) {
    if (!is_plain(served_path(setup.feeds_url))) {
      return setup.feeds_url + " has a character that a web server's file cannot hold" + kUse;
    }
    if (!is_plain(setup.directory.string())) {
      return setup.directory.string() + " has a character that a web server's file cannot hold" +
             kUse;
    }
  }
  if (setup.runner == Runner::none) return {};
  for (const fs::path& path :
       {setup.config_file, setup.directory, setup.store_file, machine.program}) {
    if (!is_plain(path.string())) {
      return path.string() + " has a character that a crontab or a unit cannot hold" + kUse;
    }
  }
  return {};
}

std::string why_no_place(const SiteSetup& setup) {
  const bool is_other = is_within(setup.config_file, "/etc") && !setup.is_of_system();
  return is_other
             ? "of the configurations below /etc only /etc/syndic/syndic.toml can be set up so; "
               "name a file elsewhere, such as /srv/news/syndic.toml"
             : std::string();
}

std::string why_no_runner(const SiteSetup& setup, const Machine& machine) {
  const bool is_of_system = has_account(setup, machine);
  if (setup.runner == Runner::systemd && !is_of_system) {
    return "systemd runs what root sets up in /etc; take cron or none";
  }
  if (setup.runner == Runner::systemd && !machine.has_systemd) {
    return "this machine is not run by systemd; take cron or none";
  }
  if (setup.runner != Runner::cron || (is_of_system ? machine.has_cron : machine.has_crontab)) {
    return {};
  }
  return "there is no cron on this machine; install it (apt install cron), or take none";
}

/// The first mistake of the configuration, without its place in a file that is not there yet.
std::string why_no_configuration(const SiteSetup& setup) {
  const auto config =
      config::read(configuration_of(setup), setup.config_file, config::Purpose::use);
  if (config) return {};
  const std::string& mistake = config.error().front();
  const std::size_t words = mistake.find(": ");
  return words == std::string::npos ? mistake : mistake.substr(words + 2);
}

/// The keys of which init asks, or that follow from the answers.
constexpr std::array kAnswered = {"site.title",         "site.url",  "site.feeds_url",
                                  "site.timezone",      "store.url", "publish.directory",
                                  "fetch.allow_private"};

std::string value_in(const config::Table& document, const config::KeyInfo& key) {
  const auto given = config::values_given(document, key.section, key.key);
  return given.empty() ? std::string() : given.front().value;
}

}  // namespace

std::vector<std::string> not_kept(const SiteSetup& setup, std::string_view earlier) {
  const std::string now = configuration_of(setup);
  const auto before = config::read_toml(earlier);
  const auto after = config::read_toml(now);
  const auto config_before = config::read(earlier, setup.config_file, config::Purpose::use);
  const auto config_after = config::read(now, setup.config_file, config::Purpose::use);
  if (!before || !after || !config_before || !config_after) return {};
  std::vector<std::string> lost;
  for (const config::KeyInfo& key : config::all_keys()) {
    const std::string name = std::string(key.section) + "." + std::string(key.key);
    const bool is_of_list = key.section.starts_with("source") || key.section.starts_with("feed") ||
                            key.section == "subscribe";
    if (is_of_list || std::ranges::find(kAnswered, name) != kAnswered.end()) continue;
    const std::string value = value_in(*before, key);
    if (!value.empty() && value != value_in(*after, key)) lost.push_back(name);
  }
  if (config_after->sources.size() < config_before->sources.size()) lost.emplace_back("source");
  if (config_after->feeds.size() < config_before->feeds.size()) lost.emplace_back("feed");
  if (config_after->lists.size() < config_before->lists.size()) lost.emplace_back("subscribe");
  return lost;
}

std::string why_not(const SiteSetup& setup, const Machine& machine) {
  for (const std::string& url : {setup.url, setup.feeds_url}) {
    if (std::string wrong = why_no_url(url); !wrong.empty()) return wrong;
  }
  for (std::string wrong :
       {why_no_place(setup), why_no_directory(setup), why_no_name(setup, machine),
        why_no_runner(setup, machine), why_no_configuration(setup)}) {
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace syndic::pipeline
