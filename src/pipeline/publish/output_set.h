// SPDX-License-Identifier: MIT
//
// The published files as one set: all changed files are written aside first, then each is moved
// into its place. A failure before that leaves every file as it was. Each file has its compressed
// files beside it (publish.precompress), which are never those of other bytes than the file's.
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
    publish,   ///< Replace all files that differ.
    restore,   ///< Replace only files that are missing, cut or changed by others.
    rehearse,  ///< Write nothing, not even aside.
  };

  /// Makes the folder, unless this is a rehearsal. Borrows the ledger. Throws FileFailure.
  OutputSet(const config::Config& config, store::Ledger& ledger, Mode mode);

  /// Adds a file; files are replaced in the order in which they were added. Returns whether it is
  /// going to be replaced. Throws FileFailure if it cannot be written aside: nothing is published.
  bool add(const std::string& name, const std::string& bytes);

  /// Adds a file that stays as it is.
  void keep(const std::string& name);

  /// Adds every file of the last run that is of the feed; they stay as they are.
  void keep_feed(const std::string& feed);

  /// Adds every page of the last run that lists items; they stay as they are.
  void keep_pages();

  /// Has remove_stale() remove a file of an earlier run.
  void drop(const std::string& name);

  /// Whether the file was added or kept.
  [[nodiscard]] bool has(const std::string& name) const { return used_.contains(name); }

  /// Whether the file was added, or is one of an earlier run that is not dropped.
  [[nodiscard]] bool knows(const std::string& name) const;

  /// Has settle_unused() and remove_stale() look at files of archives, too; without, they count as
  /// used, whether or not they were added.
  void look_at_archives();

  /// Keeps every file of the last run, except for unused ones. False, and none is kept, if one of
  /// them or of `archives` is not byte for byte as it was left; is_there() is false for that one
  /// from then on. Of thousands of files a part is read, another one from time to time, and the
  /// others are judged as by is_there().
  [[nodiscard]] bool keep_all(const std::vector<std::string>& archives, model::Timestamp now);

  /// Whether the file and its compressed files are there as they were left, judged only by type,
  /// permissions and size.
  [[nodiscard]] bool is_there(const std::string& name) const;

  /// A file as it is now, at most 64 MiB; empty if it cannot be read.
  [[nodiscard]] std::optional<std::string> bytes_of(const std::string& name) const;

  /// The names of the files that swap() is going to replace.
  [[nodiscard]] std::vector<std::string> changed() const;

  /// Moves every file into its place and records its size and hash. If one cannot be replaced, the
  /// others still are; then the first FileFailure is thrown.
  void swap();

  /// To be called after swap(): removes pages that are no longer in the set, as their items are on
  /// other pages, what was dropped, and compressed files that are not written any more; not those
  /// that others changed.
  void remove_stale();

  /// To be called after swap(): removes files that have not been in the set for 30 days, unless
  /// others changed them. Returns the files that are not in the set, by name, without compressed
  /// ones.
  std::vector<UnusedFile> settle_unused(model::Timestamp now);

 private:
  // A file to be replaced, the compressed ones beside it, or both.
  struct Change {
    std::string name;
    std::optional<base::PreparedFile> file;
    std::vector<std::pair<std::string, base::PreparedFile>> compressed;
  };

  [[nodiscard]] std::vector<std::string> compressed_names(const std::string& name) const;
  [[nodiscard]] std::optional<store::FileRecord> known(const std::string& name) const;
  [[nodiscard]] bool lies_there(const std::string& name) const;
  [[nodiscard]] bool is_as_left(const std::string& name) const;
  void add_compressed(const std::string& bytes, bool is_as_known, Change& change);
  void note(const std::string& name, const store::FileRecord& record);
  void put(Change& change);

  std::set<std::string> damaged_;  // Not as they were left, as keep_all() found.

  store::Ledger& ledger_;
  std::filesystem::path folder_;
  Mode mode_;
  std::vector<write::Compression> compressions_;
  std::optional<write::OutputDir> output_;
  bool looks_at_archives_ = false;
  std::map<std::string, store::FileRecord> before_;  // With archives if it looks at them.
  std::map<std::string, store::FileRecord> after_;   // Where that is another.
  std::set<std::string> used_;                       // Names of the set.
  std::set<std::string> dropped_;
  std::vector<Change> changes_;
};

}  // namespace syndic::pipeline
