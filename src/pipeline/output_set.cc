// SPDX-License-Identifier: MIT
#include "pipeline/output_set.h"

#include <set>
#include <utility>

#include "base/error.h"
#include "base/hash.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;

store::FileRecord record_of(std::string_view bytes) {
  return {.size = bytes.size(), .hash = base::content_hash(bytes)};
}

}  // namespace

OutputSet::OutputSet(const config::Config& config, store::Ledger& ledger, Mode mode)
    : ledger_(ledger), folder_(config.publish.directory), mode_(mode), before_(ledger.files()) {
  if (mode != Mode::rehearse) output_.emplace(folder_);
}

bool OutputSet::add(const std::string& name, const std::string& bytes) {
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

bool OutputSet::is_there(const std::string& name) const {
  const auto known = before_.find(name);
  if (known == before_.end()) return false;
  std::error_code error;
  return fs::symlink_status(folder_ / name, error).type() == fs::file_type::regular &&
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

}  // namespace syndic::pipeline
