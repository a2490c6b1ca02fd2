// SPDX-License-Identifier: MIT
#include "store/duplicates.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/time_format.h"
#include "base/url.h"
#include "model/item.h"
#include "store/item_record.h"
#include "store/one_per_source.h"

namespace syndic::store {
namespace {

// Copies of an item that come days apart are of one story; those that come weeks apart are of a
// series whose issues read alike.
constexpr Seconds kDaysOfOneStory = 3LL * 24 * 60 * 60;

// Where so many items are tied together, someone repeats himself: what is beyond stands for itself.
constexpr std::size_t kMostMembers = 1'000;
constexpr int kMostOfOneTitle = 200;

std::string_view without_www(std::string_view name) {
  if (name.starts_with("www.")) name.remove_prefix(4);
  return name;
}

std::string host_of(const std::string& url) {
  return std::string(without_www(base::url_host(url)));
}

// What two spellings of one http(s) address have in common.
std::string_view without_scheme(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end != std::string_view::npos) url.remove_prefix(scheme_end + 3);
  return without_www(url);
}

// The first thing in which two claims differ.
template <class Claim>
Edge edge_between(const Claim& better, const Claim& worse) {
  if (std::get<0>(better) != std::get<0>(worse)) return Edge::no_echo;
  if (std::get<1>(better) != std::get<1>(worse)) return Edge::seen_first;
  if (std::get<2>(better) != std::get<2>(worse)) return Edge::at_home;
  if (std::get<3>(better) != std::get<3>(worse)) return Edge::published_first;
  return Edge::source_id;
}

}  // namespace

Duplicates::Duplicates(const SQLite::Database& database, const Selection& selection,
                       const std::unordered_map<Key, std::string>& names)
    : selection_(selection),
      names_(names),
      own_feeds_(without_scheme(selection.feeds_url)),
      item_(database,
            "SELECT source_key, first_seen, published, id, canonical_url, title_key, fingerprint, "
            "words, url, (SELECT by_source FROM withdrawal WHERE item_key = item.key) "
            "FROM item WHERE key = ?1 AND dropped_by = ''"),
      with_id_(database, "SELECT key, source_key FROM item WHERE id = ?1"),
      // The first item of the next source that has the link: one search in the index for each
      // source, however many items of it share the link.
      with_link_(database,
                 "SELECT key, source_key FROM item WHERE canonical_url = ?1 AND "
                 "canonical_url <> '' AND source_key > ?2 AND dropped_by = '' "
                 "ORDER BY source_key, first_seen, published, key LIMIT 1"),
      with_title_(database,
                  "SELECT key, source_key, fingerprint, words FROM item WHERE title_key = ?1 AND "
                  "title_key <> '' AND published BETWEEN ?2 AND ?3 AND dropped_by = '' "
                  "ORDER BY published, key LIMIT ?4"),
      extras_(database, std::string("SELECT ") + kExtraColumns + " FROM item WHERE key = ?1"),
      source_(database, "SELECT home_page_url, feed_url, fetched_url FROM source WHERE key = ?1") {
  for (const std::string& url : {selection.site_url, selection.feeds_url}) {
    if (std::string host = host_of(url); !host.empty()) own_hosts_.insert(std::move(host));
  }
}

Verdict Duplicates::on(Key item) {
  if (const auto known = verdicts_.find(item); known != verdicts_.end()) {
    return known->second;
  }
  Member seed;
  if (!read(item, seed)) return {.wins = false, .withdrawn = true};
  Family family = family_of(std::move(seed));
  if (family.members.size() == 1) {
    const bool withdrawn = family.members.front().withdrawn;
    return {.wins = !withdrawn, .withdrawn = withdrawn};
  }
  order(family);
  judge(family);
  return verdicts_.at(item);
}

// Everything that the seed is tied to, in ever wider circles.
Duplicates::Family Duplicates::family_of(Member seed) {
  Family family;
  family.places.emplace(seed.key, 0);
  family.members.push_back(std::move(seed));
  for (std::size_t i = 0; i < family.members.size(); ++i) {
    // Copied: `members` moves as it grows.
    if (const std::string id = family.members[i].id; family.ids.insert(id).second) {
      add_same_id(family, id);
    }
    if (!selection_.dedupe) continue;  // Only ids may not be given twice.
    const std::string link = family.members[i].canonical_url;
    if (!link.empty() && family.links.insert(link).second) add_same_link(family, link);
    if (!family.members[i].title_key.empty()) add_same_words(family, i);
  }
  return family;
}

