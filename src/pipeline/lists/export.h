// SPDX-License-Identifier: MIT
//
// The sources of a configuration as a list that import reads back.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace syndic::pipeline {

struct ExportedList {
  std::string opml;                ///< OPML 2.0.
  std::vector<std::string> notes;  ///< What was left out, one line each; without secrets.
};

/// All sources of the configuration's file, not those of lists that it follows, with all their keys
/// as they are written there; without `with_secrets`, passwords and the like are left out. Errors:
/// the file cannot be read any more.
[[nodiscard]] Result<ExportedList> export_sources(const config::Config& config, bool with_secrets);

}  // namespace syndic::pipeline
