// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace syndic::http {

/// Bytes of a body that count in its BodyBudget until all copies are destroyed, on any thread.
using HeldBytes = std::shared_ptr<const void>;

/// Bounds the bytes of all bodies, in flight and kept afterwards, to about `total` so that each
/// transfer can still end: `largest` is reserved for the oldest in flight, which waits only for
/// kept bytes, and the others share the rest. Transfers are numbered in the order of their start.
/// Only keep()'s results may be used on other threads; they may outlive the budget.
class BodyBudget {
 public:
  /// `on_release` is called after kept bytes are given back, on the thread that does so.
  BodyBudget(std::size_t total, std::size_t largest, std::function<void()> on_release = {});
  BodyBudget(const BodyBudget&) = delete;
  BodyBudget& operator=(const BodyBudget&) = delete;
  ~BodyBudget();  ///< `on_release` is not called any more.

  /// A transfer begins, holding nothing.
  void enter(std::uint64_t transfer);

  /// A transfer ends; what it held is no longer in flight.
  void leave(std::uint64_t transfer);

  /// Sets the memory of the transfer to `bytes` if that is allowed now; if not, returns false, and
  /// it must wait until others give back theirs.
  [[nodiscard]] bool hold(std::uint64_t transfer, std::size_t bytes);

  /// Counts the body of a transfer that has ended, however much is held. Something else than the
  /// end of another transfer must destroy the result.
  [[nodiscard]] HeldBytes keep(std::size_t bytes);

  [[nodiscard]] std::size_t held() const;

  /// How often bytes were given back: if this grows, hold() may succeed.
  [[nodiscard]] std::uint64_t releases() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace syndic::http
