// SPDX-License-Identifier: MIT
//
// Withdrawing an item from everything published, and restoring it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "model/timestamp.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// An item that was withdrawn or restored.
struct Withdrawn {
  std::string source_id;
  std::string id;
  std::string title;
};

/// Withdraws the items with the id or link `asked`, and all present and future copies from other
/// sources. `why` is published, on one line. The next publish() changes the files. Errors:
/// not_found if no item has that id or link. Throws AlreadyRunning, StoreFailure.
[[nodiscard]] Result<std::vector<Withdrawn>> withdraw(const config::Config& config,
                                                      std::string_view asked,
                                                      const std::string& why, model::Timestamp now);

/// Undoes that. Errors: not_found, also if no such item is withdrawn.
[[nodiscard]] Result<std::vector<Withdrawn>> restore(const config::Config& config,
                                                     std::string_view asked, model::Timestamp now);

}  // namespace syndic::pipeline
