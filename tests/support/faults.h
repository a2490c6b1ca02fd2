// SPDX-License-Identifier: MIT
//
// The ways in which a partner's server can answer badly, or oddly and yet well, by name. What each
// must end in stands in tests/e2e/fault_table_test.cc.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fault_server.h"

namespace syndic::test {

/// Where every fault is to be met.
inline constexpr std::string_view kFaultPath = "/feed";

struct Fault {
  std::string name;  ///< [a-z0-9-]+, unique.
  std::function<void(FaultServer&)> install;
};

/// Statuses, and redirects to everywhere.
[[nodiscard]] std::vector<Fault> faults_of_answers();

/// Head and framing of a message, its coding, and how fast it comes.
[[nodiscard]] std::vector<Fault> faults_of_messages();

/// Bodies that came whole and are no feed, or one that means harm.
[[nodiscard]] std::vector<Fault> faults_of_contents();

/// All of them.
[[nodiscard]] std::vector<Fault> all_faults();

/// A feed of one item, "fresh", for the answers that are good after all.
[[nodiscard]] std::string fresh_feed();

}  // namespace syndic::test
