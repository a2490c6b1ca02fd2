// SPDX-License-Identifier: MIT
#include "pipeline/lists/subscriptions.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "base/printable.h"
#include "base/result.h"
#include "base/url.h"
#include "config/values.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "markup/charset/encoding.h"
#include "parse/lists/opml.h"
#include "parse/own_faults.h"
#include "pipeline/lists/compared.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLargestList = std::size_t{5} * 1024 * 1024;
constexpr std::size_t kMostNamesTold = 10;
constexpr std::size_t kMostNotesTold = 3;

// The last thing in a whole list is the end of its first element.
bool is_cut_off(const fetch::Fetched& got) {
  const std::string text = base::lower(markup::decode_text(got.body, got.content_type).text);
  return text.find("<opml") != std::string::npos && text.find("</opml") == std::string::npos;
}

Result<model::SourceList> list_in(const fetch::Fetched& got) {
  if (got.failure) return fail(*got.failure);
  if (got.body.size() > kLargestList) {
    return fail(Errc::too_large, "is larger than " + base::size_text(kLargestList));
  }
  if (is_cut_off(got)) return fail(Errc::malformed, "is cut off, as it ends before </opml>");
  return parse::without_own_faults([&] { return parse::read_opml(got.body, got.content_type); });
}

std::string joined_names(const std::vector<std::string>& ids) {
  std::string names;
  for (std::size_t i = 0; i < std::min(ids.size(), kMostNamesTold); ++i) {
    names += (i == 0 ? "" : ", ") + ids[i];
  }
  const std::size_t more = ids.size() - std::min(ids.size(), kMostNamesTold);
  return more == 0 ? names : names + " and " + std::to_string(more) + " more";
}

// ", which join" or ", which joins"
std::string which_do(const std::vector<std::string>& ids, const std::string& verb) {
  return ", which " + verb + (ids.size() == 1 ? "s" : "");
}

// As a sentence: what a list is said to be follows its name elsewhere.
std::string sentence_of(const std::string& message) {
  const bool is_rest = message.starts_with("is ") || message.starts_with("names ");
  return is_rest ? "it " + message : message;
}

// The first notes of a list on what it gets wrong; empty without any.
std::string first_of(const std::vector<std::string>& notes) {
  std::string words;
  for (std::size_t i = 0; i < std::min(notes.size(), kMostNotesTold); ++i) {
    words += (i == 0 ? "" : "; ") + base::printable_line(notes[i], 120);
  }
  if (notes.size() > kMostNotesTold) {
    words += "; and " + std::to_string(notes.size() - kMostNotesTold) + " more";
  }
  return words;
}

// What has changed in a list: ids.
struct Change {
  std::string place;
  std::vector<std::string> came;
  std::vector<std::string> went;
  std::vector<std::string> moved;
};

// Leaves those sources that are in the configuration by this list: another may have them already,
// and of some it would be wrong.
void keep_sources_of(const config::Config& config, Change& change) {
  std::set<std::string_view> ids;
  for (const config::Source& source : config.sources) {
    if (source.list == change.place) ids.insert(source.id);
  }
  const auto is_none = [&](const std::string& id) { return !ids.contains(id); };
  std::erase_if(change.came, is_none);
  std::erase_if(change.went, is_none);
  std::erase_if(change.moved, is_none);
}

bool is_in_list(const model::ListMember& member) { return !member.unlisted_since; }

// The ids of the sources that are in the list now and were not known in the one before.
std::vector<std::string> ids_that_came(const std::vector<model::ListMember>& before,
                                       const std::vector<model::ListMember>& now) {
  std::set<std::string_view> present;
  for (const model::ListMember& member : before) {
    if (!member.has_left) present.insert(member.id);
  }
  std::vector<std::string> ids;
  for (const model::ListMember& member : now) {
    if (is_in_list(member) && !present.contains(member.id)) ids.push_back(member.id);
  }
  return ids;
}

// The ids of those that were in the list and are not now.
std::vector<std::string> ids_that_went(const std::vector<model::ListMember>& before,
                                       const std::vector<model::ListMember>& now) {
  std::set<std::string_view> listed;
  for (const model::ListMember& member : now) {
    if (is_in_list(member)) listed.insert(member.id);
  }
  std::vector<std::string> ids;
  for (const model::ListMember& member : before) {
    if (is_in_list(member) && !listed.contains(member.id)) ids.push_back(member.id);
  }
  return ids;
}

