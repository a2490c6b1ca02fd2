// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "pipeline/refresh/report.h"

namespace syndic::cli {

/// The report as the contract's JSON object, indented, without a line break at the end.
[[nodiscard]] std::string report_json(const pipeline::Report& report);

/// The report as a table for people, a line a source and a line a feed.
[[nodiscard]] std::string report_table(const pipeline::Report& report);

}  // namespace syndic::cli