void Duplicates::add_same_id(Family& family, const std::string& id) {
  Group group{Match::id, {}};
  with_id_.reset();
  with_id_.bindNoCopy(1, id);
  while (with_id_.executeStep()) {
    if (!names_.contains(with_id_.getColumn(1).getInt64())) continue;
    add(family, with_id_.getColumn(0).getInt64(), group);
  }
  family.groups.push_back(std::move(group));
}

// A link that several items of one source share stands for the first of them alone, so that a feed
// whose items all link to one page is not swallowed by another source's single item about it.
void Duplicates::add_same_link(Family& family, const std::string& link) {
  Group group{Match::link, {}};
  for (Key after = 0;; after = with_link_.getColumn(1).getInt64()) {
    with_link_.reset();
    with_link_.bindNoCopy(1, link);
    with_link_.bind(2, after);
    if (!with_link_.executeStep()) break;
    if (!names_.contains(with_link_.getColumn(1).getInt64())) continue;
    add(family, with_link_.getColumn(0).getInt64(), group);
  }
  family.groups.push_back(std::move(group));
}

void Duplicates::add_same_words(Family& family, std::size_t asking) {
  const Member member = family.members[asking];  // Copied: `members` moves as it grows.
  with_title_.reset();
  with_title_.bindNoCopy(1, member.title_key);
  with_title_.bind(2, member.published - kDaysOfOneStory);
  with_title_.bind(3, member.published + kDaysOfOneStory);
  with_title_.bind(4, kMostOfOneTitle);
  while (with_title_.executeStep()) {
    const Key other = with_title_.getColumn(1).getInt64();
    if (other == member.source || !names_.contains(other)) continue;
    const base::TextPrint other_print{
        static_cast<std::uint64_t>(with_title_.getColumn(2).getInt64()),
        with_title_.getColumn(3).getUInt()};
    if (!base::nearly_same(member.print, other_print)) continue;
    Group pair{Match::words, {member.key}};
    add(family, with_title_.getColumn(0).getInt64(), pair);
    family.groups.push_back(std::move(pair));
  }
}

// Puts the item in the group, and in the family where it is not yet there.
void Duplicates::add(Family& family, Key item, Group& group) {
  if (!family.places.contains(item)) {
    const std::size_t place = family.members.size();
    Member member;
    if (place == kMostMembers || verdicts_.contains(item) || !read(item, member)) return;
    family.places.emplace(item, place);
    family.members.push_back(std::move(member));
  }
  group.items.push_back(item);
}

// False where a rule dropped the item, its source withdrew it, or it is not to be shown yet.
bool Duplicates::read(Key item, Member& member) {
  item_.reset();
  item_.bind(1, item);
  if (!item_.executeStep()) return false;
  const SQLite::Column withdrawn_by_source = item_.getColumn(9);
  member.withdrawn = !withdrawn_by_source.isNull();
  if (member.withdrawn && withdrawn_by_source.getInt() != 0) return false;
  member.key = item;
  member.source = item_.getColumn(0).getInt64();
  member.first_seen = item_.getColumn(1).getInt64();
  member.published = item_.getColumn(2).getInt64();
  member.id = item_.getColumn(3).getString();
  member.canonical_url = item_.getColumn(4).getString();
  member.title_key = item_.getColumn(5).getString();
  member.print = {static_cast<std::uint64_t>(item_.getColumn(6).getInt64()),
                  item_.getColumn(7).getUInt()};
  member.url = item_.getColumn(8).getString();
  return !is_too_new(member);
}

bool Duplicates::is_too_new(const Member& member) const {
  const auto name = names_.find(member.source);
  if (name == names_.end()) return false;
  const auto limit = selection_.not_after.find(name->second);
  return limit != selection_.not_after.end() &&
         member.published > base::to_unix_seconds(limit->second);
}

