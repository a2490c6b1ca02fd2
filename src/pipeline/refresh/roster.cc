// SPDX-License-Identifier: MIT
#include "pipeline/refresh/roster.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/time_format.h"
#include "base/url.h"
#include "fetch/memory.h"

namespace syndic::pipeline {
namespace {

/// "a, b and c"
std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " and " : ", ";
    list += names[i];
  }
  return list;
}

}  // namespace

std::map<std::string, std::string> follow_renamed(const config::Config& config,
                                                  std::map<std::string, model::FetchState>& states,
                                                  store::Store& store) {
  std::set<std::string> present;
  std::vector<const config::Source*> newcomers;
  for (const config::Source& source : config.sources) {
    present.insert(source.id);
    if (!states.contains(source.id)) newcomers.push_back(&source);
  }
  std::map<std::string, std::string> old_ids;
  if (newcomers.empty()) return old_ids;
  const auto sites = store.site_feeds();
  const auto was_asked_at = [&](const config::Source& source, const std::string& id) {
    if (source.site.empty()) return states.at(id).fetched_url == fetch::place_of(source.fetch);
    const auto site = sites.find(id);
    return site != sites.end() && site->second.site == base::public_url(source.site);
  };
  for (const config::Source* source : newcomers) {
    const auto old = std::ranges::find_if(states, [&](const auto& known) {
      return !present.contains(known.first) && was_asked_at(*source, known.first);
    });
    if (old == states.end()) continue;
    store.rename(old->first, source->id);
    old_ids.emplace(source->id, old->first);
    auto state = states.extract(old);
    state.key() = source->id;
    states.insert(std::move(state));
  }
  return old_ids;
}

std::vector<std::string> news_of_sources(const config::Config& config, store::Store& store) {
  std::vector<std::string> ids;
  for (const config::Source& source : config.sources) ids.push_back(source.id);
  std::vector<std::string> news;
  for (const store::Departed& source : store.record_departures(ids)) {
    news.push_back(departure_words(source.id, source.items));
  }
  return news;
}

std::vector<std::string> news_of_files(const std::vector<UnusedFile>& files) {
  std::map<std::string, std::vector<std::string>> kept;  // By the time until which they are kept.
  std::vector<std::string> removed;
  for (const UnusedFile& file : files) {
    if (file.removed) removed.push_back(file.name);
    if (file.is_new && !file.removed) {
      kept[base::format_rfc3339(file.kept_until)].push_back(file.name);
    }
  }
  std::vector<std::string> news;
  news.reserve(kept.size());
  for (const auto& [until, names] : kept) {
    news.push_back(listed(names) +
                   (names.size() == 1 ? " is a file of no feed any more; it is removed after "
                                      : " are files of no feed any more; they are removed after ") +
                   until);
  }
  if (!removed.empty()) {
    news.push_back("removed " + listed(removed) + ", which no feed has had for 30 days");
  }
  return news;
}

std::string departure_words(const std::string& source_id, std::size_t items) {
  const std::string words = "source " + source_id + " is in the configuration no more: ";
  if (items == 0) return words + "it had no items";
  return words + "its " + (items == 1 ? "item stays" : std::to_string(items) + " items stay") +
         " in the store and out of the feeds, until it is back";
}

}  // namespace syndic::pipeline
