// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace syndic::http {

/// Bounds the memory of all bodies in flight to `total` so that each of them can still end: the
/// oldest may always grow to `largest`, which is reserved for it, and the others share the rest.
/// Transfers are numbered in the order of their start.
class BodyBudget {
 public:
  BodyBudget(std::size_t total, std::size_t largest)
      : shared_(total > largest ? total - largest : 0) {}

  /// A transfer begins, holding nothing.
  void enter(std::uint64_t transfer) { held_[transfer] = 0; }

  /// A transfer ends; what it held is no longer in flight.
  void leave(std::uint64_t transfer);

  /// Sets the memory of the transfer to `bytes` if that is allowed now; if not, returns false, and
  /// it must wait for others to end.
  [[nodiscard]] bool hold(std::uint64_t transfer, std::size_t bytes);

  [[nodiscard]] std::size_t held() const { return sum_; }

 private:
  [[nodiscard]] bool is_oldest(std::uint64_t transfer) const {
    return held_.begin()->first == transfer;
  }

  std::size_t shared_;
  std::size_t sum_ = 0;
  std::map<std::uint64_t, std::size_t> held_;  ///< Oldest first.
};

}  // namespace syndic::http
