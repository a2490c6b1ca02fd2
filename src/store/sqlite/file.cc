// SPDX-License-Identifier: MIT
#include "store/sqlite/file.h"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/file_owner.h"
#include "store/sqlite/migrations.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;

// Long enough for another process's largest commit.
constexpr int kBusyTimeoutMs = 10'000;

// One thread owns a store, so SQLite need not lock for every column that is read.
constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;

// SQLite's own name for it.
constexpr const char* kInMemory = ":memory:";

// After so many pages the log is copied into the file: 32 MB, and not SQLite's 4, as a first
// refresh writes the pages of indexes again and again. That takes 3 to 5 % less time.
constexpr const char* kLogPages = "PRAGMA wal_autocheckpoint = 8000";

// The same as a file, which is deleted when it is closed.
constexpr const char* kTemporary = "";

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw StoreFailure("store " + path.string() + " " + why);
}

// Whom it is for, where that is another user.
std::string let_in(const fs::path& path, const char* what) {
  const bool is_anothers = !base::other_owner(path).empty();
  return is_anothers
             ? base::advice_on(EACCES, path)
             : std::string("; let this user ") + what + " it, or name another one under [store]";
}

std::string why_unreadable(const fs::path& path, int error) {
  return std::string("cannot be read: ") + std::strerror(error) + let_in(path, "read");
}

// The errno of the connection's last failure to open, read or write a file; 0 if there is none.
int system_error_of(const SQLite::Database& database) {
  return sqlite3_system_errno(database.getHandle());
}

}  // namespace

std::string explain(const fs::path& path, const SQLite::Exception& error, int system_error) {
  const auto because = [&](const char* unless_known) -> std::string {
    return system_error != 0 ? std::strerror(system_error) : unless_known;
  };
  std::string why;
  switch (primary_code(error)) {
    case SQLITE_FULL:
      why = "cannot grow: the disk is full; make room and run again";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      why = "cannot be written: " + because("it is read-only") + let_in(path, "write");
      break;
    case SQLITE_CANTOPEN:
      why = "cannot be opened: " + because("its file or folder cannot be written") +
            let_in(path, "write");
      break;
    case SQLITE_IOERR:
      why = "cannot be read or written: " + because("the disk reports an error") +
            "; look at the disk, and run again";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      why = "is in use by another process: try again when it is done";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      why = "is damaged, or no database: restore a backup, or move it away";
      break;
    default:
      why = std::string("failed: ") + error.what() + "; run again, and restore it if that stays";
  }
  return why;
}

namespace {

// The three numbers that identify a database.
struct Identity {
  int application_id = 0;
  int version = 0;
  bool has_schema = false;
};

Identity ask_identity(SQLite::Database& database) {
  return {database.execAndGet("PRAGMA application_id").getInt(),
          database.execAndGet("PRAGMA user_version").getInt(),
          database.execAndGet("PRAGMA schema_version").getInt() != 0};
}

Identity read_header(const fs::path& path) {
  const SQLite::Header header = SQLite::Database::getHeaderInfo(path.string());
  const auto as_signed = [](unsigned long word) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(word));
  };
  return {as_signed(header.applicationId), as_signed(header.userVersion), header.schemaCookie != 0};
}

bool holds_bytes(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return !error && size > 0;
}

// Beside the file itself, even if the path is a symbolic link.
fs::path log_of(const fs::path& path) {
  std::error_code error;
  const fs::path file = fs::canonical(path, error);
  return (error ? path : file).string() + "-wal";
}

// A folder that is removed with everything in it.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "syndic-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw StoreFailure("cannot make a folder in " + fs::temp_directory_path().string() + ": " +
                         std::strerror(errno));
    }
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Copies the file with its log, which SQLite then reads as after a crash, without a file of its own
// beside the original.
fs::path copy_with_log(const fs::path& path, const fs::path& folder) {
  fs::path copy = folder / "store.db";
  fs::copy_file(path, copy);
  fs::copy_file(log_of(path), copy.string() + "-wal");
  return copy;
}

