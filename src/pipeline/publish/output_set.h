// SPDX-License-Identifier: MIT
//
// The published files as one set: all that change are written aside first, then each takes its
// place. What goes wrong before that leaves every file as it was.
#pragma once

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/atomic_file.h"
#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "store/ledger.h"
#include "write/output_dir.h"

namespace syndic::pipeline {

class OutputSet {
 public:
  enum class Mode {
    publish,   ///< Whatever differs is replaced.
    restore,   ///< Only what is missing, cut or meddled with.
    rehearse,  ///< Nothing is written, not even aside.
  };

  /// Makes the folder, unless this is a rehearsal. Borrows the ledger. Throws FileFailure.
  OutputSet(const config::Config& config, store::Ledger& ledger, Mode mode);

  /// A file of the set, in the order in which they are to take their places. Whether it is going to
  /// be replaced. Throws FileFailure where it cannot be written aside: then nothing is published.
  bool add(const std::string& name, const std::string& bytes);

  /// A file of the set that stays as it is.
  void keep(const std::string& name) { used_.insert(name); }

  /// Keeps every file of the last time, those that were unused apart. False, and then none is kept,
  /// where one is not there byte for byte as it was left; is_there() knows it from then on.
  [[nodiscard]] bool keep_all();

  /// Whether the file is there as it was left, by its kind, permissions and size alone.
  [[nodiscard]] bool is_there(const std::string& name) const;

  /// A file as it is now, at most 64 MiB; empty if it cannot be read.
  [[nodiscard]] std::optional<std::string> bytes_of(const std::string& name) const;

  /// Puts every file in its place and remembers how they were left. One that cannot be replaced
  /// costs no other: the first such FileFailure is thrown when the others are done.
  void swap();

  /// To be called after swap(): removes pages that are none of the set any longer, as their items
  /// are on others; those alone that are as they were left.
  void remove_stale_pages();

  /// To be called after swap(): removes what has been no file of the set for 30 days, where it is
  /// as it was left. Returns the files that are none of the set, by name.
  std::vector<UnusedFile> settle_unused(model::Timestamp now);

 private:
  [[nodiscard]] bool is_as_left(const std::string& name) const;

  std::set<std::string> damaged_;  // Not as they were left, as keep_all() found.

  store::Ledger& ledger_;
  std::filesystem::path folder_;
  Mode mode_;
  std::optional<write::OutputDir> output_;
  std::map<std::string, store::FileRecord> before_;
  std::map<std::string, store::FileRecord> after_;  // Where that is another.
  std::set<std::string> used_;                      // Names of the set.
  std::vector<std::pair<std::string, base::PreparedFile>> prepared_;
};

}  // namespace syndic::pipeline
