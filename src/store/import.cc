// SPDX-License-Identifier: MIT
#include "store/import.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/printable.h"
#include "store/file_aside.h"
#include "store/filling.h"
#include "store/row_writer.h"
#include "store/schema.h"
#include "store/sqlite/file.h"
#include "store/sqlite/migrations.h"

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
  explicit Import(fs::path file) : file_(std::move(file)) {}

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
    imported_.summary = filling_->summary();
    return imported_;
  }

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
    filling_.emplace(file_, version->get<int>());
  }

  void end(const json& line) {
    if (line["rows"] != imported_.rows) {
      throw BadLine("the export has not all of its rows: " + std::to_string(imported_.rows) +
                    " came before its end, which counts " + said(line["rows"].dump()));
    }
    was_damaged_ = line.value("damaged", json()) == true;
    is_over_ = true;
  }

  fs::path file_;
  std::optional<Filling> filling_;
  Imported imported_;
  bool was_damaged_ = false;
  bool is_over_ = false;
};

Result<Imported> read_export(const fs::path& file, std::istream& in, std::size_t longest_line) {
  LineReader lines(in, longest_line);
  try {
    Import import(file);
    while (lines.next()) import.take(lines.line());
    return import.finish();
  } catch (const BadLine& bad) {
    return fail(Errc::malformed,
                "line " + std::to_string(lines.number()) + ": " + bad.what() + kMakeAnew);
  } catch (const OtherFile& other) {
    return fail(Errc::malformed, "line " + std::to_string(lines.number()) + ": " + other.what());
  }
}

// Refuses to replace a store that holds anything.
void refuse_filled(const fs::path& store) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(store, error);
  if (error || size == 0) return;
  SQLite::Database database = open_as_it_is(store);
  const Summary held = summary_of(database);
  if (held.sources == 0 && held.items == 0) return;
  throw StoreFailure("store " + store.string() + " has " + base::counted(held.sources, "source") +
                     " and " + base::counted(held.items, "item") +
                     " and is left as it is: an import makes a new store; move this one away, or "
                     "name another one under [store]");
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

}  // namespace

Result<Imported> import_rows(const fs::path& store, std::istream& in, std::size_t longest_line) {
  try {
    refuse_filled(store);
    FileAside aside(store);
    auto imported = read_export(aside.path(), in, longest_line);
    if (!imported) return imported;
    remove_log(store);
    make_new_file(place_of(store));
    aside.put();
    return imported;
  } catch (const SQLite::Exception& failure) {
    throw failure_of(store, failure);
  }
}

}  // namespace syndic::store
