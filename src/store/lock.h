// SPDX-License-Identifier: MIT
//
// Locks that processes have on a store, by which they keep others off; they keep nobody from its
// file or tables.
#pragma once

#include <memory>
#include <optional>

#include "store/options.h"

namespace syndic::store {

/// Held by a file beside a store on SQLite; by a connection of its own to one on PostgreSQL, among
/// all machines. It ends with its object, or with the process, however that ends.
class Lock {
 public:
  /// Empty at once where another process holds it, shared or not. On SQLite the folder is made
  /// where missing. Throws FileFailure; StoreFailure.
  [[nodiscard]] static std::optional<Lock> try_alone(const Options& options);

  /// Empty at once where another process holds it alone. On SQLite no file is made.
  [[nodiscard]] static std::optional<Lock> try_shared(const Options& options);

  /// The right to publish, for one who has the store's lock: empty at once where another process
  /// has it. On SQLite who has the store's lock has it. Throws StoreFailure.
  [[nodiscard]] static std::optional<Lock> try_publishing(const Options& options);

  /// Whether another process has any of them. Throws as the others.
  [[nodiscard]] static bool is_held(const Options& options);

  class Holder {
   public:
    virtual ~Holder() = default;
  };

 private:
  explicit Lock(std::unique_ptr<Holder> holder) : holder_(std::move(holder)) {}
  std::unique_ptr<Holder> holder_;
};

}  // namespace syndic::store
