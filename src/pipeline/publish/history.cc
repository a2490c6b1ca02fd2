// SPDX-License-Identifier: MIT
#include "pipeline/publish/history.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "base/time_format.h"
#include "pipeline/status/shown.h"
#include "write/facts.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kFewestItems = 4;

bool has_left(const std::string& id, const std::set<std::string>& left, store::Ledger& ledger) {
  if (left.empty()) return false;
  const std::vector<std::string> sources = ledger.sources_of(id);
  return !sources.empty() && std::ranges::all_of(sources, [&](const std::string& source) {
    return left.contains(source);
  });
}

}  // namespace

int scattered(model::Timestamp now, int count) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  const auto seconds = static_cast<std::uint64_t>(base::to_unix_seconds(now));
  return static_cast<int>((seconds * kOdd >> 32) % static_cast<std::uint64_t>(count));
}

std::map<std::string, std::vector<int>> archives_to_look_at(
    const std::map<std::string, int>& newest, model::Timestamp now) {
  std::vector<std::pair<std::string_view, int>> ends;  // Of each feed in one sequence of all.
  ends.reserve(newest.size());
  int count = 0;
  for (const auto& [feed, number] : newest) ends.emplace_back(feed, count += number);
  const int chosen = std::min(count, kArchivesLookedAt);
  std::map<std::string, std::vector<int>> archives;
  int at = count == chosen ? 0 : scattered(now, count);
  for (int i = 0; i < chosen; ++i, at = (at + 1) % count) {
    const auto feed =
        std::ranges::upper_bound(ends, at, {}, [](const auto& end) { return end.second; });
    const int begin = feed == ends.begin() ? 0 : std::prev(feed)->second;
    archives[std::string(feed->first)].push_back(at - begin + 1);
  }
  return archives;
}

store::Shelf shelf_of(const config::Feed& feed, store::Selection selection,
                      std::string appearance) {
  selection.not_before.reset();  // max_age bounds what is shown; history is not forgotten.
  return {.feed = feed.name,
          .selection = std::move(selection),
          .capacity = feed.archive ? kArchiveItems : 0,
          .appearance = std::move(appearance)};
}

bool is_archive_name(std::string_view name) {
  constexpr std::string_view kMark = "-archive-";
  const std::size_t mark = name.rfind(kMark);
  if (mark == std::string_view::npos) return false;
  const std::string_view rest = name.substr(mark + kMark.size());
  const std::size_t dot = rest.find('.');
  return dot != std::string_view::npos && dot > 0 &&
         std::ranges::all_of(rest.substr(0, dot), base::is_digit);
}

std::string archive_name(const std::string& feed, int number, write::Format format) {
  return feed + "-archive-" + std::to_string(number) + "." + std::string(write::extension(format));
}

std::string served_at(const config::Config& config, const std::string& name) {
  return config.site.feeds_url.empty() ? std::string() : config.site.feeds_url + name;
}

write::History links_of(const config::Config& config, const std::string& feed, int number,
                        int newest, write::Format format) {
  write::History links;
  if (format == write::Format::rss) return links;
  const auto archive = [&](int wanted) {
    return wanted < 1 ? std::string() : served_at(config, archive_name(feed, wanted, format));
  };
  if (number == 0) {
    links.prev_archive = archive(newest);
    return links;
  }
  links.is_archive = true;
  links.current = served_at(config, feed + "." + std::string(write::extension(format)));
  links.prev_archive = archive(number - 1);
  links.next_archive = number < newest ? archive(number + 1) : std::string();
  return links;
}

std::vector<model::Tombstone> tombstones_of(const std::string& feed, store::Ledger& ledger) {
  std::vector<model::Tombstone> tombstones;
  std::unordered_set<std::string> seen;
  for (store::Withdrawal& withdrawal : ledger.withdrawn_from(feed, kTombstones)) {
    if (!seen.insert(withdrawal.id).second) continue;
    tombstones.push_back({std::move(withdrawal.id), withdrawal.at, std::move(withdrawal.why)});
  }
  return tombstones;
}

std::optional<std::string> why_withheld(const std::vector<std::string>& before,
                                        const write::Document& document, const store::Shelf& shelf,
                                        store::Ledger& ledger, double max_share,
                                        const std::set<std::string>& left) {
  std::unordered_set<std::string> ids;
  for (const write::Entry& entry : document.entries) ids.insert(write::entry_id(entry.item));
  std::vector<std::string> missing;
  std::ranges::remove_copy_if(before, std::back_inserter(missing),
                              [&](const std::string& id) { return ids.contains(id); });
  const std::set<std::string> kept =
      missing.empty() ? std::set<std::string>() : ledger.kept_of(shelf, missing);
  std::size_t all = 0;
  std::vector<std::string> gone;
  for (const std::string& id : before) {
    const bool is_gone = !ids.contains(id) && !kept.contains(id);
    if (is_gone && has_left(id, left, ledger)) continue;
    ++all;
    if (is_gone) gone.push_back(id);
  }
  const bool is_small = static_cast<double>(gone.size()) <= max_share * static_cast<double>(all);
  if (all < kFewestItems || is_small) return std::nullopt;
  return "the feed " + shelf.feed + " would lose " + std::to_string(gone.size()) + " of its " +
         std::to_string(all) + " items at once; see syndic why " + shown(gone.front()) +
         ", and take it with syndic refresh --accept " + shelf.feed;
}

std::set<std::string> left_with_lists(const config::Config& config, store::Store& store) {
  std::set<std::string> left;
  if (config.lists.empty()) return left;
  for (const model::ListMember& member : store.list_members()) {
    const bool is_followed = std::ranges::any_of(
        config.lists, [&](const auto& list) { return list.place() == member.list; });
    if (member.has_left && is_followed) left.insert(member.id);
  }
  for (const config::Source& source : config.sources) left.erase(source.id);
  return left;
}

}  // namespace syndic::pipeline
