// SPDX-License-Identifier: MIT
#include "pipeline/store_lock.h"

#include <optional>
#include <system_error>
#include <utility>

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

fs::path lock_of(const fs::path& store) { return store.string() + ".lock"; }

base::FileLock taken(std::optional<base::FileLock> lock, const fs::path& store,
                     const std::string& other) {
  if (lock) return *std::move(lock);
  throw AlreadyRunning(other + " is running on " + store.string() + "; try again when it is done");
}

}  // namespace

base::FileLock lock_store(const fs::path& store, const std::string& other) {
  const fs::path folder = store.parent_path();
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) {
    throw FileFailure("cannot make the folder " + folder.string() + ": " + error.message());
  }
  return taken(base::FileLock::try_acquire(lock_of(store)), store, other);
}

base::FileLock share_store(const fs::path& store, const std::string& other) {
  return taken(base::FileLock::try_share(lock_of(store)), store, other);
}

}  // namespace syndic::pipeline
