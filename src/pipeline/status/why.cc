// SPDX-License-Identifier: MIT
#include "pipeline/status/why.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "config/feeds.h"
#include "config/nearest_name.h"
#include "discover/search.h"
#include "normalize/link/canonical_url.h"
#include "pipeline/publish/documents.h"
#include "pipeline/refresh/roster.h"
#include "pipeline/status/health.h"
#include "pipeline/status/shown.h"
#include "text/folded.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostStories = 10;
constexpr std::size_t kShortestTitlePart = 3;

/// `text` as a URL if it can be one: people omit the scheme.
std::string as_url(std::string_view text) {
  if (base::is_http_url(text)) return std::string(text);
  const bool may_be_one = text.find_first_of(" \t@:") == std::string_view::npos &&
                          text.find('.') != std::string_view::npos;
  std::string url = may_be_one ? "https://" + std::string(text) : std::string();
  return base::is_http_url(url) ? url : std::string();
}

std::string host_of(const std::string& canonical) { return base::url_host(canonical); }

/// Answers one question from one state of the store.
class Inquiry {
 public:
  Inquiry(const config::Config& config, std::string_view asked, model::Timestamp now)
      : config_(config),
        asked_(base::trim(asked)),
        link_(normalize::canonical_url(as_url(asked_))),
        now_(now),
        store_(store::open_read_only(config.store)) {
    if (!store_) return;
    store_->begin_batch();
    states_ = store_->fetch_states();
    records_ = store_->sources();
    site_feeds_ = store_->site_feeds();
    vanished_ = store_->ledger().vanished();
  }

  Story answer() {
    Story story;
    if (tell_sources(story, [&](const config::Source& source) { return source.id == asked_; }) ||
        tell_sources(story, [&](const config::Source& source) { return is_called(source); }) ||
        tell_items(story, find()) ||
        tell_sources(story, [&](const config::Source& source) { return is_at_link(source); }) ||
        tell_departed(story) || tell_items(story, find_titled())) {
      return story;
    }
    story.hint = hint();
    return story;
  }

 private:
  template <class Test>
  bool tell_sources(Story& story, Test test) {
    for (const config::Source& source : config_.sources) {
      if (test(source)) story.sources.push_back(source_story(source));
    }
    return !story.sources.empty();
  }

  bool tell_items(Story& story, std::vector<store::StoredItem> found) {
    story.more = found.size() > kMostStories;
    if (story.more) found.resize(kMostStories);
    for (store::StoredItem& stored : found) story.items.push_back(item_story(std::move(stored)));
    return !story.items.empty();
  }

  bool tell_departed(Story& story) const {
    const auto record = records_.find(asked_);
    if (record == records_.end()) return false;
    story.hint = departure_words(asked_, record->second.items);
    return true;
  }

  std::vector<store::StoredItem> find() {
    if (!store_ || asked_.empty()) return {};
    store::Lookup lookup{.id = asked_, .links = {asked_}};
    if (!link_.empty()) lookup.links.push_back(link_);
    return store_->find(lookup, kMostStories + 1);
  }

  std::vector<store::StoredItem> find_titled() {
    const std::string part = text::folded(asked_);
    if (!store_ || !link_.empty() || part.size() < kShortestTitlePart) return {};
    return store_->find_titled(
        [&](std::string_view title) { return text::folded(title).find(part) != std::string::npos; },
        kMostStories + 1);
  }

  /// The canonical addresses that a source is known under: those configured and its feed's own.
  [[nodiscard]] std::set<std::string> addresses_of(const config::Source& source) const {
    std::vector<std::string> urls = {source.fetch.url, source.site};
    if (source.page) urls.push_back(source.page->url);
    if (const auto record = records_.find(source.id); record != records_.end()) {
      urls.push_back(record->second.about.home_page_url);
      urls.push_back(record->second.about.feed_url);
    }
    std::set<std::string> addresses;
    for (const std::string& url : urls) addresses.insert(normalize::canonical_url(url));
    addresses.erase("");
    return addresses;
  }

