// SPDX-License-Identifier: MIT
#include "pipeline/setup/site_setup.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/toml_text.h"
#include "config/config.h"
#include "pipeline/append.h"

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

Runner default_runner(const SiteSetup& setup, const Machine& machine) {
  if (!has_account(setup, machine)) {
    return machine.has_crontab ? Runner::cron : Runner::none;
  }
  if (machine.has_systemd) return Runner::systemd;
  return machine.has_cron ? Runner::cron : Runner::none;
}

/// The file's tables [[source]], [[feed]] and [[subscribe]], with those inside them.
std::string tables_of_lists(std::string_view text) {
  std::string tables;
  bool is_kept = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    if (line.starts_with('[')) {
      is_kept =
          line.starts_with("[[") || line.starts_with("[source.") || line.starts_with("[feed.");
    }
    if (is_kept) tables += line;
  }
  return tables;
}

}  // namespace

bool SiteSetup::is_of_system() const { return config_file == kSystemConfig; }

bool has_account(const SiteSetup& setup, const Machine& machine) {
  return machine.is_root && setup.is_of_system();
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
  setup.runner = default_runner(setup, machine);
  setup.web_server = machine.web_server;
  return setup;
}

SiteSetup with_earlier(SiteSetup setup, std::string_view text) {
  const auto earlier = config::read(text, setup.config_file, config::Purpose::use);
  if (!earlier) return setup;
  setup.title = earlier->site.title;
  if (!earlier->site.url.empty()) setup.url = earlier->site.url;
  setup.feeds_url =
      earlier->site.feeds_url.empty() ? default_feeds_url(setup.url) : earlier->site.feeds_url;
  if (earlier->site.time_zone != config::Site{}.time_zone) {
    setup.time_zone = earlier->site.time_zone;
  }
  setup.directory = fs::absolute(earlier->publish.directory).lexically_normal();
  setup.store = earlier->store;
  setup.store_file = fs::absolute(earlier->store.sqlite_file).lexically_normal();
  setup.allow_private = setup.allow_private || earlier->fetch.transport.allow_private;
  setup.kept = tables_of_lists(text);
  return setup;
}

void add_sources(SiteSetup& setup, std::vector<config::NewSource> sources) {
  const auto kept = config::read(configuration_of(setup), setup.config_file, config::Purpose::use);
  std::set<std::string> ids;
  if (kept) {
    for (const config::Source& source : kept->sources) ids.insert(source.id);
  }
  for (config::NewSource& source : sources) {
    const std::string address = address_of(source);
    if (kept && source_at(address, *kept) != nullptr) continue;
    if (ids.contains(source.id)) source.id = free_id(source.name, address, ids);
    ids.insert(source.id);
    setup.sources.push_back(std::move(source));
  }
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
  const std::string store_url = setup.store.is_on_postgres()
                                    ? setup.store.postgres_url
                                    : "sqlite:" + folder_of(setup, setup.store_file);
  text += key_line("url", toml_string(store_url), "every item ever seen");
  if (!setup.store.postgres_password.empty()) {
    text += key_line("password", toml_string(setup.store.postgres_password), "of its user there");
  }
  text += "\n[publish]\n";
  text += key_line("directory", toml_string(folder_of(setup, setup.directory)),
                   "what the web server serves");
  text +=
      "\n# Who is told of a source that has failed for two days, and of its return.\n# [alert]\n"
      "# command = [\"mail\", \"-s\", \"syndic\", \"me@example.org\"]\n";
  text +=
      "\n# The sources, one table each. `syndic add URL` appends one, `syndic page URL --write` "
      "one\n# without a feed, `syndic import LIST --write` those of another program.\n";
  if (setup.sources.empty() && setup.kept.empty()) {
    text += "#\n# [[source]]\n# name = \"A partner\"\n# url  = \"https://partner.example/feed/\"\n";
  }
  for (const config::NewSource& source : setup.sources) {
    text += '\n' + config::source_table(source);
  }
  if (!setup.kept.empty()) text += '\n' + setup.kept;
  return text;
}

}  // namespace syndic::pipeline
