// SPDX-License-Identifier: MIT
//
// A store that is opened by one who looks after it, and must not change it.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "store/connection.h"
#include "store/options.h"

namespace syndic::store {

/// An open store with its version, which may be an earlier one.
struct Unchanged {
  std::unique_ptr<Connection> connection;
  int version = 0;
};

/// Opens the store for reading, of whatever version that this program knows; it stays of that
/// version. Throws StoreFailure, also if there is none yet.
[[nodiscard]] Unchanged open_unchanged(const Options& options);

/// The failure as one of the store.
[[nodiscard]] StoreFailure failure_of(const Options& options, const DatabaseError& failure);

}  // namespace syndic::store
