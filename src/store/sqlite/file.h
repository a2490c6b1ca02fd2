// SPDX-License-Identifier: MIT
//
// The file of a store on SQLite: how it is opened, and SQLite's errors in words for people.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"

namespace syndic::store {

/// Makes an empty file for a store that is not there yet, for its user and group alone, as it also
/// has what is not published; its log gets the same mode. Where it cannot be made, who opens it
/// says why.
void make_new_file(const std::filesystem::path& path);

/// Opens the store for writing; creates it if missing, for its user and group alone, and its
/// folder, and migrates it to the latest version. A file that is no store, or of a version that
/// this program cannot read, is refused before SQLite may write a byte. Throws StoreFailure.
///
/// Every commit is appended to the write-ahead log and synced (synchronous = FULL) before it counts
/// as done, and the log is copied into the file only between syncs. A killed process therefore
/// leaves each transaction whole or absent, and so does a loss of power. NORMAL would keep the file
/// consistent too, but could forget the last commits, whose items the published files already show:
/// asked for again, they would get a second "first seen".
[[nodiscard]] SQLite::Database open_for_writing(const std::filesystem::path& path);

/// Opens the store for reading while another process may write. Empty if there is none yet.
/// Throws StoreFailure for a file that is no store of the latest version.
[[nodiscard]] std::optional<SQLite::Database> open_for_reading(const std::filesystem::path& path);

/// Opens the store for reading, of whatever version that this program knows; it stays of that
/// version. Throws StoreFailure, also if there is none yet.
[[nodiscard]] SQLite::Database open_as_it_is(const std::filesystem::path& path);

/// SQLITE_FULL and the like, without what SQLite adds to some of them (SQLITE_IOERR_WRITE).
[[nodiscard]] inline int primary_code(const SQLite::Exception& failure) {
  return failure.getErrorCode() & 0xff;
}

/// The same in words that go on after the name of the store: what happened and what to do.
/// `system_error` is its errno, 0 if unknown.
[[nodiscard]] std::string explain(const std::filesystem::path& path,
                                  const SQLite::Exception& failure, int system_error);

/// SQLite's failure in words for the operator: which store, what happened and what to do.
[[nodiscard]] StoreFailure failure_of(const std::filesystem::path& path,
                                      const SQLite::Exception& failure);

/// An empty database in a temporary file, which goes with the connection. Throws SQLite::Exception.
[[nodiscard]] SQLite::Database temporary_database();

/// The same with the tables of an empty store of the latest version.
[[nodiscard]] SQLite::Database temporary_store();

/// A private copy of the store, migrated to the latest version; an empty store if there is none
/// yet. The store itself and its folder stay unchanged, and the copy is deleted with the
/// connection. Throws StoreFailure as open_for_writing().
[[nodiscard]] SQLite::Database open_copy_of(const std::filesystem::path& path);

}  // namespace syndic::store
