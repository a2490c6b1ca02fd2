// SPDX-License-Identifier: MIT
//
// The files of folders of authored items: table known_file.
#include "store/database.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {

std::vector<model::KnownFile> Store::known_files(const std::string& source_id) {
  return database_->reading([&] {
    std::vector<model::KnownFile> files;
    Query rows = database_->query(
        "SELECT name, stamp, made_with, hash, known_file.id, is_wrong, due FROM known_file "
        "JOIN source ON source.key = source_key WHERE source.id = $1 ORDER BY name",
        source_id);
    while (rows.next()) {
      files.push_back({.name = rows.text(0),
                       .stamp = rows.text(1),
                       .made_with = rows.text(2),
                       .hash = rows.text(3),
                       .id = rows.text(4),
                       .is_wrong = rows.number(5) != 0,
                       .due = rows.time(6)});
    }
    return files;
  });
}

void Store::remember(const std::string& source_id, const std::vector<model::KnownFile>& files,
                     const std::vector<std::string>& gone) {
  database_->atomically([&] {
    const auto source = find_source(*database_, source_id);
    if (!source) return;
    for (const std::string& name : gone) {
      database_->run("DELETE FROM known_file WHERE source_key = $1 AND name = $2", *source, name);
    }
    for (const model::KnownFile& file : files) {
      database_->run(
          "INSERT INTO known_file (source_key, name, stamp, made_with, hash, id, is_wrong, due) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
          "ON CONFLICT (source_key, name) DO UPDATE SET stamp = excluded.stamp, "
          "made_with = excluded.made_with, hash = excluded.hash, id = excluded.id, "
          "is_wrong = excluded.is_wrong, due = excluded.due",
          *source, file.name, file.stamp, file.made_with, file.hash, file.id, file.is_wrong,
          file.due);
    }
  });
}

}  // namespace syndic::store
