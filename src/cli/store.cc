// SPDX-License-Identifier: MIT
//
// The commands that look after the store: store backup, check, compact, export and import.
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/printable.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "pipeline/store_lock.h"
#include "store/export.h"
#include "store/import.h"
#include "store/store.h"
#include "store/upkeep.h"

namespace syndic::cli {
namespace {

// Who may hold the store's lock for longer than a moment.
constexpr const char* kOthers = "a refresh, import or compact";

// The configuration's store.
store::Options store_of(const Arguments& global, const Log& log) {
  return load_config(global.config_file, log).store;
}

// The same for a command that writes it: root becomes its owner.
store::Options own_store_of(const Arguments& global, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  act_as_owner_of_store(config, log);
  return config.store;
}

// "1.4 MiB": what people compare, and no more digits.
std::string about(std::uintmax_t bytes) {
  constexpr std::uintmax_t kStep = 1024;
  constexpr std::array kUnits = {" bytes", " KiB", " MiB", " GiB", " TiB"};
  std::uintmax_t tenths = bytes * 10;
  std::size_t unit = 0;
  for (; tenths >= kStep * 10 && unit + 1 < kUnits.size(); ++unit) tenths /= kStep;
  const std::string tenth = unit == 0 ? "" : "." + std::to_string(tenths % 10);
  return std::to_string(tenths / 10) + tenth + kUnits.at(unit);
}

// "2 sources, 120 items, 1.4 MiB".
std::string words_of(const store::Summary& summary) {
  return base::counted(summary.sources, "source") + ", " + base::counted(summary.items, "item") +
         ", " + about(static_cast<std::uintmax_t>(summary.bytes));
}

void say(const std::string& line, const Log& log) {
  if (log.loudness() != Loudness::quiet) std::cout << line << '\n';
}

// `in` reads the file `name`, unless that is "-".
Result<store::Imported> import_from(const std::string& name, std::ifstream& in,
                                    const store::Options& options) {
  if (name == "-") return store::import_rows(options, std::cin);
  if (!in || in.peek() == std::ifstream::traits_type::eof()) {
    // It says why, such as that it is a folder; an empty file is for the reader to refuse.
    if (auto bytes = read_input(name, 1); !bytes) return fail(std::move(bytes.error()));
    in.clear();
  }
  return store::import_rows(options, in);
}

}  // namespace

int run(const Arguments& global, const StoreBackupArguments& command, const Log& log) {
  if (command.file == "-") {
    log.error("a backup is a file; syndic store export writes to standard output");
    return kWrongUsage;
  }
  const store::Summary made = store::back_up(store_of(global, log), command.file);
  say("backed up to " + command.file + ": " + words_of(made), log);
  return kDone;
}

int run(const Arguments& global, const StoreCheckArguments& command, const Log& log) {
  const store::Options options =
      command.file.empty() ? store_of(global, log) : store::Options{.sqlite_file = command.file};
  const std::string name = store::name_of(options);
  if (!command.file.empty()) {
    if (const std::string why = store::why_no_store(command.file); !why.empty()) {
      log.error(name + ": " + why);
      return kFailed;
    }
  }
  const store::Checkup checkup = store::check_up(options);
  for (const std::string& fault : checkup.faults) std::cout << name << ": " << fault << '\n';
  if (!checkup.faults.empty()) return kFailed;
  say(name + ": nothing wrong (" + words_of(checkup.summary) + ", version " +
          std::to_string(checkup.summary.version) + ")",
      log);
  return kDone;
}

int run(const Arguments& global, const StoreCompactArguments& /*command*/, const Log& log) {
  const store::Options options = own_store_of(global, log);
  const auto lock = pipeline::lock_store(options, kOthers);
  const store::Compaction done = store::compact(options);
  say("compacted " + store::name_of(options) + ": " + about(done.before) + " before, " +
          about(done.after) + " now",
      log);
  return kDone;
}

int run(const Arguments& global, const StoreExportArguments& command, const Log& log) {
  const store::Options options = store_of(global, log);
  const model::Timestamp now = base::Clock::from_environment().now();
  const bool is_stdout = command.file.empty() || command.file == "-";
  const store::Exported done = is_stdout ? store::export_rows(options, now, std::cout)
                                         : store::export_rows_to(options, now, command.file);
  const std::string is_damaged =
      "store " + store::name_of(options) + " is damaged, and only what can be read is exported: ";
  for (const std::string& damage : done.damaged) log.error(is_damaged + damage);
  if (!is_stdout) say("exported to " + command.file + ": " + base::counted(done.rows, "row"), log);
  return done.damaged.empty() ? kDone : kFailed;
}

int run(const Arguments& global, const StoreImportArguments& command, const Log& log) {
  // An export is often for root alone, who is gone once the store is opened.
  std::ifstream in;
  if (command.file != "-") in.open(command.file, std::ios::binary);
  const store::Options options = own_store_of(global, log);
  const auto lock = pipeline::lock_store(options, kOthers);
  const auto done = import_from(command.file, in, options);
  if (!done) {
    log_input_error(command.file == "-" ? "standard input" : command.file, {}, done.error(), log);
    return kFailed;
  }
  if (done->dropped > 0) {
    log.notice(base::counted(done->dropped, "row") +
               " left out, as what they belong to was lost with the damaged store");
  }
  say("imported into " + store::name_of(options) + ": " + words_of(done->summary), log);
  return kDone;
}

}  // namespace syndic::cli