// The store's version, 0 if nothing or an empty database is there. Nothing on disk changes: the
// file's header is read as bytes, and where a log may hold a newer one, SQLite reads both without
// the right to write: by way of `copy`, a copy with its log, where that is not empty, else as it
// is.
int examine(const fs::path& path, const fs::path& copy = {}) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return 0;
  if (status.type() == fs::file_type::none) refuse(path, why_unreadable(path, error.value()));
  if (status.type() != fs::file_type::regular) {
    refuse(path, "is no file: name another one under [store]");
  }
  if (::access(path.c_str(), R_OK) != 0) {
    refuse(path, why_unreadable(path, errno));
  }
  if (!holds_bytes(path)) return 0;

  Identity identity;
  try {
    identity = read_header(path);
    if (holds_bytes(log_of(path))) {
      SQLite::Database database((copy.empty() ? path : copy).string(),
                                SQLite::OPEN_READONLY | kOneThread, kBusyTimeoutMs);
      identity = ask_identity(database);
    }
  } catch (const SQLite::Exception& failure) {
    if (failure.getErrorCode() > 0 && failure.getErrorCode() != SQLITE_NOTADB) {
      throw failure_of(path, failure);
    }
    refuse(path,
           "is no SQLite database and is left as it is: move it away, or name another one "
           "under [store]");
  }
  if (identity.application_id == 0 && identity.version == 0 && !identity.has_schema) return 0;
  if (identity.version < 1 || identity.version > latest_version()) {
    refuse(path, "has version " + std::to_string(identity.version) + ", this syndic knows 1 to " +
                     std::to_string(latest_version()) +
                     ", and is left as it is: use a newer syndic, or move the file away");
  }
  if (identity.application_id != kApplicationId) {
    refuse(path,
           "is another program's database and is left as it is: name another one under "
           "[store]");
  }
  return identity.version;
}

void make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) refuse(path, "cannot be made, for its folder cannot: " + error.message());
}

// The errno of why the file or its folder cannot be written; 0 if they can.
int write_obstacle(const fs::path& path) {
  if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), W_OK) != 0) return errno;
  return ::access(path.parent_path().c_str(), W_OK) == 0 ? 0 : errno;
}

// SQLite percent-decodes the path of a URI (RFC 3986 §2.1) and ends it at '?' or '#'.
std::string immutable_uri(const fs::path& path) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    switch (c) {
      case '%':
        uri += "%25";
        break;
      case '?':
        uri += "%3f";
        break;
      case '#':
        uri += "%23";
        break;
      default:
        uri += c;
    }
  }
  return uri + "?immutable=1";
}

// A URI for the file without locks, for the case that no process writes it.
SQLite::Database open_immutable(const fs::path& path) {
  return {immutable_uri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI | kOneThread,
          kBusyTimeoutMs};
}

// A reader of a write-ahead log creates two small files beside the store. If it may not, and there
// is no log, no process is writing, and the file can be read without locks.
SQLite::Database open_without_writing(const fs::path& path) {
  try {
    SQLite::Database database(path.string(), SQLite::OPEN_READONLY | kOneThread, kBusyTimeoutMs);
    database.execAndGet("SELECT count(*) FROM sqlite_schema");
    return database;
  } catch (const SQLite::Exception& failure) {
    const bool is_obstructed =
        failure.getErrorCode() == SQLITE_CANTOPEN || failure.getErrorCode() == SQLITE_READONLY;
    if (!is_obstructed || holds_bytes(log_of(path))) throw;
  }
  return open_immutable(path);
}

// Once a process, before anything else is asked of SQLite; later it has no effect.
//
// What a part of a batch may have to undo stays in memory: the pages that it changes, for each new
// item of a merge one of every index (Database::atomically_alone is for many). As a file it was two
// thirds of what a first refresh wrote. (Memory first and a file from some size on would be better,
// but SQLite 3.40 fails then.) Nobody asks how much memory SQLite uses, and to count it takes a
// lock for every piece.
void settle_sqlite() {
  constexpr int kNeverInFile = -1;
  static const bool is_settled =
      sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kNeverInFile) == SQLITE_OK &&
      sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  static_cast<void>(is_settled);
}

