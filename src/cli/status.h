// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "pipeline/status/status.h"

namespace syndic::cli {

/// The status rows as a JSON array, indented, without a line break at the end.
[[nodiscard]] std::string status_json(const std::vector<pipeline::SourceStatus>& rows);

/// How a table of the status is shown.
struct StatusLook {
  std::string zone;     ///< Whose clocks the times are of; an IANA name.
  bool wide = false;    ///< All that there is to a source in one line, however long.
  bool colour = false;  ///< Green where all is well, yellow where a look may be worth it, red where
                        ///< something must be done.
};

/// The same as a table for people, the worst first: a line a source of at most 80 characters, what
/// there is to say of it in lines below.
[[nodiscard]] std::string status_table(std::vector<pipeline::SourceStatus> rows,
                                       const StatusLook& look);

}  // namespace syndic::cli
