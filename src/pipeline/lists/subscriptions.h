// SPDX-License-Identifier: MIT
//
// Lists of sources that are followed ([[subscribe]]): read at the beginning of a run, compared to
// what is remembered of them, and stored.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/listed_source.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// What the store remembers of lists, for the configuration; empty if it cannot be read now, or is
/// not there.
[[nodiscard]] std::vector<model::ListMember> remembered_lists(const store::Options& options);

/// The place and time of a run.
struct ListRun {
  const config::Config& config;
  const std::map<std::string, model::FetchState>& states;  ///< Of sources.
  store::Store& store;
  fetch::HostSilence& silence;
  http::Transport& transport;
  model::Timestamp now;
  bool is_forced = false;  ///< Asks lists that were asked just before, too.
  const std::atomic<bool>& cancelled;
};

/// Reads the lists of the configuration, all at once, and stores what they name and that they were
/// asked; forgets lists that it no longer has. Returns one line for each that fails, each once, is
/// back, names other sources now or gets something wrong, and for each source that is left out.
/// Throws StoreFailure.
[[nodiscard]] std::vector<std::string> read_lists(const ListRun& run);

/// The configuration with the sources that the store has of its lists; nullopt if it follows none,
/// or its file is another one by now.
[[nodiscard]] std::optional<config::Config> with_lists(const config::Config& config,
                                                       store::Store& store);

}  // namespace syndic::pipeline
