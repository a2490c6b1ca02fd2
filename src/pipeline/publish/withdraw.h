// SPDX-License-Identifier: MIT
//
// Taking an item out of everything published, and back.
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

/// Withdraws what has the id or the link `asked` with all copies that other sources have of it, now
/// or later. `why` is published, on one line. The files follow with the next publish(). Error
/// not_found: nothing has that id or link. Throws AlreadyRunning, StoreFailure.
[[nodiscard]] Result<std::vector<Withdrawn>> withdraw(const config::Config& config,
                                                      std::string_view asked,
                                                      const std::string& why, model::Timestamp now);

/// Takes that back. Errors: not_found; also where it is not withdrawn.
[[nodiscard]] Result<std::vector<Withdrawn>> restore(const config::Config& config,
                                                     std::string_view asked, model::Timestamp now);

}  // namespace syndic::pipeline
