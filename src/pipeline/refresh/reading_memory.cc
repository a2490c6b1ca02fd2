// SPDX-License-Identifier: MIT
#include "pipeline/refresh/reading_memory.h"

namespace syndic::pipeline {

ReadingMemory::Share ReadingMemory::take(std::size_t bytes) {
  std::unique_lock lock(mutex_);
  given_back_.wait(lock, [&] { return taken_ == 0 || taken_ + bytes <= total_ || closed_; });
  taken_ += bytes;
  return {*this, bytes};
}

void ReadingMemory::Share::shrink_to(std::size_t bytes) {
  if (bytes >= bytes_) return;
  const std::scoped_lock lock(memory_->mutex_);
  memory_->taken_ -= bytes_ - bytes;
  bytes_ = bytes;
  memory_->given_back_.notify_all();
}

void ReadingMemory::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  given_back_.notify_all();
}

}  // namespace syndic::pipeline
