// SPDX-License-Identifier: MIT
#include "pipeline/refresh/work_queue.h"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <thread>
#include <vector>

namespace work_queue_test {

using syndic::pipeline::WorkQueue;
using namespace std::chrono_literals;

TEST_CASE("what is pushed comes out in order, and the end is told from a pause") {
  WorkQueue<std::unique_ptr<int>> queue(4);
  queue.push(std::make_unique<int>(1));
  queue.push(std::make_unique<int>(2));
  CHECK(*queue.pop().value() == 1);
  CHECK(*queue.pop_for(1s).value() == 2);
  CHECK_FALSE(queue.pop_for(1ms));
  CHECK_FALSE(queue.ended());
  queue.push(std::make_unique<int>(3));
  queue.finish();
  CHECK_FALSE(queue.ended());
  CHECK(*queue.pop().value() == 3);
  CHECK_FALSE(queue.pop());
  CHECK(queue.ended());
}

TEST_CASE("a fast producer waits for a slow consumer") {
  WorkQueue<int> queue(2);
  std::atomic<int> pushed = 0;
  auto producer = std::async(std::launch::async, [&] {
    for (int i = 0; i < 10; ++i) {
      queue.push(i);
      ++pushed;
    }
    queue.finish();
  });
  while (pushed < 2) std::this_thread::yield();
  std::vector<int> seen;
  while (true) {
    CHECK(pushed <= static_cast<int>(seen.size()) + 2);
    const auto value = queue.pop();
    if (!value) break;
    seen.push_back(*value);
  }
  CHECK(seen == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  producer.get();
}

TEST_CASE("what waits is bounded by its weight, and one value always has room") {
  WorkQueue<int> queue(10);
  queue.push(1, 100);
  auto pushing = std::async(std::launch::async, [&] {
    queue.push(2, 4);
    queue.push(3, 6);
    queue.finish();
  });
  CHECK(queue.pop() == 1);
  pushing.get();
  CHECK(queue.pop() == 2);
  CHECK(queue.pop() == 3);
  CHECK(queue.ended());
}

TEST_CASE("what is urgent goes before all that wait, even without room") {
  WorkQueue<int> queue(1);
  queue.push(1);
  queue.push_first(2);
  CHECK(queue.pop() == 2);
  CHECK(queue.pop() == 1);
}

TEST_CASE("closing wakes whoever waits, to push or to pop") {
  WorkQueue<int> full(1);
  full.push(1);
  auto pushing = std::async(std::launch::async, [&] { full.push(2); });
  WorkQueue<int> empty(1);
  auto popping = std::async(std::launch::async, [&] { return empty.pop(); });
  std::this_thread::sleep_for(20ms);
  full.close();
  empty.close();
  pushing.get();
  CHECK_FALSE(popping.get());
  CHECK_FALSE(full.pop());
}

}  // namespace work_queue_test
