// SPDX-License-Identifier: MIT
//
// Which of a selection's items are one and the same, and whose it is (Store::select).
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/near_text.h"
#include "store/one_per_source.h"
#include "store/store.h"

namespace syndic::store {

using Key = std::int64_t;      // Of a row.
using Seconds = std::int64_t;  // Since 1970-01-01T00:00:00Z.

/// What a selection does with an item.
struct Verdict {
  struct Other {
    Key item = 0;
    Copy copy;
  };
  bool wins = true;             ///< It comes before all of its copies, or has none.
  bool withdrawn = false;       ///< It or one of its copies was, by us: none of them comes.
  std::vector<Other> others;    ///< The winner's copies, by source id.
  std::optional<Other> winner;  ///< The other's, where one is before it; `match` ties the two.
  Edge edge = Edge::no_echo;    ///< By what it is before.
};

/// Items that are tied to one another are found and judged at once, so that each is looked at once
/// however many sources carry it. An item that has nothing in common with any other costs its row
/// and a search in each of three indexes.
class Duplicates {
 public:
  /// `names` are the ids of the selected sources, by key. All is borrowed.
  Duplicates(const SQLite::Database& database, const Selection& selection,
             const std::unordered_map<Key, std::string>& names);

  /// The verdict on an item of a selected source. One that is dropped, or that its source
  /// withdrew, never wins, and is nobody's copy.
  [[nodiscard]] Verdict on(Key item);

 private:
  // How good a source's claim is: the least wins.
  using Claim = std::tuple<bool /*echo*/, Seconds /*first seen*/, bool /*of another's host*/,
                           Seconds /*published*/, std::string /*source id*/>;

  struct Member {
    Key key = 0;
    Key source = 0;
    Seconds first_seen = 0;
    Seconds published = 0;
    std::string id;
    std::string canonical_url;
    std::string title_key;
    base::TextPrint print;
    std::string url;
    bool withdrawn = false;  // By us.
    Claim claim;
  };

  // Items that have something in common.
  struct Group {
    Match match;
    std::vector<Key> items;
  };

  // Items that are tied to one another, directly or through others.
  struct Family {
    std::vector<Member> members;
    std::unordered_map<Key, std::size_t> places;  // In `members`.
    std::vector<Group> groups;
    std::unordered_set<std::string> ids;  // That were searched for.
    std::unordered_set<std::string> links;
  };

  // Where a source is at home.
  struct Home {
    std::unordered_set<std::string> hosts;
    bool is_ours = false;
  };

  Family family_of(Member seed);
  void add_same_id(Family& family, const std::string& id);
  void add_same_link(Family& family, const std::string& link);
  void add_same_words(Family& family, std::size_t asking);
  void add(Family& family, Key item, Group& group);
  bool read(Key item, Member& member);
  [[nodiscard]] bool is_too_new(const Member& member) const;

  void order(Family& family);
  bool is_echo(const Member& member);
  const Home& home_of(Key source);
  static std::vector<bool> withdrawn_of(const Family& family, const std::vector<Membership>& sets);
  void judge(const Family& family);

  const Selection& selection_;
  const std::unordered_map<Key, std::string>& names_;
  std::string own_feeds_;
  std::unordered_set<std::string> own_hosts_;
  SQLite::Statement item_;
  SQLite::Statement with_id_;
  SQLite::Statement with_link_;
  SQLite::Statement with_title_;
  SQLite::Statement extras_;
  SQLite::Statement source_;
  std::unordered_map<Key, Home> homes_;
  std::unordered_map<Key, Verdict> verdicts_;  // On all members of the families met so far.
};

}  // namespace syndic::store
