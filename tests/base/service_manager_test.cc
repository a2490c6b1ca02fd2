// SPDX-License-Identifier: MIT
#include "base/service_manager.h"

#include <stdlib.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/manager.h"

namespace service_manager_test {

using namespace syndic;
using namespace std::chrono_literals;
using base::ServiceManager;

namespace {

ServiceManager taken(const std::string& socket, const std::string& usec, const std::string& pid) {
  ::setenv("NOTIFY_SOCKET", socket.c_str(), 1);
  ::setenv("WATCHDOG_USEC", usec.c_str(), 1);
  pid.empty() ? ::unsetenv("WATCHDOG_PID") : ::setenv("WATCHDOG_PID", pid.c_str(), 1);
  return ServiceManager::take_from_environment();
}

}  // namespace

TEST_CASE("a message goes to the socket as it is, a file's or an abstract one") {
  const test::Manager manager(GENERATE(false, true));
  const ServiceManager told(manager.name());
  told.tell("READY=1\nSTATUS=well");
  told.tell("WATCHDOG=1");
  CHECK(manager.next() == "READY=1\nSTATUS=well");
  CHECK(manager.next() == "WATCHDOG=1");
  CHECK_FALSE(manager.waiting());
}

TEST_CASE("where there is no socket nobody is told, and nothing fails") {
  const std::string name = GENERATE(as<std::string>{}, "", "@", "vsock:2:1", "relative",
                                    "/nowhere/at/all", std::string(108, '/'));
  ServiceManager(name, 1s).tell("READY=1");
  ServiceManager().tell("READY=1");
  CHECK(ServiceManager().watchdog() == 0us);
  CHECK(ServiceManager("relative", 1s).watchdog() == 0us);
}

TEST_CASE("the environment names it once, for this process") {
  const test::Manager manager;
  const ServiceManager told = taken(manager.name(), "30000000", std::to_string(::getpid()));
  CHECK(told.watchdog() == 30s);
  told.tell("READY=1");
  CHECK(manager.next() == "READY=1");
  for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) {
    CHECK(::getenv(name) == nullptr);
  }
  CHECK(ServiceManager::take_from_environment().watchdog() == 0us);
}

TEST_CASE("a watchdog is that of the process that it names, or of any if it names none") {
  const test::Manager manager;
  CHECK(taken(manager.name(), "5000000", "").watchdog() == 5s);
  CHECK(taken(manager.name(), "5000000", "1").watchdog() == 0us);
  CHECK(taken(manager.name(), "soon", "").watchdog() == 0us);
  CHECK(taken(manager.name(), "-1", "").watchdog() == 0us);
}

}  // namespace service_manager_test
