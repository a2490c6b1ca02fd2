// SPDX-License-Identifier: MIT
#include "pipeline/store_lock.h"

#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "base/atomic_file.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kMoment(20);

fs::path lock_of(const fs::path& store) { return store.string() + ".lock"; }

base::FileLock taken(std::optional<base::FileLock> lock, const fs::path& store,
                     const std::string& other) {
  if (lock) return *std::move(lock);
  throw AlreadyRunning(other + " is running on " + store.string() + "; try again when it is done");
}

}  // namespace

base::FileLock lock_store(const fs::path& store, const std::string& other) {
  base::make_folders(store.parent_path());
  auto lock = base::FileLock::try_acquire(lock_of(store));
  if (!lock) {  // One who waits in await_store() holds it for a moment.
    std::this_thread::sleep_for(kMoment);
    lock = base::FileLock::try_acquire(lock_of(store));
  }
  return taken(std::move(lock), store, other);
}

base::FileLock share_store(const fs::path& store, const std::string& other) {
  return taken(base::FileLock::try_share(lock_of(store)), store, other);
}

bool is_store_locked(const fs::path& store) { return !base::FileLock::try_share(lock_of(store)); }

void await_store(const fs::path& store, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause(100);
  for (; patience > kPause; patience -= kPause) {
    if (!is_store_locked(store)) return;
    std::this_thread::sleep_for(kPause);
  }
  (void)share_store(store);
}

}  // namespace syndic::pipeline
