// SPDX-License-Identifier: MIT
//
// "Where is my post?": all that store and configuration have about an item or a source. Fetches and
// changes nothing; may be called during a refresh.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/ledger.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Whether an item is in a published feed, and if not, why.
enum class Presence {
  published,
  not_taken,     ///< The feed does not take its source's items.
  withdrawn,     ///< It was, by us or by its source; or a copy of it, by us.
  dropped,       ///< A rule of its source keeps it out (Lineage::dropped_by).
  withheld,      ///< Its source's terms pass nothing on (config::Passing::none).
  filtered,      ///< The feed takes in other items alone (has_filter()).
  embargoed,     ///< Its source's embargo holds it back.
  duplicate,     ///< Another source's copy is shown in its place.
  too_old,       ///< For max_age.
  crowded,       ///< The feed holds max_per_source newer ones of its source.
  too_far_down,  ///< Older than the feed's newest items.
};

/// One published feed, for one item.
struct FeedPlace {
  std::string feed;
  Presence presence = Presence::published;
  std::size_t position = 0;                     ///< From 1, of what is shown; 0: nothing is.
  std::size_t items = 0;                        ///< In the feed.
  std::optional<model::Timestamp> oldest;       ///< Of those, but late ones.
  bool is_late = false;                         ///< Published for Selection::late_since.
  std::optional<model::Copy> winner;            ///< What has a better claim, be it shown or not.
  model::Edge edge = model::Edge::no_echo;      ///< Why it has.
  std::optional<model::Timestamp> held_until;   ///< embargoed.
  std::optional<store::Withdrawal> withdrawal;  ///< withdrawn: of the item, or of its copy.
  std::string stand_in;  ///< too_old, too_far_down: whose copy is shown in its place; or empty.
};

struct ItemStory {
  store::StoredItem stored;  ///< `copies`: all in whose place it is shown, in any feed.
  bool source_is_configured = true;
  bool source_is_enabled = true;
  std::string source_name;
  std::string source_place;                  ///< Its public address, or its path.
  std::optional<model::Timestamp> vanished;  ///< Since when it is missing (store::Vanished).
  std::vector<FeedPlace> places;  ///< One for each published feed, in the configuration's order.
};

struct SourceStory {
  std::string id;
  std::string name;
  std::string place;  ///< Its public address, or its path.
  bool enabled = true;
  std::string list;  ///< The one that names it; empty: the configuration itself does.
  std::vector<std::string> groups;
  model::FetchState state;
  std::optional<model::SiteFeed> site_feed;    ///< Of a `site`, once it was searched for.
  std::size_t items = 0;                       ///< Kept.
  std::map<std::string, std::size_t> dropped;  ///< Of those, by rule.
  std::optional<store::StoredItem> newest;
  std::vector<std::string> feeds;  ///< Published feeds that take its items.
  std::string advice;              ///< advice_on(); empty if nothing is wrong.
};

struct Story {
  std::vector<ItemStory> items;
  std::vector<SourceStory> sources;
  bool more = false;  ///< More items match than are listed.
  std::string hint;   ///< If nothing matches: what was searched for, and what to try; one line.
};

/// The story of what `asked` names: a source by its id or name; else items by id or link (in any
/// spelling); else sources by URL or host; else items by a part of their title. Throws
/// StoreFailure.
[[nodiscard]] Story why(const config::Config& config, std::string_view asked, model::Timestamp now);

}  // namespace syndic::pipeline
