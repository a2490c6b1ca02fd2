// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "config/config.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/ledger.h"
#include "store/store.h"
#include "write/page/status_page.h"

namespace syndic::pipeline {

/// The status of one source of the configuration.
struct SourceStatus {
  std::string id;
  bool enabled = true;
  model::FetchState state;
  std::size_t items = 0;
  std::string failing;                    ///< failing_words(); empty: it is not.
  std::string silence;                    ///< silence_words(); empty: it is not.
  std::string ceiling;                    ///< ceiling_words() or flood_words(), if they hold today.
  std::vector<store::Vanished> vanished;  ///< Missing from the middle of its feed.
  std::vector<model::FetchDay> history;   ///< Days on which it was asked, oldest first.
};

/// The status of each source, in the configuration's order. May be called during a refresh, which
/// it does not disturb. Throws StoreFailure.
[[nodiscard]] std::vector<SourceStatus> status(const config::Config& config, model::Timestamp now);

/// A line for each list that is followed and has failed in a row at least so often. As status().
[[nodiscard]] std::vector<std::string> failing_lists(const config::Config& config, int at_least);

/// The part of status() that does not depend on the time: without `failing`, `silence` and
/// `ceiling`. Throws StoreFailure.
[[nodiscard]] std::vector<SourceStatus> lasting_status(const config::Config& config,
                                                       store::Store& store);

/// Another text if anything of the rows may be another: if a source was asked, or has other items.
[[nodiscard]] std::string text_of(const std::vector<SourceStatus>& rows);

/// What the files of publish.status show, status.html and status.json: `rows` (lasting_status()),
/// with the names and home pages of `credits` (pipeline::credits()). It only depends on store and
/// configuration, and only changes if a source was asked: with the first answer of a day (GMT),
/// with new items and with failures. How fast a source is comes from its newest day before that of
/// the newest answer of any. It does not have the texts of sources' errors, which may name files of
/// this machine.
[[nodiscard]] write::StatusDocument status_document(
    const config::Config& config, const std::map<std::string, model::Source>& credits,
    const std::vector<SourceStatus>& rows);

}  // namespace syndic::pipeline
