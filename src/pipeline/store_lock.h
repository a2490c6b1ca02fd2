// SPDX-License-Identifier: MIT
//
// The lock that keeps two processes from changing one store at once.
#pragma once

#include <chrono>
#include <string>

#include "base/error.h"
#include "store/lock.h"
#include "store/options.h"

namespace syndic::pipeline {

/// Another process, a refresh as a rule, holds the lock of this store.
class AlreadyRunning : public Failure {
 public:
  using Failure::Failure;
};

/// The lock of the store, whose folder is made where missing. `other`: who is said to hold it, as
/// "a refresh". Throws AlreadyRunning at once where another process does; FileFailure;
/// StoreFailure.
[[nodiscard]] store::Lock lock_store(const store::Options& store,
                                     const std::string& other = "a refresh");

/// The same for one who works on a copy: shared with others who do, and without making a file.
[[nodiscard]] store::Lock share_store(const store::Options& store,
                                      const std::string& other = "a refresh");

/// Whether another process holds the lock of the store.
[[nodiscard]] bool is_store_locked(const store::Options& store);

/// Returns once nobody holds the lock of the store, for one who only reads but must see all of a
/// run that is under way. Whoever starts later is not kept off. Throws AlreadyRunning after
/// `patience`.
void await_store(const store::Options& store, std::chrono::milliseconds patience);

}  // namespace syndic::pipeline
