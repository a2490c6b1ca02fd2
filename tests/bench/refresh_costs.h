// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "tests/bench/measure.h"

namespace syndic::bench {

/// Prints what it costs `syndic refresh` to take in so many feeds, beside curl that fetches them to
/// files: for the first time, with and without gzip, and where nothing has changed. Every measure
/// is the least of these rounds, in which both take turns. Throws std::runtime_error if a feed is
/// missing on either side.
void print_refresh_costs(std::size_t feeds, const Rounds& rounds);

/// Prints how long the program takes to start, beside one that does nothing.
void print_start_cost(const Rounds& rounds);

}  // namespace syndic::bench
