// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/config.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Names and bytes of what publish.status has written: status.html and status.json. They follow
/// from store and configuration alone, and change only where a source was asked: with its first
/// answer of a day (GMT), with news and with failures. No error of a source comes into them in its
/// own words, which may name files of this machine. Empty if they are not wanted. Throws
/// StoreFailure.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> status_files(
    const config::Config& config, store::Store& store);

}  // namespace syndic::pipeline
