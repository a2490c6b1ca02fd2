// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "config/config.h"
#include "fetch/fetch.h"
#include "model/known_file.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "normalize/normalize.h"
#include "pipeline/authored/folder.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/reading_memory.h"

namespace syndic::pipeline {

/// A source's answer on its way from the network to the store.
struct Answer {
  fetch::Fetched got;  ///< Its body is spent.
  std::optional<normalize::Normalized> content;
  ReadingMemory::Share memory;           ///< Of the content.
  std::optional<AuthoredFolder> folder;  ///< Of authored items; its feed is spent.
};

/// Parses and normalises a source's answer, if it has a body; on any thread. `before` is the
/// source's state before the request; `known` are the files of a folder of authored items; `pages`,
/// which may be null, has the pages after a page source's first. Waits until `memory` has room for
/// what this takes.
[[nodiscard]] Answer read_answer(fetch::Fetched got, const config::Source& source,
                                 const config::Config& config, const model::FetchState& before,
                                 const std::vector<model::KnownFile>& known, PageWalk* pages,
                                 ReadingMemory& memory, model::Timestamp now);

}  // namespace syndic::pipeline
