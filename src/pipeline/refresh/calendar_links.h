// SPDX-License-Identifier: MIT
//
// Items of feeds that tell of their event by a link to a calendar file: an enclosure, or the item's
// own link. The files are asked for once all feeds have answered, as politely as feeds.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "fetch/fetch.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/event.h"
#include "model/feed.h"
#include "model/item.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// How many files are asked for of one source in one run, and how many bytes each may have.
inline constexpr std::size_t kMostCalendarFiles = 10;
inline constexpr std::size_t kLargestCalendarFile = std::size_t{256} * 1024;

/// The http or https URL of the calendar file that a normalised item names as its own: the first
/// enclosure of type text/calendar, else the first enclosure, or else the item's link, whose path
/// ends in ".ics". Empty if it names none.
[[nodiscard]] std::string calendar_link_of(const model::Item& item);

/// A file that is to be asked for.
struct CalendarLink {
  const config::Source* source = nullptr;
  std::string item_id;
  std::string url;
};

/// Gives each item of a feed that is about to be merged, links to a calendar file and has no event
/// the one that is stored of it. Appends to `links` those whose file was not asked for since they
/// came or changed: the first kMostCalendarFiles files. Returns how many items are left for the
/// next run. A file that changes later is not followed. Throws StoreFailure.
std::size_t recall_events(model::Feed& feed, store::Store& store, const config::Source& source,
                          std::vector<CalendarLink>& links);

/// The event of an answer, if that is one whole calendar with exactly one event, or with one series
/// whose next occurrence is not over yet. Any other answer has none.
[[nodiscard]] std::optional<model::Event> event_in(fetch::Fetched answer,
                                                   const config::Source& source,
                                                   model::Timestamp now);

/// Takes the answer to a link, with its event if it has one.
using TakeEvent = std::function<void(const CalendarLink&, std::optional<model::Event>)>;

/// Asks for the files; a source's secrets are only sent to its own origin (discover::asked_at).
/// A failure is an answer without an event: each link is asked once. Returns the ids of sources
/// with links that were not asked, as their host asked for silence or `cancelled` ended it. A run
/// that is killed asks for the rest when their feeds have next changed.
[[nodiscard]] std::set<std::string> follow_calendar_links(
    const std::vector<CalendarLink>& links, const config::Config& config,
    fetch::HostSilence& silence, model::Timestamp now, http::Transport& transport,
    const TakeEvent& take_event, const std::atomic<bool>& cancelled);

/// Has the next run read the feeds of these sources, though their bytes may be the same then.
/// Throws StoreFailure.
void read_feeds_again(const std::set<std::string>& source_ids, store::Store& store);

}  // namespace syndic::pipeline
