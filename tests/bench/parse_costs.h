// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace syndic::bench {

/// Prints what it costs one thread to parse feeds, and to parse and normalise them, beside the XML
/// parser alone: of mixed feeds, and of feeds of one kind each. Every measure is the least of so
/// many rounds, in which both take turns.
void print_parse_costs(std::size_t rounds);

}  // namespace syndic::bench
