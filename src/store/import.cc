// SPDX-License-Identifier: MIT
#include "store/import.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/printable.h"
#include "store/copy.h"
#include "store/file_aside.h"
#include "store/looks.h"
#include "store/postgres/open.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/file.h"
#include "store/sqlite/filling.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/row_writer.h"
#include "store/store.h"
#include "store/unchanged.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Said of each line that no export has.
constexpr const char* kMakeAnew =
    "; the export is damaged: make it anew with syndic store export, or restore a backup";

// Why a file that may be whole cannot be imported, with what to do.
class OtherFile : public Failure {
 public:
  using Failure::Failure;
};

// The lines of an export, none longer than a limit.
class LineReader {
 public:
  LineReader(std::istream& in, std::size_t longest)
      : in_(in), longest_(longest), step_(std::size_t{64} * 1024, '\0') {}

  /// Moves to the next line; false if there is none. Throws BadLine for one that is too long.
  bool next() {
    line_.clear();
    ++number_;
    while (true) {
      if (left_.empty() && !fill()) return !line_.empty();
      const std::size_t end = std::min(left_.find('\n'), left_.size());
      if (line_.size() + end > longest_) {
        throw BadLine("it is longer than " + base::size_text(longest_));
      }
      line_ += left_.substr(0, end);
      const bool is_whole = end < left_.size();
      left_.remove_prefix(is_whole ? end + 1 : end);
      if (is_whole) return true;
    }
  }

  [[nodiscard]] const std::string& line() const { return line_; }
  [[nodiscard]] std::int64_t number() const { return number_; }  // From 1.

 private:
  bool fill() {
    in_.read(step_.data(), static_cast<std::streamsize>(step_.size()));
    left_ = std::string_view(step_).substr(0, static_cast<std::size_t>(in_.gcount()));
    return !left_.empty();
  }

  std::istream& in_;
  std::size_t longest_;
  std::string step_;
  std::string_view left_;  // Of step_.
  std::string line_;
  std::int64_t number_ = 0;
};

// A line as JSON. Nesting and the number of names are bounded while it is read, so that no line
// takes many times its size in memory.
json parse_line(const std::string& line) {
  constexpr int kDeepest = 3;
  constexpr std::size_t kMostNames = 1000;
  std::size_t names = 0;
  const auto bound = [&](int depth, json::parse_event_t event, json& /*value*/) {
    const bool is_list = event == json::parse_event_t::array_start;
    if (event == json::parse_event_t::key) ++names;
    if (depth > kDeepest || is_list || names > kMostNames) throw BadLine("it is no row");
    return true;
  };
  json parsed = json::parse(line, bound, false);
  if (parsed.is_discarded() || !parsed.is_object()) throw BadLine("it is no JSON object");
  return parsed;
}

// Whether a whole number of any size is less than `bound`, which is positive.
bool is_below(const json& number, int bound) {
  return number.is_number_unsigned()
             ? number.get<std::uint64_t>() < static_cast<std::uint64_t>(bound)
             : number.get<std::int64_t>() < bound;
}

// An export that is read line by line.
class Import {
 public:
  /// `database` is empty, and of nobody else.
  explicit Import(SQLite::Database database) : database_(std::move(database)) {}

  void take(const std::string& text) {
    if (is_over_) throw BadLine("it is behind the export's end");
    if (!filling_ && text.starts_with("SQLite format 3")) {
      throw OtherFile("it is a database and no export; copy a backup to where the store is");
    }
    const json line = parse_line(text);
    if (!filling_) return begin(line);
    if (line.contains("rows")) return end(line);
    const auto table = line.find("table");
    const auto row = line.find("row");
    if (line.size() != 2 || table == line.end() || row == line.end() || !table->is_string() ||
        !row->is_object()) {
      throw BadLine("it is no row, which has \"table\" and \"row\"");
    }
    filling_->insert(table->get<std::string>(), *row);
    ++imported_.rows;
  }

  [[nodiscard]] Imported finish() {
    if (!filling_) throw BadLine("it is empty");
    if (!is_over_) throw BadLine("it is not there: the export is cut off");
    imported_.dropped = filling_->finish(was_damaged_);
    return imported_;
  }

  /// The store that was made.
  [[nodiscard]] SQLite::Database take() && { return std::move(*filling_).take(); }

 private:
  void begin(const json& line) {
    const auto version = line.find("syndic_store");
    if (version == line.end() || !version->is_number_integer()) {
      throw BadLine("it is no header of a syndic store export");
    }
    const std::string named = "the export is of version " + version->dump();
    if (is_below(*version, 1)) throw BadLine(named + ", which no syndic makes");
    if (!is_below(*version, latest_version() + 1)) {
      throw OtherFile(named + ", this syndic knows 1 to " + std::to_string(latest_version()) +
                      ": use a newer syndic");
    }
    filling_.emplace(std::move(database_), version->get<int>());
  }

