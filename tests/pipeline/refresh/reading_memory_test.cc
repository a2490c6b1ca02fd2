// SPDX-License-Identifier: MIT
#include "pipeline/refresh/reading_memory.h"

#include <catch2/catch.hpp>
#include <future>

namespace reading_memory_test {

using syndic::pipeline::ReadingMemory;

namespace {

/// A thread that takes a share, and whether it has it.
class Taker {
 public:
  Taker(ReadingMemory& memory, std::size_t bytes)
      : share_(std::async(std::launch::async, [&memory, bytes] { return memory.take(bytes); })) {}
  void await() { static_cast<void>(share_.get()); }

 private:
  std::future<ReadingMemory::Share> share_;
};

}  // namespace

TEST_CASE("shares fit beside each other until all is taken") {
  ReadingMemory memory(100);
  const auto first = memory.take(60);
  const auto second = memory.take(40);
  const auto nothing = memory.take(0);
}

TEST_CASE("what does not fit waits until enough is given back") {
  ReadingMemory memory(100);
  auto first = memory.take(60);
  auto second = memory.take(30);
  Taker waiting(memory, 50);
  first.shrink_to(20);
  waiting.await();
}

TEST_CASE("what is larger than all of it waits until it is alone, and all is given back once") {
  ReadingMemory memory(100);
  {
    auto first = memory.take(10);
    Taker waiting(memory, 500);
    first.shrink_to(50);  // That is no way to take more.
    auto moved = std::move(first);
    first = std::move(moved);
    first.shrink_to(0);
    waiting.await();
  }
  const auto all = memory.take(100);
}

TEST_CASE("nobody waits after the end") {
  ReadingMemory memory(100);
  const auto all = memory.take(100);
  Taker waiting(memory, 1);
  memory.close();
  waiting.await();
  Taker late(memory, 1);
  late.await();
}

}  // namespace reading_memory_test
