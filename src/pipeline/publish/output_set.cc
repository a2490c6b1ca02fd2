// SPDX-License-Identifier: MIT
#include "pipeline/publish/output_set.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "pipeline/publish/history.h"
#include "write/compress.h"
#include "write/page/files.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;

// How many files a run without news reads, to find those that others changed.
constexpr std::size_t kFilesRead = 1'000;

// Time for subscribers to notice that a feed was renamed or removed.
const boost::gregorian::days kUnusedStays(30);

store::FileRecord record_of(std::string_view name, std::string_view bytes) {
  const bool is_history = write::is_history_page_name(write::uncompressed_name(name));
  return {.size = bytes.size(),
          .hash = base::content_hash(bytes),
          .of_archive = is_archive_name(name) || is_history};
}

// A store that others changed may have other names, too. No run could have published these.
std::map<std::string, store::FileRecord> ours_of(std::map<std::string, store::FileRecord> files) {
  std::erase_if(files, [](const auto& file) { return !write::OutputDir::is_name(file.first); });
  return files;
}

}  // namespace

OutputSet::OutputSet(const config::Config& config, store::Ledger& ledger, Mode mode)
    : ledger_(ledger),
      folder_(config.publish.directory),
      mode_(mode),
      compressions_(config.publish.precompress),
      before_(ours_of(ledger.files())) {
  if (mode != Mode::rehearse) output_.emplace(folder_);
}

std::vector<std::string> OutputSet::compressed_names(const std::string& name) const {
  std::vector<std::string> names;
  if (!write::is_compressible(name)) return names;
  for (const write::Compression each : compressions_) {
    names.push_back(write::compressed_name(name, each));
  }
  return names;
}

void OutputSet::keep(const std::string& name) {
  used_.insert(name);
  for (std::string& compressed : compressed_names(name)) used_.insert(std::move(compressed));
}

void OutputSet::keep_feed(const std::string& feed) {
  for (const auto& [name, record] : before_) {
    const bool is_of_feed = name.starts_with(feed + (is_archive_name(name) ? "-archive-" : "."));
    if (is_of_feed) used_.insert(name);
  }
}

void OutputSet::keep_pages() {
  for (const auto& [name, record] : before_) {
    if (write::is_page_name(write::uncompressed_name(name))) used_.insert(name);
  }
}

bool OutputSet::knows(const std::string& name) const {
  return used_.contains(name) || (!dropped_.contains(name) && known(name).has_value());
}

void OutputSet::drop(const std::string& name) {
  dropped_.insert(name);
  for (std::string& compressed : compressed_names(name)) dropped_.insert(std::move(compressed));
}

bool OutputSet::add(const std::string& name, const std::string& bytes) {
  keep(name);
  if (mode_ == Mode::restore && is_as_left(name) &&
      std::ranges::all_of(compressed_names(name), [&](auto& each) { return is_as_left(each); })) {
    return false;
  }
  if (!output_) return !write::OutputDir::holds(folder_, name, bytes);
  Change change{.name = name, .file = output_->prepare(name, bytes), .compressed = {}};
  const store::FileRecord record = record_of(name, bytes);
  note(name, record);
  add_compressed(bytes, !change.file && known(name) == record, change);
  const bool is_replaced = change.file.has_value();
  if (is_replaced || !change.compressed.empty()) changes_.push_back(std::move(change));
  return is_replaced;
}

// `is_as_known`: the file holds these bytes, and did when its compressed files were recorded.
void OutputSet::add_compressed(const std::string& bytes, bool is_as_known, Change& change) {
  if (!write::is_compressible(change.name)) return;
  for (const write::Compression each : compressions_) {
    std::string name = write::compressed_name(change.name, each);
    if (is_as_known && is_as_left(name)) continue;
    const std::string compressed = write::compressed(bytes, each);
    note(name, record_of(name, compressed));
    if (!change.file && write::OutputDir::holds(folder_, name, compressed)) continue;
    base::PreparedFile& file =
        change.compressed.emplace_back(name, base::PreparedFile(folder_ / name, compressed)).second;
    change.file ? file.date_as(*change.file) : file.date_as(folder_ / change.name);
  }
}

void OutputSet::note(const std::string& name, const store::FileRecord& record) {
  if (known(name) != record) after_.insert_or_assign(name, record);
}

void OutputSet::look_at_archives() {
  looks_at_archives_ = true;
  before_.merge(ours_of(ledger_.files_of_archives()));
}

