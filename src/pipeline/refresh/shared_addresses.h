// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace syndic::pipeline {

/// A line for each source that has come to be asked at the address of another one, by a redirect
/// (301, 308) or as the feed that was found on its site, with what to do; shows no address. Two
/// that are configured alike are config::remark_on's. Empty where there is no store yet. Throws
/// StoreFailure.
[[nodiscard]] std::vector<std::string> shared_addresses(const config::Config& config);

}  // namespace syndic::pipeline
