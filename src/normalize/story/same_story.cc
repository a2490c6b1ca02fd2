// SPDX-License-Identifier: MIT
#include "normalize/story/same_story.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/url.h"
#include "normalize/story/agreement.h"
#include "text/near_text.h"

namespace syndic::normalize {
namespace {

using model::Candidate;
using model::Copy;
using model::Edge;
using model::ItemKey;
using model::Match;
using model::SourceKey;
using model::Verdict;

std::string_view without_www(std::string_view name) {
  if (name.starts_with("www.")) name.remove_prefix(4);
  return name;
}

std::string host_of(std::string_view url) { return std::string(without_www(base::url_host(url))); }

// The part of an http(s) URL that its spellings have in common.
std::string_view without_scheme(std::string_view url) {
  return without_www(url.substr(base::split_url(url).before_host().size()));
}

// A source's claim to an item: the least is the best.
struct Rank {
  bool is_echo = false;
  std::int64_t first_seen = 0;
  bool is_away = false;  // Not on a host of its source.
  std::int64_t published = 0;
  std::string source_id;
  ItemKey key = 0;
  // clang-tidy 14 takes the comparison's zero for a null pointer.
  friend auto operator<=>(const Rank&, const Rank&) = default;  // NOLINT(modernize-use-nullptr)
};

// The first thing in which two ranks differ.
Edge edge_between(const Rank& better, const Rank& worse) {
  if (better.is_echo != worse.is_echo) return Edge::no_echo;
  if (better.first_seen != worse.first_seen) return Edge::seen_first;
  if (better.is_away != worse.is_away) return Edge::at_home;
  if (better.published != worse.published) return Edge::published_first;
  return Edge::source_id;
}

// Items that have `match` in common, by their indexes in a family.
struct Tie {
  Match match = Match::id;
  std::vector<std::size_t> places;
  bool proves = true;  // False: what they have in common is no item's own.
};

struct Member {
  Candidate item;
  std::size_t place = 0;  // As it was found.
  Rank rank;
};

// Items that are tied to one another, directly or through others.
struct Family {
  std::vector<Member> members;
  std::unordered_map<ItemKey, std::size_t> places;  // In `members`.
  std::vector<Tie> ties;
};

// The story of an item: the index of the story's first item, and the surest match of the two.
struct Membership {
  std::size_t first = 0;
  Match match = Match::copy;
};

using Pairs = std::vector<std::tuple<Match, std::size_t, std::size_t>>;

// Stories as they grow, as a union of sets. Each is identified by the index of its first item.
class Stories {
 public:
  explicit Stories(const std::vector<Member>& members) : up_(members.size()) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      up_[i] = i;
      sources_.push_back({members[i].item.source});
    }
  }

  std::size_t first_of(std::size_t item) {
    while (up_[item] != item) item = up_[item] = up_[up_[item]];
    return item;
  }

  // Joins the stories of the two items. False if the story would have two items of one source.
  bool unite(std::size_t a, std::size_t b) {
    const auto [first, second] = std::minmax({first_of(a), first_of(b)});
    if (first == second) return true;
    std::set<SourceKey>* more = &sources_[first];
    std::set<SourceKey>* fewer = &sources_[second];
    if (more->size() < fewer->size()) std::swap(more, fewer);
    for (const SourceKey source : *fewer) {
      if (more->contains(source)) return false;
    }
    more->merge(*fewer);
    if (more != &sources_[first]) sources_[first].swap(*more);
    up_[second] = first;
    return true;
  }

 private:
  std::vector<std::size_t> up_;  // To an earlier item of the same story; to itself: the first.
  std::vector<std::set<SourceKey>> sources_;  // Of the story whose first item this is.
};

// Whether two items of a tie are the same.
bool are_one(const Tie& tie, const Candidate& a, const Candidate& b, TextPrints& prints) {
  if (tie.match == Match::words) return true;
  const bool is_place = tie.match == Match::id || same_place(a.url, b.url);
  return tie.proves && is_place && agree(a, b, prints);
}

