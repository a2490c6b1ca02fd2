// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/reports.h"
#include "fetch/move.h"
#include "pipeline/status/why.h"

namespace syndic::cli {
namespace {

using pipeline::FeedPlace;
using pipeline::Presence;

constexpr std::size_t kLongestTitle = 100;
constexpr std::size_t kLongestLine = 500;

std::string in_quotes(std::string_view words) {
  return '"' + base::printable_line(words, kLongestTitle) + '"';
}

std::string date(const std::optional<model::Timestamp>& time) {
  return time ? base::format_rfc3339(*time) : "never";
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

/// Blocks of "name: value" lines under a heading.
class Lines {
 public:
  void heading(std::string_view text) {
    if (!text_.empty()) text_ += '\n';
    text_ += base::printable_line(text, kLongestLine) + '\n';
  }
  void line(std::string_view name, std::string_view value) {
    text_.append("  ").append(name).append(": ");
    text_ += base::printable_line(value, kLongestLine) + '\n';
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string title_of(const model::Item& item) {
  return item.title.value.empty() ? "(no title)" : in_quotes(item.title.value);
}

std::string source_of(const pipeline::ItemStory& story) {
  std::string text = story.stored.source_id;
  if (story.source_name != text) text += " (" + story.source_name + ")";
  if (!story.source_is_configured) {
    return text + ", which is no longer in the configuration: what it gave is kept, not published";
  }
  if (!story.source_place.empty()) text += ", " + story.source_place;
  if (!story.source_is_enabled) text += " (switched off: not asked, but what it gave stays)";
  return text;
}

std::string identity_in_words(const model::Lineage& lineage) {
  const std::string given = in_quotes(lineage.given_id);
  switch (lineage.identity) {
    case model::IdentityRule::given:
      return "the id that its feed gives it";
    case model::IdentityRule::made_of_id:
      return "made of the feed's id " + given + ", which is no URI, or not this item's alone";
    case model::IdentityRule::link:
      return "taken from its link" + (lineage.given_id.empty()
                                          ? ", as the feed gives no id"
                                          : ", as the feed's id " + given + " tells no item apart");
    case model::IdentityRule::title_and_date:
      return "made of its title and date, as it has neither id nor link of its own";
    case model::IdentityRule::text:
      return "made of all that it says, as nothing else tells it apart";
    case model::IdentityRule::earlier:
      break;
  }
  return "under which it was published before the feed gave it the id " + given;
}

std::string date_in_words(const store::StoredItem& stored) {
  const std::string& element = stored.item.lineage.date_element;
  if (!stored.item.dated_by_first_sight) {
    return element.empty() ? "as its feed says" : "as its " + element + " says";
  }
  // Several of one fetch stand a second apart.
  const bool is_of_first_sight =
      stored.item.published &&
      stored.first_seen - *stored.item.published < boost::posix_time::hours(1);
  if (is_of_first_sight) {
    if (!element.empty()) return "when it was first seen, as its " + element + " lies ahead";
    return "when it was first seen, as its feed gives no date that counts";
  }
  if (element.empty())
    return "right below the dated items, as its feed gave it no date and was new";
  return "right below the dated items, as its " + element + " lay ahead and its feed was new";
}

std::string_view in_words(model::Match match) {
  switch (match) {
    case model::Match::id:
      return "same id";
    case model::Match::link:
      return "same link";
    case model::Match::words:
      return "same title and nearly the same text";
    case model::Match::copy:
      break;
  }
  return "both are the same as another source's";
}

std::string_view in_words(model::Edge edge) {
  switch (edge) {
    case model::Edge::no_echo:
      return "while this one gives back what we published";
    case model::Edge::seen_first:
      return "which had it in an earlier run";
    case model::Edge::at_home:
      return "on whose own site its page is";
    case model::Edge::published_first:
      return "which published it earlier";
    case model::Edge::source_id:
      break;
  }
  return "which comes first by its source's id, all else being equal";
}

std::string copy_in_words(const model::Copy& copy) {
  return copy.source_id + " (" + std::string(in_words(copy.match)) +
         (copy.match == model::Match::id ? "" : ", its id there is " + copy.id) + ")";
}

std::string number_in_words(const FeedPlace& place) {
  return "number " + std::to_string(place.position) + " of " + std::to_string(place.items);
}

std::string duplicate_in_words(const FeedPlace& place) {
  const std::string where =
      place.position > 0 ? number_in_words(place) : "not among its newest items either";
  return "the same item comes from " + copy_in_words(*place.winner) + ", " +
         std::string(in_words(place.edge)) + "; that is " + where;
}

// Of an item that is too old or too far down.
std::string stand_in_words(const FeedPlace& place) {
  if (place.stand_in.empty()) return {};
  return "; the same item from " + place.stand_in + " is there in its place, " +
         number_in_words(place);
}

std::string withdrawal_in_words(const FeedPlace& place, const store::StoredItem& stored) {
  if (!place.withdrawal) return "not there: the same item was withdrawn by us";
  const store::Withdrawal& withdrawal = *place.withdrawal;
  const bool is_own = withdrawal.source_id == stored.source_id && withdrawal.id == stored.item.id;
  return (is_own ? "not there: withdrawn on "
                 : "not there: the same item from " + withdrawal.source_id + " was withdrawn on ") +
         date(withdrawal.at) + (withdrawal.by_source ? " by its source" : " by us") +
         (withdrawal.why.empty() ? "" : ": " + withdrawal.why);
}

std::string place_in_words(const FeedPlace& place, const store::StoredItem& stored) {
  switch (place.presence) {
    case Presence::published:
      return number_in_words(place) +
             (place.winner ? ", in place of the same item from " + copy_in_words(*place.winner) +
                                 ", whose id it has there, as that one is too old for the feed"
                           : "") +
             (place.is_late ? ", for 48 hours from its first sight, as it came in late" : "");
    case Presence::not_taken:
      return "not there: the feed does not take its source's items";
    case Presence::withdrawn:
      return withdrawal_in_words(place, stored);
    case Presence::dropped:
      return "not there: left out by " + stored.item.lineage.dropped_by;
    case Presence::withheld:
      return "not there: its source's content = \"none\" keeps it out";
    case Presence::filtered:
      return "not there: the feed takes in other tags, kinds, languages or words only";
    case Presence::embargoed:
      return "not there before " + date(place.held_until) + ", by its source's embargo";
    case Presence::duplicate:
      return "not by itself: " + duplicate_in_words(place);
    case Presence::too_old:
      return "not there: older than the feed's max_age" + stand_in_words(place);
    case Presence::crowded:
      return "not there: the feed holds max_per_source newer ones of its source" +
             stand_in_words(place);
    case Presence::too_far_down:
      break;
  }
  return "not there: the feed holds " + base::counted(static_cast<long long>(place.items), "item") +
         ", its newest, and the oldest is of " + date(place.oldest) + stand_in_words(place);
}

void add_item(const pipeline::ItemStory& story, Lines& out) {
  const model::Item& item = story.stored.item;
  const model::Lineage& lineage = item.lineage;
  out.heading(title_of(item));
  if (!item.url.empty()) out.line("link", base::public_url(item.url));
  out.line("source", source_of(story));
  out.line("first seen", date(story.stored.first_seen) + ", when its source was fetched");
  out.line("published", date(item.published) + ", " + date_in_words(story.stored));
  if (item.updated) out.line("changed", date(item.updated));
  out.line("id", item.id + ", " + identity_in_words(lineage));
  if (!lineage.dropped_by.empty()) out.line("rules", "left out by " + lineage.dropped_by);
  if (story.vanished) {
    out.line("missing from", "the middle of its source's feed since " + date(story.vanished) +
                                 "; it stays published");
  }
  for (const model::Copy& copy : story.stored.copies) out.line("in place of", copy_in_words(copy));
  for (const FeedPlace& place : story.places) {
    out.line("in feed " + place.feed, place_in_words(place, story.stored));
  }
}

std::string last_fetch_in_words(const model::FetchState& state) {
  std::string text = date(state.last_fetch);
  if (state.last_status != 0) text += ", HTTP status " + std::to_string(state.last_status);
  return text;
}

std::string due_in_words(const pipeline::SourceStory& story) {
  if (!story.enabled) return "never, as it is switched off";
  if (story.state.gone) return "never, as the site says that it is gone";
  return story.state.next_due ? date(story.state.next_due) : "at the next refresh";
}

std::string items_in_words(const pipeline::SourceStory& story) {
  std::string text = std::to_string(story.items);
  for (const auto& [rule, count] : story.dropped) {
    text += ", of which " + std::to_string(count) + " left out by " + rule;
  }
  return text;
}

void add_source(const pipeline::SourceStory& story, Lines& out) {
  const model::FetchState& state = story.state;
  out.heading("source " + story.id +
              (story.name.empty() || story.name == story.id ? "" : " (" + story.name + ")"));
  out.line("address", story.place);
  if (!story.list.empty()) out.line("from the list", story.list);
  if (story.site_feed && !story.site_feed->feed_url.empty()) {
    out.line("its feed", base::public_url(story.site_feed->feed_url) + ", which was found there" +
                             (story.site_feed->searched ? " on " + date(story.site_feed->searched)
                                                        : std::string()));
  }
  if (!state.move.adopted_url.empty()) {
    out.line("asked at", base::public_url(state.move.adopted_url) + ", where it moved for good");
  } else if (!state.move.seen_url.empty()) {
    out.line("moved to", base::public_url(state.move.seen_url) + " for good, seen on " +
                             std::to_string(state.move.seen_days) + " of " +
                             std::to_string(fetch::kDaysUntilAdopted) +
                             " days; then it is asked there");
  }
  out.line("groups", story.groups.empty() ? "none" : joined(story.groups));
  out.line("last fetch", last_fetch_in_words(state));
  out.line("last success", date(state.last_success));
  out.line("last change", date(state.last_change));
  if (state.failures > 0) out.line("failures in a row", std::to_string(state.failures));
  if (!state.last_error.empty()) out.line("last error", state.last_error);
  out.line("next due", due_in_words(story));
  out.line("items", items_in_words(story));
  if (story.newest) {
    out.line("newest", title_of(story.newest->item) + " of " + date(story.newest->item.published));
  }
  out.line("in feeds", story.feeds.empty() ? "none: no feed takes its items" : joined(story.feeds));
  if (!story.advice.empty()) out.line("what to do", story.advice);
}

}  // namespace

std::string why_text(const pipeline::Story& story) {
  Lines out;
  for (const pipeline::ItemStory& item : story.items) add_item(item, out);
  for (const pipeline::SourceStory& source : story.sources) add_source(source, out);
  if (story.more) out.heading("and more items; give one's link or id, or more of its title");
  return out.take();
}

int run(const Arguments& global, const WhyArguments& command, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  const pipeline::Story story = pipeline::why(config, command.query, clock.now());
  // What is piped may be mailed, or searched by line.
  const std::string text = why_text(story);
  std::cout << (::isatty(STDOUT_FILENO) == 1 ? fitted(text, width_of_stdout()) : text);
  if (story.hint.empty()) return kDone;
  log.error(story.hint);
  return kFailed;
}

}  // namespace syndic::cli
