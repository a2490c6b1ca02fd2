// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace syndic::pipeline {

/// Hands values from one thread to another. At most `capacity` values wait: a fast producer waits
/// for a slow consumer, so that memory stays bounded.
template <class T>
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. The value is dropped if the queue is closed.
  void push(T value) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return waiting_.size() < capacity_ || closed_; });
    if (closed_) return;
    waiting_.push_back(std::move(value));
    filled_.notify_one();
  }

  /// Waits for the next value. Empty once the queue is finished and has no more, or is closed.
  [[nodiscard]] std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return ready(); });
    return take();
  }

  /// Like pop(), but also empty after `patience`; ended() distinguishes the two.
  [[nodiscard]] std::optional<T> pop_for(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, patience, [&] { return ready(); });
    return take();
  }

  /// No more values are pushed; those that wait are still handed out.
  void finish() {
    const std::scoped_lock lock(mutex_);
    finished_ = true;
    filled_.notify_all();
  }

  /// Drops all values, waiting and later ones, and wakes all waiting threads.
  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    waiting_.clear();
    filled_.notify_all();
    room_.notify_all();
  }

  [[nodiscard]] bool ended() const {
    const std::scoped_lock lock(mutex_);
    return closed_ || (finished_ && waiting_.empty());
  }

 private:
  [[nodiscard]] bool ready() const { return !waiting_.empty() || finished_ || closed_; }

  std::optional<T> take() {
    if (waiting_.empty()) return std::nullopt;
    std::optional<T> value(std::move(waiting_.front()));
    waiting_.pop_front();
    room_.notify_one();
    return value;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<T> waiting_;
  bool finished_ = false;
  bool closed_ = false;
};

}  // namespace syndic::pipeline