// The places of a tie in the order of their ranks. A link that a source gives to several items
// proves nothing of any of them.
std::vector<std::size_t> telling_places(const Tie& tie, const Family& family) {
  std::vector<std::size_t> places = tie.places;
  std::sort(places.begin(), places.end());
  if (tie.match != Match::link) return places;
  std::unordered_map<SourceKey, int> items;
  for (const std::size_t place : places) ++items[family.members[place].item.source];
  std::erase_if(places,
                [&](std::size_t place) { return items.at(family.members[place].item.source) > 1; });
  return places;
}

// Adds the pairs of the tie: each of its items with the first one before it that is the same and
// has no such item before it.
void add_pairs(const Tie& tie, const Family& family, TextPrints& prints, Pairs& pairs) {
  std::vector<std::size_t> firsts;
  for (const std::size_t place : telling_places(tie, family)) {
    const auto same = std::ranges::find_if(firsts, [&](std::size_t first) {
      return are_one(tie, family.members[first].item, family.members[place].item, prints);
    });
    if (same == firsts.end()) {
      firsts.push_back(place);
    } else {
      pairs.emplace_back(tie.match, *same, place);
    }
  }
}

// By index. The members are in the order of their ranks.
std::vector<Membership> memberships_of(const Family& family, TextPrints& prints) {
  Pairs pairs;
  for (const Tie& tie : family.ties) add_pairs(tie, family, prints, pairs);
  std::sort(pairs.begin(), pairs.end());
  Stories stories(family.members);
  std::map<std::pair<std::size_t, std::size_t>, Match> surest;
  for (const auto& [match, one, other] : pairs) {
    if (stories.unite(one, other)) surest.try_emplace({one, other}, match);
  }
  std::vector<Membership> memberships(family.members.size());
  for (std::size_t i = 0; i < memberships.size(); ++i) {
    const std::size_t first = stories.first_of(i);
    const auto direct = surest.find({first, i});
    memberships[i] = {first, direct == surest.end() ? Match::copy : direct->second};
  }
  return memberships;
}

// Whether an item is withdrawn as one is with which it has an id or link in common: that one is of
// the same source, or the same.
bool is_withdrawn_with(const Tie& tie, const Family& family, std::size_t place,
                       TextPrints& prints) {
  const Candidate& item = family.members[place].item;
  return std::ranges::any_of(tie.places, [&](std::size_t i) {
    const Candidate& other = family.members[i].item;
    return other.withdrawn && (other.source == item.source || are_one(tie, other, item, prints));
  });
}

// By index: what we withdrew must not reappear as another source's copy, nor as a second item of
// one source with its id or link.
std::vector<bool> withdrawn_of(const Family& family, const std::vector<Membership>& memberships,
                               TextPrints& prints) {
  std::unordered_set<std::size_t> stories;
  for (std::size_t i = 0; i < memberships.size(); ++i) {
    if (family.members[i].item.withdrawn) stories.insert(memberships[i].first);
  }
  std::vector<bool> withdrawn;
  withdrawn.reserve(memberships.size());
  for (const Membership& each : memberships) withdrawn.push_back(stories.contains(each.first));
  if (stories.empty()) return withdrawn;
  for (const Tie& tie : family.ties) {
    if (tie.match == Match::words) continue;
    for (const std::size_t i : tie.places) {
      withdrawn[i] = withdrawn[i] || is_withdrawn_with(tie, family, i, prints);
    }
  }
  return withdrawn;
}

Copy copy_of(const Candidate& item, Match match) {
  return {item.source_id, item.id, item.url, match, item.key};
}

