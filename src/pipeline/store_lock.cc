// SPDX-License-Identifier: MIT
#include "pipeline/store_lock.h"

#include <filesystem>
#include <thread>
#include <utility>

#include "base/atomic_file.h"
#include "store/host_turns.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kMoment(20);

fs::path lock_of(const store::Options& store) { return store.sqlite_file.string() + ".lock"; }

[[noreturn]] void fail_for(const std::string& other, const store::Options& store) {
  throw AlreadyRunning(other + " is running on " + store::name_of(store) +
                       "; try again when it is done");
}

}  // namespace

std::optional<base::FileLock> lock_store(const store::Options& store, const std::string& other) {
  if (store.is_on_postgres()) return std::nullopt;
  base::make_folders(store.sqlite_file.parent_path());
  auto lock = base::FileLock::try_acquire(lock_of(store));
  if (!lock) {  // One who waits in await_store() holds it for a moment.
    std::this_thread::sleep_for(kMoment);
    lock = base::FileLock::try_acquire(lock_of(store));
  }
  if (!lock) fail_for(other, store);
  return lock;
}

std::optional<base::FileLock> share_store(const store::Options& store, const std::string& other) {
  if (store.is_on_postgres()) return std::nullopt;
  auto lock = base::FileLock::try_share(lock_of(store));
  if (!lock) fail_for(other, store);
  return lock;
}

bool is_store_in_use(const store::Options& store) {
  return store.is_on_postgres() ? store::is_any_at_work(store)
                                : !base::FileLock::try_share(lock_of(store));
}

void await_store(const store::Options& store, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause(100);
  for (; patience > kPause; patience -= kPause) {
    if (!is_store_in_use(store)) return;
    std::this_thread::sleep_for(kPause);
  }
  if (is_store_in_use(store)) fail_for("a refresh", store);
}

}  // namespace syndic::pipeline
