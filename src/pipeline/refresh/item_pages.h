// SPDX-License-Identifier: MIT
//
// The own pages of a page source's items (source.page detail): each is asked for once, after all
// sources have answered, and what it says completes its item, which waits for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "discover/robots.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/item_page.h"
#include "model/source.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

/// How many own pages of one source are asked for in one run, how many bytes each may have, and how
/// often one is tried.
inline constexpr std::size_t kMostItemPages = 20;
inline constexpr std::size_t kLargestItemPage = std::size_t{4} * 1024 * 1024;
inline constexpr int kMostTries = 3;

/// Has the thread that owns the store call the function, and waits for that; if the run ends
/// before, it is not called.
using AskStore = std::function<void(const std::function<void(store::Store&)>&)>;

/// Items whose own pages were not read yet.
struct WaitingItems {
  const config::Source* source = nullptr;
  model::Feed feed;                  ///< Of these items, as parse/ reads them.
  std::map<std::string, int> tries;  ///< By ItemPage::url; pages without one are new.
  std::size_t later = 0;             ///< How many more wait for the next run.
  bool are_last = false;             ///< They stand below all others, of which there are some.
  model::FetchState state;           ///< Of the source, once no item waits any more.
  SourceReport report;               ///< Of the source.
};

/// Completes the item by its own page: by its text and picture, and by any field that it lacks.
void complete(model::Item& item, const model::ItemPage& page);

/// Completes the items of a page by what the store knows of their own pages, and takes those out
/// that have to wait for them; empty if none has to. Of a source that
/// joins quietly only the newest kTakenAtFirst wait, as the others stay out anyway; their pages are
/// never asked for. `before`: its state before the request. On any thread.
[[nodiscard]] std::optional<WaitingItems> hold_for_pages(model::Feed& feed,
                                                         const config::Source& source,
                                                         const model::FetchState& before,
                                                         const AskStore& ask_store);

/// Whether this is the first reading of a source since its list brought it into a running network.
[[nodiscard]] bool joins_now(const config::Source& source, const model::FetchState& before);

/// Asks for the pages of all these items, as politely as for feeds; robots.txt (RFC 9309) is
/// obeyed, and a source's secrets are only sent to its own origin (discover::asked_at). What comes
/// is stored and completes its item, without what several pages of a source have alike. Those that
/// have to be tried again are taken out, and count as `later`. `robots`: those that are known, to
/// which others are added. Throws StoreFailure.
void follow_item_pages(std::vector<WaitingItems>& waiting, const config::Config& config,
                       discover::RobotsOfSites& robots, fetch::HostSilence& silence,
                       model::Timestamp now, http::Transport& transport, store::Store& store,
                       const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
