// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/timestamp.h"
#include "pipeline/status/plan.h"

namespace syndic::cli {

/// The plan as a table for people: when each source is due by the clocks of `zone` (IANA) and from
/// `now` on, and why then.
[[nodiscard]] std::string plan_table(const std::vector<pipeline::PlannedSource>& rows,
                                     model::Timestamp now, const std::string& zone);

/// The same as a JSON array, indented, without a line break at the end.
[[nodiscard]] std::string plan_json(const std::vector<pipeline::PlannedSource>& rows,
                                    model::Timestamp now);

}  // namespace syndic::cli
