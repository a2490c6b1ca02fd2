// SPDX-License-Identifier: MIT
#include "config/feeds.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "config/values.h"

namespace syndic::config {
namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::ranges::find(list, name) != list.end();
}

// A part of a file's name; of a word in letters that have no place in one, a part of its hash.
std::string file_word(const std::string& value) {
  constexpr std::size_t kDigits = 8;
  const std::string word = id_from_name(value);
  return word.empty() ? base::content_hash(value).substr(0, kDigits) : word;
}

std::string title_with(const std::string& title, const std::string& value, bool is_all_but) {
  constexpr std::string_view kPlace = "{}";
  const std::size_t place = title.find(kPlace);
  if (place != std::string::npos) {
    return std::string(title).replace(place, kPlace.size(), value);
  }
  return is_all_but ? title + " (all but " + value + ")" : title + ": " + value;
}

Feed made_for(const Feed& feed, const std::string& word, const std::string& value) {
  Feed made = feed;
  made.name += "-" + word;
  made.title = title_with(feed.title, value, feed.each == Each::all_but);
  return made;
}

}  // namespace

bool takes_from(const Feed& feed, const Source& source) {
  if (names(feed.except, source.id)) return false;
  if (feed.groups.empty() && feed.sources.empty()) return true;
  if (names(feed.sources, source.id)) return true;
  return std::ranges::any_of(source.groups,
                             [&](const std::string& group) { return names(feed.groups, group); });
}

std::vector<Feed> each_feed(const Feed& feed, const std::vector<Source>& sources) {
  std::vector<Feed> made;
  if (feed.each == Each::tag) {
    for (const std::string& tag : feed.tags) {
      made.push_back(made_for(feed, file_word(tag), tag));
      made.back().tags = {tag};
    }
    return made;
  }
  std::vector<std::string> groups;  // Those that have a feed.
  for (const Source& source : sources) {
    if (!takes_from(feed, source)) continue;
    if (feed.each != Each::group) {
      made.push_back(made_for(feed, source.id, source.name.empty() ? source.id : source.name));
      if (feed.each == Each::all_but) {
        made.back().except.push_back(source.id);
      } else {
        made.back().groups.clear();
        made.back().sources = {source.id};
      }
      continue;
    }
    for (const std::string& group : source.groups) {
      const bool is_asked = feed.groups.empty() || names(feed.groups, group);
      if (!is_asked || names(groups, group)) continue;
      groups.push_back(group);
      made.push_back(made_for(feed, file_word(group), group));
      Feed& own = made.back();
      own.groups.clear();
      own.sources.clear();
      for (const Source& each : sources) {
        if (takes_from(feed, each) && names(each.groups, group)) own.sources.push_back(each.id);
      }
    }
  }
  return made;
}

}  // namespace syndic::config
