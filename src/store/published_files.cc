// SPDX-License-Identifier: MIT
//
// The published files: tables published_file and publication.
#include <nlohmann/json.hpp>

#include "store/database.h"
#include "store/ledger.h"

namespace syndic::store {
namespace {

std::map<std::string, FileRecord> files_as_left(Database& database, bool of_archives) {
  std::map<std::string, FileRecord> files;
  Query rows = database.query(std::string("SELECT name, size, hash FROM published_file ") +
                              (of_archives ? "WHERE of_archive = 1" : "WHERE of_archive = 0"));
  while (rows.next()) {
    files.emplace(rows.text(0), FileRecord{static_cast<std::uint64_t>(rows.number(1)), rows.text(2),
                                           of_archives});
  }
  return files;
}

std::map<std::string, model::Timestamp> unused_files(Database& database) {
  std::map<std::string, model::Timestamp> unused;
  Query rows = database.query(
      "SELECT name, unused_since FROM published_file WHERE unused_since IS NOT NULL");
  while (rows.next()) {
    if (const auto since = rows.time(1)) unused.emplace(rows.text(0), *since);
  }
  return unused;
}

}  // namespace

std::map<std::string, FileRecord> Ledger::files() {
  return database_.reading([&] { return files_as_left(database_, false); });
}

std::map<std::string, FileRecord> Ledger::files_of_archives() {
  return database_.reading([&] { return files_as_left(database_, true); });
}

std::optional<FileRecord> Ledger::file(const std::string& name) {
  return database_.reading([&]() -> std::optional<FileRecord> {
    Query row =
        database_.query("SELECT size, hash, of_archive FROM published_file WHERE name = $1", name);
    if (!row.next()) return std::nullopt;
    return FileRecord{static_cast<std::uint64_t>(row.number(0)), row.text(1), row.number(2) != 0};
  });
}

void Ledger::left(const std::map<std::string, FileRecord>& files) {
  database_.atomically([&] {
    for (const auto& [name, file] : files) {
      database_.run(
          "INSERT INTO published_file (name, size, hash, of_archive) VALUES ($1, $2, $3, $4) "
          "ON CONFLICT (name) DO UPDATE SET size = excluded.size, hash = excluded.hash, "
          "of_archive = excluded.of_archive",
          name, file.size, file.hash, file.of_archive);
    }
  });
}

std::map<std::string, model::Timestamp> Ledger::note_unused(const std::set<std::string>& used,
                                                            bool with_archives,
                                                            model::Timestamp now) {
  return database_.atomically([&] {
    auto unused = unused_files(database_);
    const auto set = [&](const std::string& name, std::optional<model::Timestamp> since) {
      database_.run("UPDATE published_file SET unused_since = $1 WHERE name = $2", since, name);
    };
    auto files = files_as_left(database_, false);
    if (with_archives) files.merge(files_as_left(database_, true));
    for (const auto& [name, record] : files) {
      const bool is_unused = !used.contains(name) && !name.starts_with("assets/");
      if (is_unused == unused.contains(name)) continue;
      if (is_unused) {
        set(name, now);
        unused.emplace(name, now);
      } else {
        set(name, std::nullopt);
        unused.erase(name);
      }
    }
    return unused;
  });
}

std::map<std::string, model::Timestamp> Ledger::unused() {
  return database_.reading([&] { return unused_files(database_); });
}

void Ledger::forget(const std::vector<std::string>& files) {
  database_.atomically([&] {
    for (const std::string& name : files) {
      database_.run("DELETE FROM published_file WHERE name = $1", name);
    }
  });
}

void Ledger::remember(const Publication& publication) {
  database_.atomically([&] {
    database_.run(
        "INSERT INTO publication (key, made_of, valid_until, feeds) VALUES (1, $1, $2, $3) "
        "ON CONFLICT (key) DO UPDATE SET made_of = excluded.made_of, "
        "valid_until = excluded.valid_until, feeds = excluded.feeds",
        publication.made_of, publication.valid_until, nlohmann::json(publication.feeds).dump());
  });
}

std::string Ledger::made_of() {
  return database_.reading([&] {
    Query row = database_.query("SELECT made_of FROM publication");
    return row.next() ? row.text(0) : std::string();
  });
}

std::optional<Publication> Ledger::publication() {
  return database_.reading([&]() -> std::optional<Publication> {
    const bool has_changes =
        (changes_ && !changes_->empty()) || database_.has("SELECT 1 FROM changed_item LIMIT 1");
    if (has_changes) return std::nullopt;
    Query row = database_.query("SELECT made_of, valid_until, feeds FROM publication");
    if (!row.next()) return std::nullopt;
    Publication publication{.made_of = row.text(0), .valid_until = row.time(1)};
    const auto feeds = nlohmann::json::parse(row.text(2), nullptr, false);
    if (!feeds.is_object()) return std::nullopt;
    for (const auto& [name, items] : feeds.items()) {
      if (items.is_number_unsigned()) publication.feeds.emplace(name, items.get<std::size_t>());
    }
    return publication;
  });
}

}  // namespace syndic::store
