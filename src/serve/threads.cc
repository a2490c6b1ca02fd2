// SPDX-License-Identifier: MIT
#include "serve/threads.h"

#include <exception>
#include <system_error>
#include <utility>

namespace syndic::serve {

Threads::~Threads() {
  connections_.shut_all();
  {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Threads::start(std::function<void()> connection) {
  connections_.expect();
  const std::scoped_lock lock(mutex_);
  waiting_.push_back(std::move(connection));
  if (waiting_.size() > idle_ && threads_.size() < connections_.most()) {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {  // It then waits for one of those that there are.
      if (threads_.empty()) throw;
    }
  }
  changed_.notify_one();
}

void Threads::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    const std::function<void()> connection = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    try {
      connection();
    } catch (const std::exception&) {  // As where memory runs out. Its socket is closed by now.
    }
    lock.lock();
  }
}

}  // namespace syndic::serve
