// SPDX-License-Identifier: MIT
#include "store/published_files.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/time_format.h"

namespace syndic::store {

std::map<std::string, FileRecord> files_as_left(const SQLite::Database& database) {
  std::map<std::string, FileRecord> files;
  SQLite::Statement rows(database, "SELECT name, size, hash FROM published_file");
  while (rows.executeStep()) {
    files.emplace(rows.getColumn(0).getString(),
                  FileRecord{static_cast<std::uint64_t>(rows.getColumn(1).getInt64()),
                             rows.getColumn(2).getString()});
  }
  return files;
}

void note_files(SQLite::Database& database, const std::map<std::string, FileRecord>& files) {
  SQLite::Statement row(database,
                        "INSERT INTO published_file (name, size, hash) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (name) DO UPDATE "
                        "SET size = excluded.size, hash = excluded.hash");
  for (const auto& [name, file] : files) {
    row.bindNoCopy(1, name);
    row.bind(2, static_cast<std::int64_t>(file.size));
    row.bindNoCopy(3, file.hash);
    row.exec();
    row.reset();
  }
}

std::map<std::string, model::Timestamp> unused_files(const SQLite::Database& database) {
  std::map<std::string, model::Timestamp> unused;
  SQLite::Statement rows(database,
                         "SELECT name, unused_since FROM published_file "
                         "WHERE unused_since IS NOT NULL");
  while (rows.executeStep()) {
    if (const auto since = base::from_unix_seconds(rows.getColumn(1).getInt64())) {
      unused.emplace(rows.getColumn(0).getString(), *since);
    }
  }
  return unused;
}

std::map<std::string, model::Timestamp> note_unused_files(SQLite::Database& database,
                                                          const std::set<std::string>& used,
                                                          model::Timestamp now) {
  auto unused = unused_files(database);
  SQLite::Statement mark(database, "UPDATE published_file SET unused_since = ?2 WHERE name = ?1");
  const auto set = [&](const std::string& name, std::optional<model::Timestamp> since) {
    mark.reset();
    mark.bindNoCopy(1, name);
    mark.bind(2);
    if (since) mark.bind(2, static_cast<std::int64_t>(base::to_unix_seconds(*since)));
    mark.exec();
  };
  for (const auto& [name, record] : files_as_left(database)) {
    const bool is_unused = !used.contains(name) && !name.starts_with("assets/");
    if (is_unused == unused.contains(name)) continue;
    set(name, is_unused ? std::optional(now) : std::nullopt);
    if (is_unused) {
      unused.emplace(name, now);
    } else {
      unused.erase(name);
    }
  }
  return unused;
}

void forget_files(SQLite::Database& database, const std::vector<std::string>& files) {
  SQLite::Statement row(database, "DELETE FROM published_file WHERE name = ?1");
  for (const std::string& name : files) {
    row.bindNoCopy(1, name);
    row.exec();
    row.reset();
  }
}

void remember_publication(SQLite::Database& database, const Publication& publication) {
  SQLite::Statement row(database,
                        "INSERT INTO publication (key, made_of, valid_until, feeds) "
                        "VALUES (1, ?1, ?2, ?3) ON CONFLICT (key) DO UPDATE "
                        "SET made_of = excluded.made_of, valid_until = excluded.valid_until, "
                        "feeds = excluded.feeds");
  const std::string feeds = nlohmann::json(publication.feeds).dump();
  row.bindNoCopy(1, publication.made_of);
  if (publication.valid_until) {
    row.bind(2, static_cast<std::int64_t>(base::to_unix_seconds(*publication.valid_until)));
  }
  row.bindNoCopy(3, feeds);
  row.exec();
}

void forget_publication(SQLite::Database& database) { database.exec("DELETE FROM publication"); }

std::optional<Publication> last_publication(SQLite::Database& database) {
  if (database.execAndGet("SELECT EXISTS (SELECT 1 FROM changed_item)").getInt() != 0) {
    return std::nullopt;
  }
  SQLite::Statement row(database, "SELECT made_of, valid_until, feeds FROM publication");
  if (!row.executeStep()) return std::nullopt;
  Publication publication{.made_of = row.getColumn(0).getString()};
  if (const SQLite::Column until = row.getColumn(1); !until.isNull()) {
    publication.valid_until = base::from_unix_seconds(until.getInt64());
  }
  const auto feeds = nlohmann::json::parse(row.getColumn(2).getString(), nullptr, false);
  if (!feeds.is_object()) return std::nullopt;
  for (const auto& [name, items] : feeds.items()) {
    if (items.is_number_unsigned()) publication.feeds.emplace(name, items.get<std::size_t>());
  }
  return publication;
}

}  // namespace syndic::store
