// SPDX-License-Identifier: MIT
//
// The lock that keeps two processes from changing one store at once. A store on PostgreSQL needs
// none: any number of processes may share it, and its database sees to the rest.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/file_lock.h"
#include "store/options.h"

namespace syndic::pipeline {

/// Another process, a refresh as a rule, holds the lock of this store.
class AlreadyRunning : public Failure {
 public:
  using Failure::Failure;
};

/// The lock of the store, whose folder is made where missing; empty on PostgreSQL. `other`: who is
/// said to hold it, as "a refresh". Throws AlreadyRunning at once where another process does;
/// FileFailure.
[[nodiscard]] std::optional<base::FileLock> lock_store(const store::Options& store,
                                                       const std::string& other = "a refresh");

/// The same for one who works on a copy: shared with others who do, and without making a file.
[[nodiscard]] std::optional<base::FileLock> share_store(const store::Options& store,
                                                        const std::string& other = "a refresh");

/// Whether another process holds the lock of the store, or on PostgreSQL is at work there. Throws
/// StoreFailure.
[[nodiscard]] bool is_store_in_use(const store::Options& store);

/// Returns once nobody uses the store, for one who only reads but must see all of a run that is
/// under way. Whoever starts later is not kept off. Throws AlreadyRunning after `patience`.
void await_store(const store::Options& store, std::chrono::milliseconds patience);

}  // namespace syndic::pipeline