// The ids of those that are in the list at another address now.
std::vector<std::string> ids_that_moved(const std::vector<model::ListMember>& before,
                                        const std::vector<model::ListMember>& now) {
  std::map<std::string_view, std::string_view> addresses;
  for (const model::ListMember& member : before) addresses.emplace(member.id, member.address);
  std::vector<std::string> ids;
  for (const model::ListMember& member : now) {
    const auto known = addresses.find(member.id);
    if (known != addresses.end() && known->second != member.address) ids.push_back(member.id);
  }
  return ids;
}

class Reading {
 public:
  explicit Reading(const ListRun& run)
      : run_(run),
        states_(run.store.list_states()),
        is_quiet_(!run.config.lists.empty() && has_items()) {
    for (const config::ListSubscription& list : run.config.lists) places_.insert(list.place());
    for (model::ListMember& member : run.store.list_members()) {
      members_[member.list].push_back(std::move(member));
    }
    for (const config::Source& source : run.config.sources) {
      ids_.note(source.id,
                config::address_of(source.fetch.url.empty() ? source.site : source.fetch.url));
    }
    for (const auto& [list, members] : members_) {
      for (const model::ListMember& member : members) ids_.note(member.id, member.address);
    }
    for (const auto& [id, state] : run.states) ids_.note(id, config::address_of(state.fetched_url));
  }

  std::vector<std::string> run() {
    forget_others();
    std::vector<fetch::Subscription> subscriptions;
    for (const config::ListSubscription& list : run_.config.lists) {
      if (list.enabled && is_due(list)) subscriptions.push_back(asked_for(list));
    }
    std::map<std::string, fetch::Fetched> answers;  // In any order.
    fetch::fetch(
        subscriptions, states_, run_.silence, run_.config.fetch, run_.now, run_.transport, {},
        [&](fetch::Fetched got) { answers.emplace(got.source_id, std::move(got)); },
        run_.cancelled);
    for (const fetch::Subscription& subscription : subscriptions) {
      const auto answer = answers.find(subscription.id);
      if (answer != answers.end()) take(subscription, std::move(answer->second));
    }
    tell_changes();
    return std::move(news_);
  }

 private:
  bool has_items() {
    const auto sources = run_.store.sources();
    return std::ranges::any_of(sources, [](const auto& each) { return each.second.items > 0; });
  }

  void forget_others() {
    std::set<std::string> stored;
    for (const auto& [place, state] : states_) stored.insert(place);
    for (const auto& [place, members] : members_) stored.insert(place);
    for (const std::string& place : stored) {
      if (!places_.contains(place)) run_.store.forget_list(place);
    }
  }

  static fetch::Subscription asked_for(const config::ListSubscription& list) {
    return {.id = list.place(),
            .url = list.url,
            .path = list.path,
            .interval = fetch::kShortestInterval,
            .access = {},
            .max_body = kLargestList,
            .folder_setup = {},
            .setup = {}};
  }

  // What a list asks for, to be fresh for a day, is not heard; to rest after failures is.
  [[nodiscard]] bool is_due(const config::ListSubscription& list) const {
    const auto known = states_.find(list.place());
    if (list.url.empty() || known == states_.end()) return true;
    const model::FetchState& state = known->second;
    if (state.failures > 0) {
      return fetch::is_due(asked_for(list), state, run_.silence, run_.now, run_.is_forced);
    }
    if (run_.is_forced || !state.last_fetch || *state.last_fetch > run_.now) return true;
    return (run_.now - *state.last_fetch).total_seconds() >= fetch::kShortestInterval.count();
  }

  void take(const fetch::Subscription& subscription, fetch::Fetched got) {
    const std::string& place = subscription.id;
    if (got.postponed) return;
    if (got.not_modified) {
      got.state.last_error = notes_told(place);
      note_success(place, std::move(got.state), members_[place]);
      return;
    }
    const auto list = list_in(got);
    std::vector<model::ListMember> members;
    if (list) {
      members = compared(members_[place], *list, place, {run_.now, is_quiet_}, ids_);
    }
    if (!members.empty()) {
      tell_notes(place, first_of(list->notes), got.state);
      note_success(place, std::move(got.state), std::move(members));
      return;
    }
    const Error error =
        list ? Error{Errc::unknown_format, "names no source that can be asked", 0} : list.error();
    note_failure(place, error,
                 got.failure ? std::move(got.state)
                             : fetch::after_failure(states_[place], error, subscription,
                                                    run_.config.fetch, run_.now));
  }

  void note_success(const std::string& place, model::FetchState state,
                    std::vector<model::ListMember> members) {
    see_off(members, run_.now);
    if (std::exchange(state.is_told, false)) tell(place, "is back");
    const std::vector<model::ListMember>& before = members_[place];
    if (members != before) {
      changes_.push_back({place, ids_that_came(before, members), ids_that_went(before, members),
                          ids_that_moved(before, members)});
      run_.store.keep_members(place, members);
    }
    run_.store.keep_list(place, state);
  }