/// Finds an item's family, and judges all of it at once.
class StoryJudge {
 public:
  StoryJudge(model::Candidates& candidates, const OwnPlaces& own, Sameness sameness)
      : candidates_(candidates),
        prints_(candidates),
        sameness_(sameness),
        own_feeds_(without_scheme(own.feeds_url)) {
    for (const std::string& url : {own.site_url, own.feeds_url}) {
      if (std::string host = host_of(url); !host.empty()) own_hosts_.insert(std::move(host));
    }
  }

  Verdict verdict(ItemKey item) {
    if (const auto known = verdicts_.find(item); known != verdicts_.end()) return known->second;
    auto seed = candidates_.item(item);
    if (!seed) return {.withdrawn = true};
    Family family = family_of(*std::move(seed));
    if (family.members.size() == 1) return {.withdrawn = family.members.front().item.withdrawn};
    order(family);
    judge(family);
    return verdicts_.at(item);
  }

 private:
  // The hosts on which a source is at home.
  struct Home {
    std::unordered_set<std::string> hosts;
    bool is_ours = false;
  };

  // Everything that the seed is tied to, in ever wider circles.
  Family family_of(Candidate seed) {
    Family family;
    std::unordered_set<std::string> ids;  // That were searched for.
    std::unordered_set<std::string> links;
    family.places.emplace(seed.key, 0);
    family.members.push_back({std::move(seed), 0, {}});
    for (std::size_t i = 0; i < family.members.size(); ++i) {
      const Candidate item = family.members[i].item;  // Copied: `members` moves as it grows.
      if (ids.insert(item.id).second) add_all(family, {Match::id, item.id}, i);
      if (sameness_ == Sameness::never) continue;
      if (names_an_item(item.canonical_url) && links.insert(item.canonical_url).second) {
        add_all(family, {Match::link, item.canonical_url}, i);
      }
      if (!item.title_key.empty()) add_same_words(family, item, i);
    }
    return family;
  }

  // Of a link that a source gives to several items not all are found, so `place` is added.
  void add_all(Family& family, const model::Likeness& likeness, std::size_t place) {
    Tie tie{.match = likeness.match, .places = {}, .proves = names_an_item(likeness.text)};
    for (const model::Found& found : candidates_.like(likeness)) add(family, found.key, tie);
    if (std::ranges::find(tie.places, place) == tie.places.end()) tie.places.push_back(place);
    family.ties.push_back(std::move(tie));
  }

  void add_same_words(Family& family, const Candidate& item, std::size_t place) {
    for (const model::Found& found :
         candidates_.like({Match::words, item.title_key, item.published - kSecondsOfOneStory,
                           item.published + kSecondsOfOneStory})) {
      if (found.source == item.source) continue;
      if (!text::nearly_same(prints_.of(item), prints_.of(found))) continue;
      Tie pair{.match = Match::words, .places = {place}};
      add(family, found.key, pair);
      family.ties.push_back(std::move(pair));
    }
  }

  // Adds the item to the tie and, if it is not there yet, to the family.
  void add(Family& family, ItemKey item, Tie& tie) {
    const auto [found, is_new] = family.places.try_emplace(item, family.members.size());
    if (is_new) {
      const bool has_room = found->second < kMostOfOneStory && !verdicts_.contains(item);
      auto member = has_room ? candidates_.item(item) : std::nullopt;
      if (!member) {
        family.places.erase(found);
        return;
      }
      family.members.push_back({*std::move(member), found->second, {}});
    }
    tie.places.push_back(found->second);
  }

  // Whether a partner republishes our own item: one that names our feed as its origin, or whose
  // page is ours.
  bool is_echo(const Candidate& item) {
    if (!own_hosts_.empty() && !home_of(item.source).is_ours &&
        own_hosts_.contains(host_of(item.url))) {
      return true;
    }
    if (own_feeds_.empty()) return false;
    const model::Origin origin = candidates_.origin(item.key);
    return without_scheme(origin.url).starts_with(own_feeds_) ||
           without_scheme(origin.id).starts_with(own_feeds_);
  }

