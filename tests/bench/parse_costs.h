// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/measure.h"

namespace syndic::bench {

/// Prints what it costs one thread to parse feeds, and to parse and normalise them, beside the XML
/// parser alone: of mixed feeds, and of feeds of one kind each. Every measure is the least of these
/// rounds, in which both take turns.
void print_parse_costs(const Rounds& rounds);

}  // namespace syndic::bench
