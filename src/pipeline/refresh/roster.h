// SPDX-License-Identifier: MIT
//
// Who is in the configuration, beside who was: a source keeps its items when it is renamed, and
// what leaves does not leave silently.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Renames each stored source that has another id in the configuration now, under the same url,
/// site or path, that id, in the store and in `states`, which are its fetch states. Returns the new
/// ids with the old. An id that the store knows is never given.
std::map<std::string, std::string> follow_renamed(const config::Config& config,
                                                  std::map<std::string, model::FetchState>& states,
                                                  store::Store& store);

/// One line for each source that left the configuration, with what becomes of its items; each once.
[[nodiscard]] std::vector<std::string> news_of_sources(const config::Config& config,
                                                       store::Store& store);

/// The same for published files that no feed has any longer: once when they are found, once when
/// they are removed.
[[nodiscard]] std::vector<std::string> news_of_files(const std::vector<UnusedFile>& files);

/// What is to be said of a source that is in the configuration no more.
[[nodiscard]] std::string departure_words(const std::string& source_id, std::size_t items);

}  // namespace syndic::pipeline