  void end(const json& line) {
    if (line["rows"] != imported_.rows) {
      throw BadLine("the export has not all of its rows: " + std::to_string(imported_.rows) +
                    " came before its end, which counts " + said(line["rows"].dump()));
    }
    was_damaged_ = line.value("damaged", json()) == true;
    is_over_ = true;
  }

  SQLite::Database database_;  // Until it is filled.
  std::optional<Filling> filling_;
  Imported imported_;
  bool was_damaged_ = false;
  bool is_over_ = false;
};

// The store of an export, in a database of its own.
struct Made {
  Imported imported;
  std::unique_ptr<Connection> store;
};

Result<Made> read_export(SQLite::Database database, std::istream& in, std::size_t longest_line) {
  LineReader lines(in, longest_line);
  try {
    Import import(std::move(database));
    while (lines.next()) import.take(lines.line());
    Made made{.imported = import.finish(), .store = nullptr};
    made.store = sqlite_connection({}, std::move(import).take());
    made.imported.summary = summary_of(*made.store, latest_version());
    return made;
  } catch (const BadLine& bad) {
    return fail(Errc::malformed,
                "line " + std::to_string(lines.number()) + ": " + bad.what() + kMakeAnew);
  } catch (const OtherFile& other) {
    return fail(Errc::malformed, "line " + std::to_string(lines.number()) + ": " + other.what());
  }
}

// Refuses to replace a store that holds anything.
void refuse_filled(const Options& options, const Summary& held) {
  if (held.sources == 0 && held.items == 0) return;
  const bool is_file = !options.is_on_postgres();
  throw StoreFailure("store " + name_of(options) + " has " + base::counted(held.sources, "source") +
                     " and " + base::counted(held.items, "item") +
                     " and is left as it is: an import makes a new store; " +
                     (is_file ? "move this one away, or name another one under [store]"
                              : "name another database or schema under [store]"));
}

void refuse_filled_file(const Options& options) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(options.sqlite_file, error);
  if (error || size == 0) return;
  const Unchanged store = open_unchanged(options);
  refuse_filled(options, summary_of(*store.connection, store.version));
}

// Takes the log of an empty store, or of one that is no longer there, out of the way of the file
// that comes into its place, to which it does not belong.
void remove_log(const fs::path& store) {
  const fs::path place = place_of(store);
  std::error_code ignored;  // What cannot be removed is in use, and SQLite says so.
  if (fs::exists(place, ignored) && fs::file_size(place, ignored) > 0) {
    SQLite::Database database = open_for_writing(store);
    database.exec("PRAGMA journal_mode = DELETE");
  }
  for (const char* ending : {"-wal", "-shm", "-journal"}) {
    fs::remove(place.string() + ending, ignored);
  }
}

Result<Imported> import_into_file(const Options& options, std::istream& in,
                                  std::size_t longest_line) {
  const fs::path& store = options.sqlite_file;
  try {
    refuse_filled_file(options);
    FileAside aside(store);
    auto made = read_export(
        SQLite::Database(aside.path().string(), SQLite::OPEN_READWRITE, 0, kWithoutLocks), in,
        longest_line);
    if (!made) return fail(std::move(made.error()));
    made->store.reset();
    remove_log(store);
    make_new_file(place_of(store));
    aside.put();
    return made->imported;
  } catch (const SQLite::Exception& failure) {
    throw failure_of(store, failure);
  }
}

// The export is read as a whole store aside before the server is told of its rows.
Result<Made> read_export_aside(std::istream& in, std::size_t longest_line) {
  try {
    return read_export(temporary_database(), in, longest_line);
  } catch (const SQLite::Exception& failure) {
    throw FileFailure(std::string("the export cannot be made a store in a temporary file: ") +
                      failure.what() + "; make room there (SQLITE_TMPDIR)");
  }
}

Result<Imported> import_into_postgres(const Options& options, std::istream& in,
                                      std::size_t longest_line) {
  if (const auto before = open_postgres(options, Connection::Access::read)) {
    refuse_filled(options, summary_of(*before, latest_version()));
  }
  auto made = read_export_aside(in, longest_line);
  if (!made) return fail(std::move(made.error()));
  const auto store = open_postgres(options, Connection::Access::write);
  made->store->begin(Connection::Access::read);
  store->begin(Connection::Access::write);
  store->lock_all();
  refuse_filled(options, summary_of(*store, latest_version()));  // Reading takes a while.
  copy_rows(*made->store, *store);
  store->commit(true);
  store->sync();
  made->imported.summary = summary_of(*store, latest_version());
  return made->imported;
}

}  // namespace

Result<Imported> import_rows(const Options& options, std::istream& in, std::size_t longest_line) {
  try {
    return !options.is_on_postgres() ? import_into_file(options, in, longest_line)
                                     : import_into_postgres(options, in, longest_line);
  } catch (const DatabaseError& failure) {
    throw failure_of(options, failure);
  }
}

}  // namespace syndic::store
