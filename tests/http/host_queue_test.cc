// SPDX-License-Identifier: MIT
#include "http/host_queue.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace host_queue_test {

using namespace std::chrono_literals;
using syndic::http::HostQueue;

namespace {
const HostQueue::Time kStart = HostQueue::Time{} + 1h;
}

TEST_CASE("a host has no more transfers at once than allowed") {
  HostQueue queue(2, 0ms);
  for (std::size_t i = 0; i < 4; ++i) queue.add("a", i);
  CHECK(queue.next(kStart) == 0);
  CHECK(queue.next(kStart) == 1);
  CHECK(queue.next(kStart) == std::nullopt);
  CHECK(queue.next_start() == std::nullopt);
  queue.release("a");
  CHECK(queue.next(kStart) == 2);
}

TEST_CASE("starts to one host keep their distance, also when the one before has ended") {
  HostQueue queue(1, 1s);
  queue.add("a", 0);
  queue.add("a", 1);
  REQUIRE(queue.next(kStart) == 0);
  queue.release("a");
  CHECK(queue.next(kStart + 999ms) == std::nullopt);
  CHECK(queue.next_start() == kStart + 1s);
  CHECK(queue.next(kStart + 1s) == 1);
}

TEST_CASE("no host waits for another, and hosts take turns in the order in which they came") {
  HostQueue queue(1, 1s);
  queue.add("slow", 0);
  queue.add("slow", 1);
  queue.add("b", 2);
  queue.add("c", 3);
  CHECK(queue.next(kStart) == 0);
  CHECK(queue.next(kStart) == 2);
  CHECK(queue.next(kStart) == 3);
  CHECK(queue.next(kStart) == std::nullopt);
}

TEST_CASE("a transfer that is under way goes before those that are not") {
  HostQueue queue(1, 0ms);
  queue.add("a", 0);
  queue.add("a", 1);
  queue.add_first("a", 7);
  CHECK(queue.next(kStart) == 7);
}

TEST_CASE("the hosts whose turn comes are told before it is taken") {
  HostQueue queue(1, 1s);
  queue.add("a", 0);
  queue.add("b", 1);
  queue.add("b", 2);
  CHECK(queue.hosts() == 2);
  REQUIRE(queue.next_host(kStart) != nullptr);
  CHECK(*queue.next_host(kStart) == "a");
  CHECK(queue.next_hosts(kStart, 5) == std::vector<std::string>{"a", "b"});
  CHECK(queue.next_hosts(kStart, 1) == std::vector<std::string>{"a"});
  REQUIRE(queue.next(kStart) == 0);
  CHECK(queue.hosts() == 1);
  CHECK_FALSE(queue.is_idle("a"));
  queue.release("a");
  CHECK(queue.is_idle("a"));
  CHECK_FALSE(queue.is_idle("b"));
}

TEST_CASE("a host that is held off waits until then, and no other one with it") {
  HostQueue queue(1, 0ms);
  queue.add("a", 0);
  queue.add("b", 1);
  queue.hold_off("a", kStart + 3s);
  CHECK(queue.next(kStart) == 1);
  CHECK(queue.next(kStart + 2s) == std::nullopt);
  CHECK(queue.next_start() == kStart + 3s);
  CHECK(queue.next(kStart + 3s) == 0);
}

TEST_CASE("the distance between starts counts from the start, be it later than its turn") {
  HostQueue queue(2, 1s);
  queue.add("a", 0);
  queue.add("a", 1);
  REQUIRE(queue.next(kStart) == 0);
  queue.start("a", kStart + 300ms);
  CHECK(queue.next(kStart + 1s) == std::nullopt);
  CHECK(queue.next(kStart + 1300ms) == 1);
}

TEST_CASE("an empty queue gives nothing") {
  HostQueue queue(1, 1s);
  CHECK(queue.next(kStart) == std::nullopt);
  CHECK(queue.next_start() == std::nullopt);
}

TEST_CASE("a transfer that does not start at once waits for the pause after those that did") {
  HostQueue queue(2, 100ms);
  queue.add("a", 0);
  queue.add("a", 1);
  CHECK(queue.next(kStart) == 0);
  CHECK(queue.next(kStart + 100ms) == 1);
  CHECK(queue.may_start("a") <= kStart);
  queue.start("a", kStart + 500ms);
  CHECK(queue.may_start("a") == kStart + 600ms);
}

}  // namespace host_queue_test
