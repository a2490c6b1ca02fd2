// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "tests/bench/measure.h"

namespace syndic::bench {

/// Prints what refreshes of so many feeds cost with the store on PostgreSQL, beside those with the
/// store on SQLite. A line says so where there is no PostgreSQL. Throws std::runtime_error if a
/// source fails.
void print_postgres_costs(std::size_t feeds, const Rounds& rounds);

/// The same of what two workers on one store do beside one.
void print_workers_costs(const Rounds& rounds);

}  // namespace syndic::bench
