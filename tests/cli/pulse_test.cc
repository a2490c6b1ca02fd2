// SPDX-License-Identifier: MIT
#include "cli/pulse.h"

#include <catch2/catch.hpp>

#include "tests/support/manager.h"

namespace pulse_test {

using namespace syndic;
using namespace std::chrono_literals;
using cli::Pulse;
using cli::Watchdog;

TEST_CASE("a pulse is felt once for all beats since it was felt last") {
  Pulse pulse;
  CHECK_FALSE(pulse.was_felt());
  pulse.beat();
  pulse.beat();
  CHECK(pulse.was_felt());
  CHECK_FALSE(pulse.was_felt());
}

TEST_CASE("a thread that said so may be silent, until it beats again or the time is over") {
  Pulse pulse;
  pulse.silent_for(1h);
  CHECK(pulse.was_felt());
  CHECK(pulse.was_felt());
  pulse.beat();
  CHECK(pulse.was_felt());
  CHECK_FALSE(pulse.was_felt());
  pulse.silent_for(0ms);
  CHECK(pulse.was_felt());
  CHECK_FALSE(pulse.was_felt());
}

TEST_CASE("the manager hears of no more signs of life than there are") {
  const test::Manager manager;
  Pulse pulse;
  {
    const Watchdog watchdog(base::ServiceManager(manager.name(), 3ms), pulse);
    for (int i = 0; i < 3; ++i) {
      pulse.beat();
      CHECK(manager.next() == "WATCHDOG=1");
    }
  }
  CHECK_FALSE(manager.waiting());
}

TEST_CASE("without a watchdog nothing is told") {
  const test::Manager manager;
  Pulse pulse;
  pulse.silent_for(1h);
  { const Watchdog watchdog(base::ServiceManager(manager.name()), pulse); }
  CHECK_FALSE(manager.waiting());
}

}  // namespace pulse_test
