// SPDX-License-Identifier: MIT
#include "config/feeds.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "config/nearest_name.h"
#include "config/values.h"
#include "text/ascii_letters.h"
#include "text/folded.h"

namespace syndic::config {
namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::ranges::find(list, name) != list.end();
}

std::string title_with(const std::string& title, const std::string& value, bool is_all_but) {
  constexpr std::string_view kPlace = "{}";
  const std::size_t place = title.find(kPlace);
  if (place != std::string::npos) {
    return std::string(title).replace(place, kPlace.size(), value);
  }
  return is_all_but ? title + " (all but " + value + ")" : title + ": " + value;
}

MadeFeed made_for(const Feed& feed, const std::string& word, const std::string& value) {
  MadeFeed made{value, feed};
  made.feed.name += "-" + word;
  made.feed.title = title_with(feed.title, value, feed.each == Each::all_but);
  return made;
}

std::vector<MadeFeed> each_tag(const Feed& feed) {
  std::vector<MadeFeed> made;
  std::set<std::string> known;
  for (const std::string& tag : feed.tags) {
    if (!known.insert(text::folded(tag)).second) continue;
    made.push_back(made_for(feed, file_word(tag), tag));
    made.back().feed.tags = {tag};
  }
  return made;
}

std::vector<MadeFeed> each_group(const Feed& feed, const std::vector<Source>& sources) {
  std::vector<MadeFeed> made;
  std::map<std::string, std::size_t> places;  // In `made`, by the folded group.
  for (const Source& source : sources) {
    if (!takes_from(feed, source)) continue;
    for (const std::string& group : source.groups) {
      if (!feed.groups.empty() && !names(feed.groups, group)) continue;
      const auto [place, is_new] = places.emplace(text::folded(group), made.size());
      if (is_new) {
        made.push_back(made_for(feed, file_word(group), group));
        made.back().feed.groups.clear();
        made.back().feed.sources.clear();
      }
      std::vector<std::string>& own = made[place->second].feed.sources;
      if (!names(own, source.id)) own.push_back(source.id);
    }
  }
  return made;
}

std::vector<MadeFeed> each_source(const Feed& feed, const std::vector<Source>& sources) {
  std::vector<MadeFeed> made;
  for (const Source& source : sources) {
    if (!takes_from(feed, source)) continue;
    made.push_back(made_for(feed, source.id, source.name.empty() ? source.id : source.name));
    Feed& own = made.back().feed;
    if (feed.each == Each::all_but) {
      own.except.push_back(source.id);
    } else {
      own.groups.clear();
      own.sources = {source.id};
    }
  }
  return made;
}

}  // namespace

std::string file_word(const std::string& value) {
  constexpr std::size_t kDigits = 8;
  const std::string word = id_from_name(text::in_ascii_letters(value));
  return word.empty() ? base::content_hash(value).substr(0, kDigits) : word;
}

bool takes_from(const Feed& feed, const Source& source) {
  if (names(feed.except, source.id)) return false;
  if (feed.groups.empty() && feed.sources.empty()) return true;
  if (names(feed.sources, source.id)) return true;
  return std::ranges::any_of(source.groups,
                             [&](const std::string& group) { return names(feed.groups, group); });
}

std::string why_no_feed(const Config& config, std::string_view name) {
  std::vector<std::string_view> names;
  std::string known;
  for (const Feed& feed : config.feeds) {
    names.push_back(feed.name);
    known.append(known.empty() ? "" : ", ").append(feed.name);
  }
  const std::string_view meant = slipped_name(name, names);
  return config.file.string() + " has no feed of that name; " +
         (meant.empty() ? "it has " + known : "did you mean " + std::string(meant) + "?");
}

std::vector<MadeFeed> each_feed(const Feed& feed, const std::vector<Source>& sources) {
  if (feed.each == Each::tag) return each_tag(feed);
  return feed.each == Each::group ? each_group(feed, sources) : each_source(feed, sources);
}

}  // namespace syndic::config
