// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// What hosts have asked for in earlier runs, of sources (`states`, those of the store) and of
/// lists. Throws StoreFailure.
[[nodiscard]] fetch::HostSilence known_silence(
    const std::map<std::string, model::FetchState>& states, store::Store& store,
    model::Timestamp now);

/// The same of a configuration's store, for who asks between runs; none without a store.
[[nodiscard]] fetch::HostSilence known_silence(const config::Config& config, model::Timestamp now);

}  // namespace syndic::pipeline