bool OutputSet::keep_all(const std::vector<std::string>& archives, model::Timestamp now) {
  const auto unused = ledger_.unused();
  const std::size_t parts = before_.size() / kFilesRead + 1;
  const auto part = static_cast<std::size_t>(scattered(now, static_cast<int>(parts)));
  const auto is_sound = [&](const std::string& name) {
    return base::hash64(name) % parts == part ? is_as_left(name) : lies_there(name);
  };
  for (const std::string& file : archives) {
    std::vector<std::string> names = compressed_names(file);
    names.push_back(file);
    for (const std::string& name : names) {
      if (!is_as_left(name)) damaged_.insert(name);
    }
  }
  for (const auto& [name, record] : before_) {
    if (!unused.contains(name) && !is_sound(name)) damaged_.insert(name);
  }
  if (!damaged_.empty()) return false;
  for (const auto& [name, record] : before_) {
    if (!unused.contains(name)) keep(name);
  }
  return true;
}

bool OutputSet::is_there(const std::string& name) const {
  return lies_there(name) &&
         std::ranges::all_of(compressed_names(name), [&](auto& each) { return lies_there(each); });
}

std::optional<store::FileRecord> OutputSet::known(const std::string& name) const {
  const auto found = before_.find(name);
  return found == before_.end() ? ledger_.file(name) : std::optional(found->second);
}

bool OutputSet::lies_there(const std::string& name) const {
  const auto record = known(name);
  if (!record || damaged_.contains(name)) return false;
  std::error_code error;
  return write::OutputDir::is_served(folder_, name) &&
         fs::file_size(folder_ / name, error) == record->size && !error;
}

bool OutputSet::is_as_left(const std::string& name) const {
  if (!lies_there(name)) return false;
  const auto bytes = bytes_of(name);
  return bytes && record_of(name, *bytes) == known(name);
}

std::optional<std::string> OutputSet::bytes_of(const std::string& name) const {
  if (!write::OutputDir::is_inside(folder_, name)) return std::nullopt;
  auto bytes = base::read_file(folder_ / name, kLargestFile);
  if (!bytes) return std::nullopt;
  return *std::move(bytes);
}

std::vector<std::string> OutputSet::changed() const {
  std::vector<std::string> names;
  for (const Change& change : changes_) {
    if (change.file) names.push_back(change.name);
    for (const auto& [name, file] : change.compressed) names.push_back(name);
  }
  return names;
}

void OutputSet::swap() {
  std::exception_ptr failure;
  std::set<fs::path> folders;
  for (Change& change : changes_) {
    folders.insert((folder_ / change.name).parent_path());
    try {
      put(change);
    } catch (const FileFailure&) {
      after_.erase(change.name);
      for (const auto& [name, file] : change.compressed) after_.erase(name);
      if (!failure) failure = std::current_exception();
    }
  }
  changes_.clear();
  for (const fs::path& folder : folders) base::sync_folder(folder);
  if (!after_.empty()) ledger_.left(after_);
  if (failure) std::rethrow_exception(failure);
}

// Web servers send the compressed file in place of the file, so it is never there with other bytes.
void OutputSet::put(Change& change) {
  if (change.file) {
    for (const auto each : {write::Compression::gzip, write::Compression::brotli}) {
      const std::string name = write::compressed_name(change.name, each);
      if (known(name)) base::remove_file(folder_ / name);
    }
    change.file->put();
  }
  for (auto& [name, file] : change.compressed) file.put();
}

void OutputSet::remove_stale() {
  const auto is_stale = [&](const std::string& name) {
    const std::string_view file = write::uncompressed_name(name);
    return !used_.contains(name) &&
           (write::is_page_name(file) || (file != name && used_.contains(std::string(file))));
  };
  std::vector<std::string> removed;
  const auto remove = [&](const std::string& name) {
    std::error_code ignored;  // A file that stays is tried again in the next run.
    if (is_as_left(name) && write::OutputDir::remove(folder_, name, ignored)) {
      removed.push_back(name);
    }
  };
  for (const auto& [name, record] : before_) {
    if (is_stale(name) && !dropped_.contains(name)) remove(name);
  }
  for (const std::string& name : dropped_) remove(name);
  if (!removed.empty()) ledger_.forget(removed);
}

std::vector<UnusedFile> OutputSet::settle_unused(model::Timestamp now) {
  std::vector<UnusedFile> unused;
  std::vector<std::string> forgotten;
  for (const auto& [name, since] : ledger_.note_unused(used_, looks_at_archives_, now)) {
    UnusedFile file{.name = name, .kept_until = since + kUnusedStays, .is_new = since == now};
    if (!lies_there(name)) {
      forgotten.push_back(name);
      continue;
    }
    if (file.kept_until <= now) {
      std::error_code error;
      // A file that others put in its place is not ours to remove.
      if (is_as_left(name)) file.removed = write::OutputDir::remove(folder_, name, error);
      if (!error) forgotten.push_back(name);
      if (!file.removed) continue;
    }
    if (write::uncompressed_name(name) == name) unused.push_back(std::move(file));
  }
  if (!forgotten.empty()) ledger_.forget(forgotten);
  return unused;
}

}  // namespace syndic::pipeline
