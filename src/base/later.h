// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace syndic::base {

/// A value that may still be in the making, on another thread.
template <class T>
class Later {
 public:
  /// One that is there.
  Later(T value)
      : is_there_([] { return true; }),
        take_([held = std::make_shared<T>(std::move(value))] { return std::move(*held); }) {}

  /// What a promise holds or, if that is dropped, what `if_dropped` returns.
  Later(std::future<T> future, std::function<T()> if_dropped) {
    const auto held = std::make_shared<std::future<T>>(std::move(future));
    is_there_ = [held] {
      return held->wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    take_ = [held, if_dropped = std::move(if_dropped)] {
      try {
        return held->get();
      } catch (const std::future_error&) {
        return if_dropped();
      }
    };
  }

  /// Whether take() returns without waiting.
  [[nodiscard]] bool is_there() const { return is_there_(); }

  /// Waits for it. To be called once.
  [[nodiscard]] T take() { return take_(); }

  /// What `work` makes of the value when it is taken, on the thread that takes it.
  template <class Work>
  auto then(Work work) && {
    Later<decltype(work(std::declval<T>()))> made;
    made.is_there_ = std::move(is_there_);
    made.take_ = [take = std::move(take_), work = std::move(work)] { return work(take()); };
    return made;
  }

 private:
  template <class Other>
  friend class Later;
  Later() = default;

  std::function<bool()> is_there_;
  std::function<T()> take_;
};

}  // namespace syndic::base