  [[nodiscard]] bool is_on_host(const config::Source& source) const {
    const auto addresses = addresses_of(source);
    return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
      return host_of(address) == host_of(link_);
    });
  }

  /// Whether it has the name that was asked for, the configured one or its feed's, in any case.
  [[nodiscard]] bool is_called(const config::Source& source) const {
    const std::string asked = text::folded(asked_);
    const auto record = records_.find(source.id);
    return !asked.empty() &&
           (text::folded(source.name) == asked ||
            (record != records_.end() && text::folded(record->second.about.name) == asked));
  }

  [[nodiscard]] bool is_at_link(const config::Source& source) const {
    if (link_.empty()) return false;
    const bool is_host_alone = link_ == "https://" + host_of(link_);
    return addresses_of(source).contains(link_) || (is_host_alone && is_on_host(source));
  }

  SourceStory source_story(const config::Source& source) {
    SourceStory story{.id = source.id,
                      .name = source.name,
                      .place = place_of(source),
                      .enabled = source.enabled,
                      .list = source.list,
                      .groups = source.groups,
                      .state = states_[source.id]};
    if (const auto record = records_.find(source.id); record != records_.end()) {
      if (story.name.empty()) story.name = record->second.about.name;
      story.items = record->second.items;
    }
    if (const auto found = site_feeds_.find(source.id); found != site_feeds_.end()) {
      if (found->second.site == story.place) story.site_feed = found->second;
    }
    if (store_) {
      story.dropped = store_->dropped(source.id);
      story.newest = store_->newest(source.id);
    }
    for (const config::Feed& feed : config_.feeds) {
      if (config::takes_from(feed, source)) story.feeds.push_back(feed.name);
    }
    story.advice = advice_on(source, story.place, story.state, story.site_feed);
    return story;
  }

  ItemStory item_story(store::StoredItem stored) {
    ItemStory story;
    const auto source = std::find_if(
        config_.sources.begin(), config_.sources.end(),
        [&](const config::Source& candidate) { return candidate.id == stored.source_id; });
    story.source_is_configured = source != config_.sources.end();
    story.source_name = stored.source_id;
    if (const auto record = records_.find(stored.source_id);
        record != records_.end() && !record->second.about.name.empty()) {
      story.source_name = record->second.about.name;
    }
    if (story.source_is_configured) {
      story.source_is_enabled = source->enabled;
      if (!source->name.empty()) story.source_name = source->name;
      story.source_place = place_of(*source);
    }
    for (const store::Vanished& each : vanished_[stored.source_id]) {
      if (each.id == stored.item.id) story.vanished = each.since;
    }
    for (const config::Feed& feed : config_.feeds) {
      const bool taken = story.source_is_configured && config::takes_from(feed, *source);
      story.places.push_back(taken ? place_in(feed, stored)
                                   : FeedPlace{.feed = feed.name, .presence = Presence::not_taken});
    }
    story.stored = std::move(stored);
    return story;
  }

  /// The item's place in a feed that takes its source's items.
  FeedPlace place_in(const config::Feed& feed, store::StoredItem& stored) {
    const store::Selection selection = selection_of(config_, feed, now_);
    const auto& published = published_in(feed, selection);
    FeedPlace place{.feed = feed.name, .items = published.size()};
    for (const store::StoredItem& each : published) {
      if (!each.is_late) place.oldest = each.item.published;
    }
    place.withdrawal = store_->ledger().withdrawal_of(stored.source_id, stored.item.id);
    if (place.withdrawal) {
      place.presence = Presence::withdrawn;
      return place;
    }
    if (!stored.item.lineage.dropped_by.empty()) {
      place.presence = Presence::dropped;
      return place;
    }
    if (std::ranges::find(selection.source_ids, stored.source_id) == selection.source_ids.end()) {
      place.presence = Presence::withheld;
      return place;
    }
    if (!selection.facet.empty() && !store_->ledger().holds(selection.facet, stored.key)) {
      place.presence = Presence::filtered;
      return place;
    }
    const auto embargo = selection.not_after.find(stored.source_id);
    if (embargo != selection.not_after.end() && stored.item.published > embargo->second) {
      place.presence = Presence::embargoed;
      place.held_until = *stored.item.published + (now_ - embargo->second);
      return place;
    }
    const model::Verdict among = store_->verdict(selection, stored.source_id, stored.item.id);
    if (among.withdrawn) {
      place.presence = Presence::withdrawn;
      place.withdrawal = withdrawal_among(selection, among);
      return place;
    }
    for (const model::Copy& copy : among.copies) note_copy(stored, copy);
    place.winner = among.winner;
    place.edge = among.edge;
    place.position = position_of(published, stored.key);
    if (place.position > 0) {
      place.is_late = published[place.position - 1].is_late;
      return place;
    }
    if (among.winner) {
      place.presence = Presence::duplicate;
      place.position = position_of(published, among.winner->key);
      return place;
    }
    const bool too_old = selection.not_before && stored.item.published < selection.not_before;
    const bool crowded = feed.max_per_source &&
                         (published.size() < feed.items || stored.item.published > place.oldest);
    place.presence = too_old   ? Presence::too_old
                     : crowded ? Presence::crowded
                               : Presence::too_far_down;
    for (const model::Copy& copy : among.copies) {
      const std::size_t position = position_of(published, copy.key);
      if (position == 0) continue;
      place.stand_in = copy.source_id;
      place.position = position;
    }
    return place;
  }

  /// The withdrawal of a copy; empty if that is neither the item's winner nor one of their copies.
  std::optional<store::Withdrawal> withdrawal_among(const store::Selection& selection,
                                                    const model::Verdict& among) {
    std::vector<model::Copy> story = among.copies;
    if (among.winner) {
      story.push_back(*among.winner);
      const model::Verdict best =
          store_->verdict(selection, among.winner->source_id, among.winner->id);
      story.insert(story.end(), best.copies.begin(), best.copies.end());
    }
    for (const model::Copy& copy : story) {
      auto withdrawal = store_->ledger().withdrawal_of(copy.source_id, copy.id);
      if (withdrawal && !withdrawal->by_source) return withdrawal;
    }
    return std::nullopt;
  }

  static void note_copy(store::StoredItem& stored, const model::Copy& copy) {
    const auto known =
        std::find_if(stored.copies.begin(), stored.copies.end(), [&](const model::Copy& other) {
          return other.source_id == copy.source_id && other.id == copy.id;
        });
    if (known == stored.copies.end()) stored.copies.push_back(copy);
  }

  const std::vector<store::StoredItem>& published_in(const config::Feed& feed,
                                                     const store::Selection& selection) {
    const auto known = published_.find(feed.name);
    if (known != published_.end()) return known->second;
    return published_.emplace(feed.name, store_->select(selection)).first->second;
  }

  /// From 1; 0 if the item is not among them.
  static std::size_t position_of(const std::vector<store::StoredItem>& published,
                                 model::ItemKey item) {
    const auto found = std::ranges::find(published, item, &store::StoredItem::key);
    if (found == published.end()) return 0;
    return static_cast<std::size_t>(found - published.begin()) + 1;
  }

  /// What sources are called.
  [[nodiscard]] std::vector<std::string_view> names() const {
    std::vector<std::string_view> all;
    for (const config::Source& source : config_.sources) {
      all.insert(all.end(), {source.id, source.name});
    }
    return all;
  }

  [[nodiscard]] std::string hint() {
    const std::string asked = discover::shown_url(asked_);
    const std::string_view meant =
        link_.empty() ? config::slipped_name(asked_, names()) : std::string_view();
    if (!meant.empty()) {
      return "nothing is known as \"" + asked + "\"; did you mean " + std::string(meant) + "?";
    }
    if (!store_) {
      return "nothing is known of \"" + asked + "\": no refresh has made the store " +
             store::name_of(config_.store) + " yet; run syndic refresh";
    }
    if (link_.empty()) {
      return "nothing is known as \"" + asked +
             "\": it is no source's id or name, and no item's id, link or title; give the link of "
             "the "
             "post, or the id of a source as syndic status lists them";
    }
    const auto source =
        std::find_if(config_.sources.begin(), config_.sources.end(),
                     [&](const config::Source& candidate) { return is_on_host(candidate); });
    if (source == config_.sources.end()) {
      return "no item of any source has the link " + asked + ", and no source is on " +
             host_of(link_) + "; syndic status lists the sources";
    }
    const SourceStory story = source_story(*source);
    std::string said = "no item has the link " + asked + "; its host is that of the source " +
                       story.id + ", last fetched " +
                       (story.state.last_fetch ? base::format_rfc3339(*story.state.last_fetch)
                                               : std::string("never")) +
                       ", " + std::to_string(story.items) + " items";
    if (story.newest && story.newest->item.published) {
      said += ", the newest of " + base::format_rfc3339(*story.newest->item.published);
    }
    return said + "; see syndic why " + story.id +
           (story.advice.empty() ? ", and whether its feed has the post" : "");
  }

  const config::Config& config_;
  const std::string asked_;
  const std::string link_;  ///< `asked_` as a canonical URL; empty if it is not one.
  const model::Timestamp now_;
  std::unique_ptr<store::Store> store_;  ///< Null if there is none yet.
  std::map<std::string, model::FetchState> states_;
  std::map<std::string, store::SourceRecord> records_;
  std::map<std::string, model::SiteFeed> site_feeds_;
  std::map<std::string, std::vector<store::Vanished>> vanished_;     ///< By source.
  std::map<std::string, std::vector<store::StoredItem>> published_;  ///< By feed.
};

}  // namespace

Story why(const config::Config& config, std::string_view asked, model::Timestamp now) {
  return Inquiry(config, asked, now).answer();
}

}  // namespace syndic::pipeline
