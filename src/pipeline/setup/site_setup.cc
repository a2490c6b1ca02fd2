// SPDX-License-Identifier: MIT
#include "pipeline/setup/site_setup.h"

#include <algorithm>
#include <cstdlib>

#include "base/toml_text.h"
#include "base/url.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

const fs::path kSystemConfig = "/etc/syndic/syndic.toml";
const fs::path kSystemFolder = "/var/lib/syndic";

fs::path own_data_folder(const Machine& machine) {
  const char* const xdg = std::getenv("XDG_DATA_HOME");
  const fs::path given = xdg == nullptr ? "" : xdg;
  return (given.is_absolute() ? given : machine.home / ".local/share") / "syndic";
}

/// "key       = value   # comment", those of a table under one another.
std::string key_line(std::string_view key, const std::string& value,
                     std::string_view comment = {}) {
  constexpr std::size_t kKeyWidth = 10;
  constexpr std::size_t kCommentColumn = 50;
  std::string line(key);
  line.resize(std::max(line.size() + 1, kKeyWidth), ' ');
  line += "= " + value;
  if (comment.empty()) return line + '\n';
  line.resize(std::max(line.size() + 3, kCommentColumn), ' ');
  return line.append("# ").append(comment) + '\n';
}

/// The folder as the configuration has it: relative if it is below the file's.
std::string folder_of(const SiteSetup& setup, const fs::path& path) {
  const fs::path relative = path.lexically_relative(setup.config_file.parent_path());
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : path.string();
}

}  // namespace

bool SiteSetup::is_of_system() const {
  const std::string path = config_file.lexically_normal().string();
  return path.starts_with("/etc/");
}

std::string title_of(const std::vector<config::NewSource>& sources) {
  constexpr std::size_t kNamed = 3;
  if (sources.empty()) return SiteSetup{}.title;
  if (sources.size() == 1) return sources[0].name;
  std::string title = "News from ";
  const bool are_all_named = sources.size() <= kNamed;
  const std::size_t named = are_all_named ? sources.size() - 1 : kNamed - 1;
  for (std::size_t i = 0; i < named; ++i) title += (i > 0 ? ", " : "") + sources[i].name;
  return title + " and " +
         (are_all_named ? sources.back().name : std::to_string(sources.size() - named) + " others");
}

std::string why_not(const SiteSetup& setup) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~";
  for (const std::string& url : {setup.url, setup.feeds_url}) {
    if (!base::is_http_url(url)) return "\"" + url + "\" is no http or https URL";
  }
  if (served_path(setup.feeds_url).find_first_not_of(kPlain) != std::string::npos) {
    return setup.feeds_url +
           " has a character that a web server's configuration cannot hold; use " +
           "letters, digits, '-', '_' and '.' in its path";
  }
  for (const fs::path& path : {setup.directory, setup.store_file, setup.config_file}) {
    if (path.string().find_first_not_of(kPlain) == std::string::npos) continue;
    return path.string() + " has a character that a web server's configuration or a crontab " +
           "cannot hold; use letters, digits, '-', '_' and '.'";
  }
  return {};
}

SiteSetup default_setup(const Machine& machine, fs::path config_file) {
  SiteSetup setup;
  const fs::path own = own_config_file();
  if (config_file.empty()) config_file = machine.is_root || own.empty() ? kSystemConfig : own;
  setup.config_file = fs::absolute(config_file).lexically_normal();
  const fs::path folder = setup.config_file.parent_path();
  if (setup.is_of_system()) {
    setup.store_file = kSystemFolder / "syndic.db";
    setup.directory = kSystemFolder / "public";
  } else if (setup.config_file == own) {
    setup.store_file = own_data_folder(machine) / "syndic.db";
    setup.directory = own_data_folder(machine) / "public";
  } else {
    setup.store_file = folder / "var/syndic.db";
    setup.directory = folder / "public";
  }
  if (!machine.host.empty()) setup.url = "https://" + machine.host + "/";
  setup.feeds_url = default_feeds_url(setup.url);
  setup.time_zone = machine.time_zone;
  setup.runner = machine.runner;
  setup.web_server = machine.web_server;
  return setup;
}

std::string default_feeds_url(std::string_view site_url) {
  std::string url(site_url);
  if (!url.ends_with('/')) url += '/';
  return url + "feeds/";
}

std::string configuration_of(const SiteSetup& setup) {
  using base::toml_string;
  std::string text =
      "# What syndic publishes, and from where. `syndic check` says what is wrong with this file,\n"
      "# `syndic help configuration` describes every key.\n\n[site]\n";
  text += key_line("title", toml_string(setup.title));
  text += key_line("url", toml_string(setup.url), "the page for people");
  text += key_line("feeds_url", toml_string(setup.feeds_url), "where the folder below is served");
  text += setup.time_zone.empty()
              ? key_line("# timezone", "\"America/New_York\"", "of the dates that people read")
              : key_line("timezone", toml_string(setup.time_zone), "of the dates that people read");
  text += key_line("# language", "\"en-US\"", "what most items are written in");
  text += key_line("# owner", "{ name = \"Our network\", email = \"news@example.org\" }",
                   "who publishes");
  text += "\n[fetch]\n";
  text += key_line("interval", "\"1h\"", "each source is asked once an hour; it may say otherwise");
  if (setup.allow_private) {
    text += key_line("allow_private", "true", "sources may be on this machine and its network");
  }
  text += "\n[store]\n";
  text += key_line("url", toml_string("sqlite:" + folder_of(setup, setup.store_file)),
                   "every item ever seen");
  text += "\n[publish]\n";
  text += key_line("directory", toml_string(folder_of(setup, setup.directory)),
                   "what the web server serves");
  text +=
      "\n# The sources, one table each. `syndic add URL` appends one, `syndic page URL --write` "
      "one\n# without a feed, `syndic import LIST --write` those of another program.\n";
  if (setup.sources.empty()) {
    text += "#\n# [[source]]\n# name = \"A partner\"\n# url  = \"https://partner.example/feed/\"\n";
  }
  for (const config::NewSource& source : setup.sources) {
    text += '\n' + config::source_table(source);
  }
  return text;
}

}  // namespace syndic::pipeline
