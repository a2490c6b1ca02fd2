// SPDX-License-Identifier: MIT
#include "store/postgres/upkeep.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "base/printable.h"
#include "base/url.h"
#include "store/looks.h"
#include "store/postgres/schema.h"
#include "store/sqlite/migrations.h"
#include "store/unchanged.h"

namespace syndic::store {
namespace {

constexpr const char* kMakeWhole =
    "; restore a backup, or make it anew: syndic store export, then import into an empty schema";

// Whether nothing is missing without which the tables cannot be asked.
bool look_at_parts(Connection& store, std::vector<std::string>& faults) {
  const std::set<std::string> due = due_parts();
  const std::set<std::string> there = parts_there(store);
  bool can_be_asked = true;
  for (const std::string& part : due) {
    if (there.contains(part)) continue;
    faults.push_back("the " + part + " is missing" + kMakeWhole);
    if (part.starts_with("table ") || part.starts_with("column ")) can_be_asked = false;
  }
  for (const std::string& part : there) {
    if (!part.starts_with("trigger ") || due.contains(part)) continue;
    faults.push_back("the " + base::printable_line(part) +
                     " is none of syndic's; remove it with DROP TRIGGER");
  }
  return can_be_asked;
}

// Where rows came with their keys, and the database still makes some that are there.
void look_at_next_keys(Connection& store, std::vector<std::string>& faults) {
  for (const std::string table : {"source", "item"}) {
    std::string sql =
        "SELECT coalesce(max(key), 0) > coalesce(pg_sequence_last_value(pg_get_serial_sequence('";
    sql.append(table).append("', 'key')::regclass), 0) FROM ").append(table);
    const auto is_behind = store.prepare(sql);
    if (!is_behind->next() || is_behind->number(0) == 0) continue;
    faults.push_back("the next key of table " + table + " is there already" + kMakeWhole);
  }
}

// A word for a shell, whatever is in it.
std::string in_quotes(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    c == '\'' ? word.append("'\\''") : word.append(1, c);
  }
  return word + "'";
}

// Calls `each` with the parameters of a url, as they are written.
template <class Each>
void for_parameters(const base::UrlView& url, Each each) {
  std::string_view rest = url.query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    each(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

// Those of keys, too, such as sslpassword.
std::string without_passwords(const std::string& url) {
  const base::UrlView parts = base::split_url(url);
  const std::string_view user = parts.user.substr(0, parts.user.find(':'));
  std::string query;
  for_parameters(parts, [&](std::string_view parameter) {
    const std::string_view name = parameter.substr(0, parameter.find('='));
    if (base::percent_decode(name).ends_with("password")) return;
    query.append(query.empty() ? "?" : "&").append(parameter);
  });
  std::string shown = std::string(parts.scheme) + "://" + std::string(user);
  if (!user.empty()) shown += '@';
  return shown.append(parts.host_and_port()).append(parts.path) + query;
}

// The first schema of the search_path that the url sets; empty if it sets none.
std::string schema_in(const std::string& url) {
  constexpr std::string_view kSetting = "search_path=";
  std::string schema;
  for_parameters(base::split_url(url), [&](std::string_view parameter) {
    if (!parameter.starts_with("options=")) return;
    const std::string options = base::percent_decode(parameter);
    const std::size_t at = options.rfind(kSetting);
    if (at == std::string::npos) return;
    const std::string path = options.substr(at + kSetting.size());
    schema = path.substr(0, path.find_first_of(", "));
  });
  return schema;
}

// The url for a shell, or the variable that has it.
std::string url_for_shell(const std::string& url) {
  constexpr std::string_view kEnvironment = "env:";
  if (url.starts_with(kEnvironment)) return "\"$" + url.substr(kEnvironment.size()) + '"';
  return in_quotes(without_passwords(url));
}

}  // namespace

Checkup check_postgres(const Options& options) {
  const Unchanged store = open_unchanged(options);
  Connection& connection = *store.connection;
  Checkup checkup;
  connection.begin(Connection::Access::read);
  const bool is_latest = store.version == latest_version();
  if (is_latest && !look_at_parts(connection, checkup.faults)) return checkup;
  checkup.summary = summary_of(connection, store.version);
  look_at_references(connection, store.version, kMakeWhole, checkup.faults);
  look_at_next_keys(connection, checkup.faults);
  look_at_counts(connection, checkup.faults);
  return checkup;
}

std::string dump_command(const std::string& url, const std::string& file) {
  const std::string schema = schema_in(url);
  // With the schemas of its sets (feed_set.h).
  const std::string schemas = schema.empty() ? ""
                                             : " --schema=" + in_quotes(schema) +
                                                   " --schema=" + in_quotes('"' + schema + "/\"*");
  return "pg_dump --format=custom" + schemas + " --file=" + in_quotes(file) + " " +
         url_for_shell(url);
}

}  // namespace syndic::store
