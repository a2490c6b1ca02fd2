// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/timestamp.h"

namespace syndic::cli {

/// "2026-01-31 07:42": what the clocks of `zone` (an IANA name) show at `time`.
[[nodiscard]] std::string local_time(model::Timestamp time, const std::string& zone);

}  // namespace syndic::cli
