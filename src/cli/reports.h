// SPDX-License-Identifier: MIT
//
// What refresh, status, plan and why print. JSON is indented, without a line break at the end; a
// table is for people.
#pragma once

#include <string>
#include <vector>

#include "model/timestamp.h"
#include "pipeline/refresh/report.h"
#include "pipeline/status/plan.h"
#include "pipeline/status/status.h"
#include "pipeline/status/why.h"

namespace syndic::cli {

/// The report of a run as one JSON object, for programs.
[[nodiscard]] std::string report_json(const pipeline::Report& report);

/// The same as a table: a line of at most 80 characters per source, what there is to say of it in
/// lines below, and a line per feed.
[[nodiscard]] std::string report_table(const pipeline::Report& report);

/// The status rows as a JSON array.
[[nodiscard]] std::string status_json(const std::vector<pipeline::SourceStatus>& rows);

/// How a table of the status is shown.
struct StatusLook {
  std::string zone;     ///< The time zone of the times; an IANA name.
  bool wide = false;    ///< Everything about a source in one line, however long.
  bool colour = false;  ///< Green: good; yellow: may need a look; red: something must be done.
};

/// The same as a table, the worst first: a line of at most 80 characters per source, its remarks in
/// lines below.
[[nodiscard]] std::string status_table(std::vector<pipeline::SourceStatus> rows,
                                       const StatusLook& look);

/// The plan as a table: when each source is due, in the time zone `zone` (IANA) and counted from
/// `now`, and why then, which is below its line if not all fits into 80 columns.
[[nodiscard]] std::string plan_table(const std::vector<pipeline::PlannedSource>& rows,
                                     model::Timestamp now, const std::string& zone);

/// The same as a JSON array.
[[nodiscard]] std::string plan_json(const std::vector<pipeline::PlannedSource>& rows,
                                    model::Timestamp now);

/// The story in short lines that can be pasted into a mail, a block per item or source. Each line
/// has only printable characters, whatever the feeds contain.
[[nodiscard]] std::string why_text(const pipeline::Story& story);

}  // namespace syndic::cli
