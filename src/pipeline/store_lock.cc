// SPDX-License-Identifier: MIT
#include "pipeline/store_lock.h"

#include <optional>
#include <thread>
#include <utility>

#include "store/store.h"

namespace syndic::pipeline {
namespace {

constexpr std::chrono::milliseconds kMoment(20);

store::Lock taken(std::optional<store::Lock> lock, const store::Options& store,
                  const std::string& other) {
  if (lock) return *std::move(lock);
  throw AlreadyRunning(other + " is running on " + store::name_of(store) +
                       "; try again when it is done");
}

}  // namespace

store::Lock lock_store(const store::Options& store, const std::string& other) {
  auto lock = store::Lock::try_alone(store);
  if (!lock) {  // One who waits in await_store() holds it for a moment.
    std::this_thread::sleep_for(kMoment);
    lock = store::Lock::try_alone(store);
  }
  return taken(std::move(lock), store, other);
}

store::Lock share_store(const store::Options& store, const std::string& other) {
  return taken(store::Lock::try_shared(store), store, other);
}

bool is_store_locked(const store::Options& store) { return store::Lock::is_held(store); }

void await_store(const store::Options& store, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause(100);
  for (; patience > kPause; patience -= kPause) {
    if (!is_store_locked(store)) return;
    std::this_thread::sleep_for(kPause);
  }
  if (is_store_locked(store)) (void)taken(std::nullopt, store, "a refresh");
}

}  // namespace syndic::pipeline