  // When all lists are read: only then it is clear which sources are in the configuration.
  void tell_changes() {
    if (changes_.empty()) return;
    const auto completed = with_lists(run_.config, run_.store);
    for (Change& change : changes_) {
      if (completed) keep_sources_of(*completed, change);
      tell_change(change);
    }
    if (completed) tell_left_out(completed->left_out);
  }

  void tell_change(const Change& change) {
    const auto& [place, came, went, moved] = change;
    if (!came.empty()) {
      tell(place, "brings " + base::counted(std::ssize(came), "source") +
                      (is_quiet_ ? which_do(came, "join") + " quietly: " : ": ") +
                      joined_names(came));
    }
    if (!went.empty()) {
      tell(place, "has " + base::counted(std::ssize(went), "source") + " no more" +
                      which_do(went, "stay") + " for a week: " + joined_names(went));
    }
    if (!moved.empty()) {
      tell(place, "has another address for " + base::counted(std::ssize(moved), "source") + ": " +
                      joined_names(moved));
    }
  }

  // Those that were left out before are known.
  void tell_left_out(std::vector<config::LeftOut> sources) {
    const std::vector<config::LeftOut>& before = run_.config.left_out;
    std::erase_if(sources, [&](const config::LeftOut& each) {
      return std::ranges::find(before, each) != before.end();
    });
    for (std::size_t i = 0; i < std::min(sources.size(), kMostNamesTold); ++i) {
      const auto& [list, id, why] = sources[i];
      tell(list,
           std::string("has a source that is left out, ").append(id).append(": ").append(why));
    }
    if (sources.size() > kMostNamesTold) {
      const auto more = std::ssize(sources) - static_cast<std::ptrdiff_t>(kMostNamesTold);
      news_.push_back(base::counted(more, "more source") +
                      " of lists left out; syndic check says why");
    }
  }

  // What was told of the list's outlines is remembered in the place of an error.
  std::string notes_told(const std::string& place) {
    const model::FetchState& state = states_[place];
    return state.failures == 0 ? state.last_error : std::string();
  }

  void tell_notes(const std::string& place, const std::string& words, model::FetchState& state) {
    state.last_error = words;
    if (words.empty() || words == notes_told(place)) return;
    tell(place, "has what is not taken over: " + words);
  }

  void note_failure(const std::string& place, const Error& error, model::FetchState state) {
    // It is asked again, if rarely.
    const std::string why = std::exchange(state.gone, false)
                                ? "HTTP 410: it is gone for good; remove its [[subscribe]]"
                                : sentence_of(error.message);
    if (!std::exchange(state.is_told, true)) {
      const auto stay = std::ranges::count(run_.config.sources, place, &config::Source::list);
      const std::string so = stay == 0 ? ": "
                                       : ", and changes nothing, so that its " +
                                             base::counted(stay, "source") +
                                             (stay == 1 ? " stays: " : " stay: ");
      tell(place, "cannot be read" + so + why);
    }
    run_.store.keep_list(place, state);
  }

  void tell(const std::string& place, const std::string& words) {
    news_.push_back(base::printable_line("list " + place + " " + words));
  }

  const ListRun& run_;
  std::map<std::string, model::FetchState> states_;
  std::map<std::string, std::vector<model::ListMember>> members_;
  std::set<std::string> places_;
  IdRegistry ids_;
  bool is_quiet_;
  std::vector<Change> changes_;
  std::vector<std::string> news_;
};

}  // namespace

std::vector<model::ListMember> remembered_lists(const store::Options& options) {
  try {
    const auto store = store::open_read_only(options);
    return store ? store->list_members() : std::vector<model::ListMember>();
  } catch (const StoreFailure&) {
    // It may be of an older version, which only a copy can be brought up to date.
  }
  try {
    return store::open_copy(options)->list_members();
  } catch (const StoreFailure&) {
    return {};  // Whoever needs the store reports it.
  }
}

std::vector<std::string> read_lists(const ListRun& run) { return Reading(run).run(); }

std::optional<config::Config> with_lists(const config::Config& config, store::Store& store) {
  if (config.lists.empty()) return std::nullopt;
  auto completed = config::load(config.file, config::Purpose::use, store.list_members());
  if (!completed || completed->file_digest != config.file_digest) return std::nullopt;
  return *std::move(completed);
}

}  // namespace syndic::pipeline