void set_up(SQLite::Database& database) {
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA cache_size = -16384");  // KiB: the indexes of some 100,000 items.
  migrate(database, migrations());
}

}  // namespace

StoreFailure failure_of(const fs::path& path, const SQLite::Exception& failure) {
  return StoreFailure("store " + path.string() + " " + explain(path, failure, 0));
}

void make_new_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (file >= 0) ::close(file);
}

SQLite::Database open_for_writing(const fs::path& relative_path) {
  settle_sqlite();
  const bool in_memory = relative_path == kInMemory;
  // Absolute, so that no name is special to SQLite.
  const fs::path path = in_memory ? relative_path : fs::absolute(relative_path);
  if (!in_memory) {
    examine(path);
    make_folder(path);
    make_new_file(path);
  }
  std::optional<SQLite::Database> database;
  try {
    database.emplace(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | kOneThread,
                     kBusyTimeoutMs);
    // SQLite silently opens a file that it may not write for reading.
    if (sqlite3_db_readonly(database->getHandle(), "main") != 0) {
      refuse(path, "is read-only" + let_in(path, "write"));
    }
    database->exec("PRAGMA journal_mode = WAL");
    database->exec("PRAGMA synchronous = NORMAL");  // See Database::sync().
    database->exec(kLogPages);
    set_up(*database);
    return std::move(*database);
  } catch (const SQLite::Exception& failure) {
    const int obstacle = write_obstacle(path);
    const int system_error = obstacle == 0 && database ? system_error_of(*database) : obstacle;
    refuse(path, explain(path, failure, system_error));
  }
}

SQLite::Database open_as_it_is(const fs::path& relative_path) {
  const fs::path path = fs::absolute(relative_path);
  if (examine(path) == 0) {
    refuse(path, "is not there, or empty: the first \"syndic refresh\" makes it");
  }
  try {
    return open_without_writing(path);
  } catch (const SQLite::Exception& failure) {
    throw failure_of(path, failure);
  }
}

std::optional<SQLite::Database> open_for_reading(const fs::path& relative_path) {
  const fs::path path = fs::absolute(relative_path);
  const int version = examine(path);
  if (version == 0) return std::nullopt;
  if (version < latest_version()) {
    refuse(path, "has version " + std::to_string(version) + ", an older one than " +
                     std::to_string(latest_version()) + ": run \"syndic refresh\" once");
  }
  try {
    return open_without_writing(path);
  } catch (const SQLite::Exception& failure) {
    throw failure_of(path, failure);
  }
}

SQLite::Database temporary_database() {
  settle_sqlite();
  return {kTemporary, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | kOneThread, kBusyTimeoutMs};
}

SQLite::Database temporary_store() {
  SQLite::Database store = temporary_database();
  set_up(store);
  return store;
}

SQLite::Database open_copy_of(const fs::path& relative_path) {
  const fs::path path = fs::absolute(relative_path);
  try {
    std::optional<Scratch> scratch;
    fs::path with_log;
    if (holds_bytes(path) && holds_bytes(log_of(path))) {
      scratch.emplace();
      with_log = copy_with_log(path, scratch->path());
    }
    const bool is_there = examine(path, with_log) != 0;
    SQLite::Database copy = temporary_database();
    if (is_there) {
      SQLite::Database original =
          with_log.empty() ? open_immutable(path)
                           : SQLite::Database(with_log.string(),
                                              SQLite::OPEN_READWRITE | kOneThread, kBusyTimeoutMs);
      SQLite::Backup(copy, original).executeStep();
    }
    set_up(copy);
    return copy;
  } catch (const SQLite::Exception& failure) {
    throw failure_of(path, failure);
  } catch (const fs::filesystem_error& failure) {
    throw StoreFailure("store " + path.string() + " cannot be copied: " + failure.code().message());
  }
}

}  // namespace syndic::store
