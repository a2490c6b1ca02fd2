// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace syndic::pipeline {

/// Hands values from one thread to another. The values that wait weigh at most `capacity` together,
/// or there is only one: a fast producer waits for a slow consumer, so that memory stays bounded.
template <class T>
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. The value is dropped if the queue is closed.
  void push(T value, std::size_t weight = 1) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return waiting_.empty() || weight_ + weight <= capacity_ || closed_; });
    if (closed_) return;
    add(waiting_.end(), std::move(value), weight);
  }

  /// Puts the value before all that wait, without waiting itself.
  void push_first(T value) {
    const std::scoped_lock lock(mutex_);
    if (!closed_) add(waiting_.begin(), std::move(value), 0);
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
    weight_ = 0;
    filled_.notify_all();
    room_.notify_all();
  }

  [[nodiscard]] bool ended() const {
    const std::scoped_lock lock(mutex_);
    return closed_ || (finished_ && waiting_.empty());
  }

 private:
  [[nodiscard]] bool ready() const { return !waiting_.empty() || finished_ || closed_; }

  struct Weighed {
    T value;
    std::size_t weight;
  };

  void add(typename std::deque<Weighed>::iterator before, T value, std::size_t weight) {
    waiting_.insert(before, {std::move(value), weight});
    weight_ += weight;
    filled_.notify_one();
  }

  std::optional<T> take() {
    if (waiting_.empty()) return std::nullopt;
    std::optional<T> value(std::move(waiting_.front().value));
    weight_ -= waiting_.front().weight;
    waiting_.pop_front();
    room_.notify_all();
    return value;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<Weighed> waiting_;
  std::size_t weight_ = 0;  ///< Of those.
  bool finished_ = false;
  bool closed_ = false;
};

}  // namespace syndic::pipeline
