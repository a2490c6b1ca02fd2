// SPDX-License-Identifier: MIT
//
// The sources of a list as those of a configuration.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/append_source.h"
#include "config/config.h"
#include "model/listed_source.h"

namespace syndic::pipeline {

struct ImportPlan {
  std::vector<config::NewSource> sources;  ///< To be appended, each right by itself, with an id.
  std::size_t already = 0;                 ///< How many the configuration, or the list, has before.
  std::size_t left_out = 0;                ///< How many cannot be taken.
  std::vector<std::string> notes;          ///< What was left out and why, one line each, and in
                                           ///< one line what is there already.
};

/// What of the list can be appended to the configuration, with `groups` beside the list's own. A
/// source that is wrong is left out, of a wrong rule the rule alone. No note shows a secret.
[[nodiscard]] ImportPlan plan_import(const model::SourceList& list, const config::Config& config,
                                     const std::vector<std::string>& groups);

}  // namespace syndic::pipeline
