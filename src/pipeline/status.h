// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"

namespace syndic::pipeline {

/// How one source of the configuration stands.
struct SourceStatus {
  std::string id;
  bool enabled = true;
  model::FetchState state;
  std::size_t items = 0;
};

/// A row a source, in the configuration's order, read beside a running refresh without disturbing
/// it. Throws StoreFailure.
[[nodiscard]] std::vector<SourceStatus> status(const config::Config& config);

}  // namespace syndic::pipeline