// Whether a partner gives our own item back: one that names our feed as where it is from, or whose
// page is ours.
bool Duplicates::is_echo(const Member& member) {
  if (!own_hosts_.empty() && !home_of(member.source).is_ours &&
      own_hosts_.contains(host_of(member.url))) {
    return true;
  }
  if (own_feeds_.empty()) return false;
  extras_.reset();
  extras_.bind(1, member.key);
  if (!extras_.executeStep()) return false;
  const model::Origin origin = read_extras(extras_, 0).origin;
  return without_scheme(origin.url).starts_with(own_feeds_) ||
         without_scheme(origin.id).starts_with(own_feeds_);
}

// A source is at home on the host of its page and of its feed. It is our own where it is a file
// here, or fetched from a host of ours.
const Duplicates::Home& Duplicates::home_of(Key source) {
  const auto [found, is_new] = homes_.try_emplace(source);
  Home& home = found->second;
  if (!is_new) return home;
  source_.reset();
  source_.bind(1, source);
  if (!source_.executeStep()) return home;
  for (int column = 0; column < 3; ++column) {
    std::string host = host_of(source_.getColumn(column).getString());
    if (column == 2) home.is_ours = host.empty() || own_hosts_.contains(host);
    if (!host.empty()) home.hosts.insert(std::move(host));
  }
  return home;
}

// Sorts the members, the best claim first.
void Duplicates::order(Family& family) {
  for (Member& member : family.members) {
    const bool at_home = home_of(member.source).hosts.contains(host_of(member.url));
    member.claim = {is_echo(member), member.first_seen, !at_home, member.published,
                    names_.at(member.source)};
  }
  std::sort(family.members.begin(), family.members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.claim, a.key) < std::tie(b.claim, b.key);
  });
  for (std::size_t i = 0; i < family.members.size(); ++i) {
    family.places[family.members[i].key] = i;
  }
}

// By place: what we withdrew must not come back as another source's copy, nor under its id or link
// as a second item of a source whose first stands for it.
std::vector<bool> Duplicates::withdrawn_of(const Family& family,
                                           const std::vector<Membership>& sets) {
  const auto& members = family.members;
  std::unordered_set<std::size_t> sets_withdrawn;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (members[i].withdrawn) sets_withdrawn.insert(sets[i].first);
  }
  std::vector<bool> withdrawn;
  for (const Membership& each : sets) withdrawn.push_back(sets_withdrawn.contains(each.first));
  for (const Group& group : family.groups) {
    if (group.match == Match::words) continue;
    std::vector<std::size_t> places;
    for (const Key item : group.items) places.push_back(family.places.at(item));
    const bool any = std::any_of(places.begin(), places.end(),
                                 [&](std::size_t i) { return members[i].withdrawn; });
    for (const std::size_t i : places) withdrawn[i] = withdrawn[i] || any;
  }
  return withdrawn;
}

void Duplicates::judge(const Family& family) {
  std::vector<Key> sources;
  for (const Member& member : family.members) sources.push_back(member.source);
  std::vector<Tie> ties;
  for (const Group& group : family.groups) {
    std::vector<std::size_t> places;
    for (const Key item : group.items) places.push_back(family.places.at(item));
    const auto first = std::min_element(places.begin(), places.end());
    for (const std::size_t other : places) {
      if (other != *first) ties.push_back({group.match, *first, other});
    }
  }
  const std::vector<Membership> sets = one_per_source(sources, std::move(ties));
  const std::vector<bool> withdrawn = withdrawn_of(family, sets);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const Member& member = family.members[i];
    const std::size_t first = sets[i].first;
    verdicts_[member.key].withdrawn = withdrawn[i];
    verdicts_[member.key].wins = first == i && !withdrawn[i];
    if (first == i) continue;
    const Member& winner = family.members[first];
    verdicts_[member.key].winner = {
        winner.key, {names_.at(winner.source), winner.id, winner.url, sets[i].match}};
    verdicts_[member.key].edge = edge_between(winner.claim, member.claim);
    verdicts_[family.members[first].key].others.push_back(
        {member.key, {names_.at(member.source), member.id, member.url, sets[i].match}});
  }
  for (const Member& member : family.members) {
    auto& others = verdicts_[member.key].others;
    std::sort(others.begin(), others.end(), [](const Verdict::Other& a, const Verdict::Other& b) {
      return a.copy.source_id < b.copy.source_id;
    });
  }
}

}  // namespace syndic::store
