// SPDX-License-Identifier: MIT
#include "pipeline/publish/output_set.h"

#include <set>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "write/page/files.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;

// Time for subscribers to notice that a feed was renamed or removed.
const boost::gregorian::days kUnusedStays(30);

store::FileRecord record_of(std::string_view bytes) {
  return {.size = bytes.size(), .hash = base::content_hash(bytes)};
}

}  // namespace

OutputSet::OutputSet(const config::Config& config, store::Ledger& ledger, Mode mode)
    : ledger_(ledger), folder_(config.publish.directory), mode_(mode), before_(ledger.files()) {
  if (mode != Mode::rehearse) output_.emplace(folder_);
}

bool OutputSet::add(const std::string& name, const std::string& bytes) {
  keep(name);
  if (mode_ == Mode::restore && is_as_left(name)) return false;
  if (!output_) return !write::OutputDir::holds(folder_, name, bytes);
  auto prepared = output_->prepare(name, bytes);
  const store::FileRecord record = record_of(bytes);
  if (const auto known = before_.find(name); known == before_.end() || known->second != record) {
    after_.insert_or_assign(name, record);
  }
  if (!prepared) return false;
  prepared_.emplace_back(name, *std::move(prepared));
  return true;
}

bool OutputSet::keep_all() {
  const auto unused = ledger_.unused();
  for (const auto& [name, record] : before_) {
    if (!unused.contains(name) && !is_as_left(name)) damaged_.insert(name);
  }
  if (!damaged_.empty()) return false;
  for (const auto& [name, record] : before_) {
    if (!unused.contains(name)) keep(name);
  }
  return true;
}

bool OutputSet::is_there(const std::string& name) const {
  const auto known = before_.find(name);
  if (known == before_.end() || damaged_.contains(name)) return false;
  std::error_code error;
  return write::OutputDir::is_served(folder_ / name) &&
         fs::file_size(folder_ / name, error) == known->second.size && !error;
}

bool OutputSet::is_as_left(const std::string& name) const {
  if (!is_there(name)) return false;
  const auto bytes = bytes_of(name);
  return bytes && record_of(*bytes) == before_.at(name);
}

std::optional<std::string> OutputSet::bytes_of(const std::string& name) const {
  auto bytes = base::read_file(folder_ / name, kLargestFile);
  if (!bytes) return std::nullopt;
  return *std::move(bytes);
}

std::vector<std::string> OutputSet::changed() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : prepared_) names.push_back(name);
  return names;
}

void OutputSet::swap() {
  std::exception_ptr failure;
  std::set<fs::path> folders;
  for (auto& [name, file] : prepared_) {
    try {
      file.put();
      folders.insert((folder_ / name).parent_path());
    } catch (const FileFailure&) {
      after_.erase(name);
      if (!failure) failure = std::current_exception();
    }
  }
  prepared_.clear();
  for (const fs::path& folder : folders) base::sync_folder(folder);
  if (!after_.empty()) ledger_.left(after_);
  if (failure) std::rethrow_exception(failure);
}

void OutputSet::remove_stale_pages() {
  std::vector<std::string> removed;
  for (const auto& [name, record] : before_) {
    std::error_code ignored;  // A file that stays is tried again in the next run.
    if (!used_.contains(name) && write::is_page_name(name) && is_as_left(name) &&
        fs::remove(folder_ / name, ignored)) {
      removed.push_back(name);
    }
  }
  if (!removed.empty()) ledger_.forget(removed);
}

std::vector<UnusedFile> OutputSet::settle_unused(model::Timestamp now) {
  std::vector<UnusedFile> unused;
  std::vector<std::string> forgotten;
  for (const auto& [name, since] : ledger_.note_unused(used_, now)) {
    UnusedFile file{.name = name, .kept_until = since + kUnusedStays, .is_new = since == now};
    if (!is_there(name)) {
      forgotten.push_back(name);
      continue;
    }
    if (file.kept_until <= now) {
      std::error_code error;
      // A file that others put in its place is not ours to remove.
      if (is_as_left(name)) file.removed = fs::remove(folder_ / name, error);
      if (!error) forgotten.push_back(name);
      if (!file.removed) continue;
    }
    unused.push_back(std::move(file));
  }
  if (!forgotten.empty()) ledger_.forget(forgotten);
  return unused;
}

}  // namespace syndic::pipeline
