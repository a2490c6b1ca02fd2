// SPDX-License-Identifier: MIT
//
// The sources of the configuration compared to the stored ones: a renamed source keeps its items,
// and sources and files that left the configuration are reported.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Renames each stored source whose url, site or path has another id in the configuration now, in
/// the store and in `states`, the store's fetch states. Returns the old ids by the new. A source is
/// never renamed to an id that the store has. Throws StoreFailure.
std::map<std::string, std::string> follow_renamed(const config::Config& config,
                                                  std::map<std::string, model::FetchState>& states,
                                                  store::Store& store);

/// One line for each source that left the configuration, with what happens to its items; each once.
[[nodiscard]] std::vector<std::string> news_of_sources(const config::Config& config,
                                                       store::Store& store);

/// Lines about published files that no feed has any longer: once when they are found, once when
/// they are removed.
[[nodiscard]] std::vector<std::string> news_of_files(const std::vector<UnusedFile>& files);

/// The line about a source that left the configuration.
[[nodiscard]] std::string departure_words(const std::string& source_id, std::size_t items);

}  // namespace syndic::pipeline