  // A source is at home on the host of its page and of its feed. It is our own if it is a local
  // file, or fetched from a host of ours.
  const Home& home_of(SourceKey source) {
    const auto [found, is_new] = homes_.try_emplace(source);
    Home& home = found->second;
    if (!is_new) return home;
    const model::SourceHome said = candidates_.home(source);
    const std::string fetched_from = host_of(said.fetched_url);
    home.is_ours = fetched_from.empty() || own_hosts_.contains(fetched_from);
    home.hosts = {host_of(said.home_page_url), host_of(said.feed_url), fetched_from};
    home.hosts.erase("");
    return home;
  }

  // Sorts the members, the best claim first.
  void order(Family& family) {
    for (auto& [item, place, rank] : family.members) {
      const bool is_away = !home_of(item.source).hosts.contains(host_of(item.url));
      rank = {is_echo(item), item.first_seen, is_away, item.published, item.source_id, item.key};
    }
    std::sort(family.members.begin(), family.members.end(),
              [](const Member& a, const Member& b) { return a.rank < b.rank; });
    std::vector<std::size_t> moved_to(family.members.size());
    for (std::size_t i = 0; i < moved_to.size(); ++i) moved_to[family.members[i].place] = i;
    for (Tie& tie : family.ties) {
      for (std::size_t& place : tie.places) place = moved_to[place];
    }
  }

  void judge(const Family& family) {
    const std::vector<Membership> memberships = memberships_of(family, prints_);
    const std::vector<bool> withdrawn = withdrawn_of(family, memberships, prints_);
    for (std::size_t i = 0; i < memberships.size(); ++i) {
      const Candidate& item = family.members[i].item;
      verdicts_[item.key].withdrawn = withdrawn[i];
      if (sameness_ == Sameness::any_match) join(family, memberships[i], i);
    }
    for (const Member& member : family.members) {
      auto& copies = verdicts_[member.item.key].copies;
      std::sort(copies.begin(), copies.end(),
                [](const Copy& a, const Copy& b) { return a.source_id < b.source_id; });
    }
    give_ids(family, memberships);
  }

  // The verdicts on an item and on the one that is published in its place.
  void join(const Family& family, const Membership& membership, std::size_t place) {
    const auto& [first, match] = membership;
    if (first == place) return;
    const Member& member = family.members[place];
    const Member& best = family.members[first];
    Verdict& of_best = verdicts_[best.item.key];
    of_best.copies.push_back(copy_of(member.item, match));
    Verdict& verdict = verdicts_[member.item.key];
    verdict.winner = copy_of(best.item, match);
    verdict.edge = edge_between(best.rank, member.rank);
    verdict.claim = of_best.copies.size();
  }

  // An id is of the first item that has it, and of the others of its story.
  void give_ids(const Family& family, const std::vector<Membership>& memberships) {
    for (const Tie& tie : family.ties) {
      if (tie.match != Match::id) continue;
      const std::size_t owner = *std::ranges::min_element(tie.places);
      for (const std::size_t i : tie.places) {
        const bool is_one =
            sameness_ == Sameness::any_match && memberships[i].first == memberships[owner].first;
        verdicts_[family.members[i].item.key].id_is_taken = i != owner && !is_one;
      }
    }
  }

  model::Candidates& candidates_;
  TextPrints prints_;
  Sameness sameness_;
  std::string own_feeds_;
  std::unordered_set<std::string> own_hosts_;
  std::unordered_map<SourceKey, Home> homes_;
  std::unordered_map<ItemKey, Verdict> verdicts_;  // On all members of the families seen so far.
};

}  // namespace

model::StoryRule same_story(OwnPlaces own, Sameness sameness) {
  return [own = std::move(own), sameness](model::Candidates& candidates) -> model::Judge {
    return [judge = std::make_shared<StoryJudge>(candidates, own, sameness)](ItemKey item) {
      return judge->verdict(item);
    };
  };
}

}  // namespace syndic::normalize
