// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

namespace syndic::pipeline {

/// Bounds the memory of the documents that are being read and of their items until they are stored.
/// What does not fit waits; what is larger than all of it waits until it is alone. Any thread may
/// take a share.
class ReadingMemory {
 public:
  explicit ReadingMemory(std::size_t total) : total_(total) {}
  ReadingMemory(const ReadingMemory&) = delete;
  ReadingMemory& operator=(const ReadingMemory&) = delete;

  /// A part of the memory, given back at the end of its life.
  class Share {
   public:
    Share() = default;
    Share(Share&& other) noexcept
        : memory_(std::exchange(other.memory_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(memory_, other.memory_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() { shrink_to(0); }

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

    /// Gives back all but `bytes`.
    void shrink_to(std::size_t bytes);

   private:
    friend class ReadingMemory;
    Share(ReadingMemory& memory, std::size_t bytes) : memory_(&memory), bytes_(bytes) {}

    ReadingMemory* memory_ = nullptr;
    std::size_t bytes_ = 0;
  };

  /// Waits until `bytes` fit beside what others have taken. After close() it does not wait.
  [[nodiscard]] Share take(std::size_t bytes);

  /// Nobody waits any more: the work ends.
  void close();

 private:
  const std::size_t total_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t taken_ = 0;
  bool closed_ = false;
};

}  // namespace syndic::pipeline
