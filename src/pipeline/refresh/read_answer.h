// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "config/config.h"
#include "fetch/fetch.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "normalize/normalize.h"
#include "pipeline/authored/folder.h"
#include "pipeline/refresh/item_pages.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/reading_memory.h"

namespace syndic::pipeline {

/// A source's answer on its way from the network to the store.
struct Answer {
  fetch::Fetched got;  ///< Its body is spent.
  std::optional<normalize::Normalized> content;
  ReadingMemory::Share memory;           ///< Of the content.
  std::optional<AuthoredFolder> folder;  ///< Of authored items; its feed is spent.
  std::optional<WaitingItems> waiting;   ///< Of a page, taken out of the content.
};

/// Parses and normalises a source's answer, if it has a body; on any thread. `before` is the
/// source's state before the request; `ask_store` is for what is known of authored files and of
/// items' own pages; `pages`, which may be null, has the pages after a page source's first. A page
/// whose items say what they said is not_modified. Waits until `memory` has room for
/// what this takes.
[[nodiscard]] Answer read_answer(fetch::Fetched got, const config::Source& source,
                                 const config::Config& config, const model::FetchState& before,
                                 const AskStore& ask_store, PageWalk* pages, ReadingMemory& memory,
                                 model::Timestamp now);

}  // namespace syndic::pipeline
