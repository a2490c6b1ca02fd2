// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "pipeline/status.h"

namespace syndic::cli {

/// The status rows as a JSON array, indented, without a line break at the end.
[[nodiscard]] std::string status_json(const std::vector<pipeline::SourceStatus>& rows);

/// The same as a table for people, a line a source; with `colour` it says at a glance how each
/// does: green where all is well, yellow where a look may be worth it, red where something must be
/// done.
[[nodiscard]] std::string status_table(const std::vector<pipeline::SourceStatus>& rows,
                                       bool colour = false);

}  // namespace syndic::cli
