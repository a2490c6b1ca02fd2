// SPDX-License-Identifier: MIT
//
// The file under the store: what may be opened, how, and what SQLite's refusals mean to people.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <optional>
#include <string>

namespace syndic::store {

/// Opens the store for writing, made with its folder where missing and brought to the latest
/// version. Whatever is no store, or of another version than this program can read, is refused
/// before SQLite may write a byte. Throws StoreFailure.
///
/// Every commit is appended to the write-ahead log and synced (synchronous = FULL) before it counts
/// as done, and the log is copied into the file only between syncs. A killed process therefore
/// leaves each transaction whole or absent, and so does a loss of power. NORMAL would keep the file
/// consistent too, but could forget the last commits, whose items the published files already show:
/// asked for again, they would get a second "first seen".
[[nodiscard]] SQLite::Database open_for_writing(const std::filesystem::path& path);

/// Opens the store for reading beside a process that writes. Nothing where there is none yet.
/// Throws StoreFailure for what is no store of the latest version.
[[nodiscard]] std::optional<SQLite::Database> open_for_reading(const std::filesystem::path& path);

/// A private copy of the store as it is, brought to the latest version; an empty store where there
/// is none yet. The store itself and its folder stay as they are, and the copy goes with the
/// connection. Throws StoreFailure as open_for_writing().
[[nodiscard]] SQLite::Database open_copy(const std::filesystem::path& path);

/// The errno beneath the connection's last failure to open, read or write a file; 0: none.
[[nodiscard]] int system_error_of(const SQLite::Database& database);

/// One line for the operator: which store, what happened and what to do. `system_error` is the
/// errno beneath it, 0 where none is known.
[[nodiscard]] std::string explain(const std::filesystem::path& path, const SQLite::Exception& error,
                                  int system_error);

}  // namespace syndic::store
