// SPDX-License-Identifier: MIT
//
// Items that were withdrawn, by us or by their source (table withdrawal), and items that are
// missing from the middle of a source's feed (tables source_window, the last items of each feed,
// and vanished).
#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "store/ledger.h"
#include "store/source_record.h"

namespace syndic::store {
namespace {

using Ids = std::unordered_set<std::string_view>;

std::optional<Key> find_item(Database& database, const std::string& source_id,
                             const std::string& id) {
  static const std::string kItem =
      "SELECT key FROM item WHERE " + same_text("item.id", "$1") +
      " AND source_key = (SELECT key FROM source WHERE source.id = $2)";
  return database.key(kItem, id, source_id);
}

constexpr const char* kWithdrawals =
    "SELECT source.id, item.id, at, why, by_source FROM withdrawal "
    "JOIN item ON item.key = item_key JOIN source ON source.key = withdrawal.source_key ";

// By the ids under which a feed has shown them.
constexpr const char* kShownWithdrawals =
    "SELECT source.id, coalesce(published_id.id, item.id), at, why, by_source FROM withdrawal "
    "JOIN item ON item.key = withdrawal.item_key "
    "JOIN source ON source.key = withdrawal.source_key "
    "LEFT JOIN published_id ON published_id.item_key = item.key AND published_id.feed = $1 ";

Withdrawal read_withdrawal(const Query& row) {
  return {.source_id = row.text(0),
          .id = row.text(1),
          .at = row.time_or_epoch(2),
          .why = row.text(3),
          .by_source = row.number(4) != 0};
}

// The keys (first column) of the rows whose id (second column) is among the ids.
std::vector<Key> present_of(Query rows, const Ids& there) {
  std::vector<Key> present;
  while (rows.next()) {
    if (there.contains(rows.text(1))) present.push_back(rows.number(0));
  }
  return present;
}

// Removes the source's own withdrawals of items that it has again.
std::size_t take_back(Database& database, Key source, const Ids& there) {
  const std::vector<Key> again = present_of(
      database.query("SELECT item_key, item.id FROM withdrawal JOIN item ON item.key = item_key "
                     "WHERE withdrawal.source_key = $1 AND by_source = 1",
                     source),
      there);
  for (const Key item : again) database.run("DELETE FROM withdrawal WHERE item_key = $1", item);
  return again.size();
}

constexpr std::size_t kMostIds = 1'000;

// Ids are IRIs, so none holds a line break.
std::string join_lines(const std::vector<std::string>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < kMostIds; ++i) text.append(ids[i]).append("\n");
  return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Dated {
  Key key = 0;
  std::int64_t published = 0;
};

std::optional<Dated> find_dated(Database& database, Key source, std::string_view id) {
  static const std::string kDated =
      "SELECT key, published FROM item WHERE " + same_text("id", "$1") + " AND source_key = $2";
  Query row = database.query(kDated, std::string(id), source);
  return row.next() ? std::optional(Dated{row.number(0), row.number(1)}) : std::nullopt;
}

// Whether no item is older than the one before it, and some are newer. One of the first pairs tells
// that most feeds are in another order. Of two items, the first may be an old one that is kept at
// the top.
bool is_oldest_first(Database& database, Key source, const std::vector<std::string_view>& ids) {
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
  for (const std::string_view id : ids) {
    const auto item = find_dated(database, source, id);
    if (!item) continue;
    if (last && item->published < *last) return false;
    if (!first) first = item->published;
    last = item->published;
  }
  return ids.size() > 2 && first < last;
}

// The items of `before` that are missing although an older one after them is still there; in a feed
// that lists its oldest items first, one before them. One that is older than all that are left has
// simply left the feed, and so has an old one that was at the top.
std::vector<Key> missing(Database& database, Key source, std::vector<std::string_view> before,
                         const Ids& there) {
  std::vector<Key> missing;
  if (is_oldest_first(database, source, before)) std::ranges::reverse(before);
  std::optional<std::int64_t> oldest_left;  // Of the items after the present one.
  const auto last = std::find_if(before.rbegin(), before.rend(),
                                 [&](std::string_view id) { return there.contains(id); });
  const bool all_left =
      std::all_of(last, before.rend(), [&](std::string_view id) { return there.contains(id); });
  if (all_left) return missing;
  for (auto id = last; id != before.rend(); ++id) {
    const auto item = find_dated(database, source, *id);
    if (!item) continue;
    if (there.contains(*id)) {
      oldest_left = std::min(oldest_left.value_or(item->published), item->published);
    } else if (oldest_left && *oldest_left < item->published) {
      missing.push_back(item->key);
    }
  }
  return missing;
}

// The ids of the source's last feed, a line each; empty if there was none.
std::string window_of(Database& database, Key source) {
  Query row = database.query("SELECT ids FROM source_window WHERE source_key = $1", source);
  return row.next() ? row.text(0) : std::string();
}

// Unmarks items that are there again.
void welcome_back(Database& database, Key source, const Ids& there) {
  for (const Key item : present_of(
           database.query("SELECT item_key, item.id FROM vanished JOIN item ON item.key = item_key "
                          "WHERE vanished.source_key = $1",
                          source),
           there)) {
    database.run("DELETE FROM vanished WHERE item_key = $1", item);
  }
}

}  // namespace

bool Ledger::withdraw(const Withdrawal& withdrawal) {
  return database_.atomically([&] {
    const auto item = find_item(database_, withdrawal.source_id, withdrawal.id);
    if (!item) return false;
    database_.run(
        "INSERT INTO withdrawal (item_key, source_key, at, why, by_source) "
        "SELECT key, source_key, $1, $2, 0 FROM item WHERE key = $3 "
        "ON CONFLICT (item_key) DO UPDATE SET why = excluded.why, by_source = 0",
        withdrawal.at, withdrawal.why, *item);
    // An update of it fires no trigger, and the reason is published too.
    database_.run("UPDATE item SET dropped_by = dropped_by WHERE key = $1", *item);
    return true;
  });
}

bool Ledger::restore(const std::string& source_id, const std::string& id) {
  return database_.atomically([&] {
    const auto item = find_item(database_, source_id, id);
    return item && database_.change("DELETE FROM withdrawal WHERE item_key = $1", *item) > 0;
  });
}

std::optional<Withdrawal> Ledger::withdrawal_of(const std::string& source_id,
                                                const std::string& id) {
  return database_.reading([&] {
    Query row = database_.query(
        std::string(kWithdrawals) + "WHERE " + same_text("item.id", "$1") + " AND source.id = $2",
        id, source_id);
    return row.next() ? std::optional(read_withdrawal(row)) : std::nullopt;
  });
}

std::size_t Ledger::follow(const std::string& source_id,
                           const std::vector<model::Tombstone>& deleted,
                           const std::vector<std::string>& present, model::Timestamp now) {
  return database_.atomically([&]() -> std::size_t {
    const auto source = find_source(database_, source_id);
    if (!source) return 0;
    auto& without_any = database_.sources().without_absences;
    if (deleted.empty() && without_any.contains(*source)) return 0;
    without_any.erase(*source);
    std::size_t changes = take_back(database_, *source, Ids(present.begin(), present.end()));
    static const std::string kOfItem =
        "SELECT key, source_key, $1, $2, 1 FROM item WHERE source_key = $3 AND ";
    static const std::string kWithdraw =
        "INSERT INTO withdrawal (item_key, source_key, at, why, by_source) " + kOfItem +
        same_text("feed_id", "$4") + " UNION " + kOfItem + same_text("id", "$4") +
        " ON CONFLICT DO NOTHING";
    for (const model::Tombstone& tombstone : deleted) {
      changes += database_.change(kWithdraw, std::min(tombstone.when.value_or(now), now),
                                  tombstone.comment, *source, tombstone.id);
    }
    return changes;
  });
}

std::vector<Withdrawal> Ledger::withdrawn_from(const std::string& feed, std::size_t limit) {
  return database_.reading([&] {
    std::vector<Withdrawal> withdrawals;
    Query rows = database_.query(
        std::string(kShownWithdrawals) +
            "WHERE EXISTS (SELECT 1 FROM archive_entry WHERE archive_entry.feed = $1 AND "
            "archive_entry.item_key = withdrawal.item_key AND archive >= 0 AND is_copy = 0) "
            "ORDER BY at DESC, item.id, source.id LIMIT $2",
        feed, limit);
    while (rows.next()) withdrawals.push_back(read_withdrawal(rows));
    return withdrawals;
  });
}

void Ledger::note_window(const std::string& source_id, const std::vector<std::string>& ids,
                         model::Timestamp now) {
  database_.atomically([&] {
    const auto source = find_source(database_, source_id);
    if (!source) return;
    const bool has_before = database_.sources().without_absences.erase(*source) == 0;
    const std::string before = has_before ? window_of(database_, *source) : std::string();
    const std::string after = join_lines(ids);
    if (before == after) return;
    const Ids there(ids.begin(), ids.end());
    if (has_before) welcome_back(database_, *source, there);
    // An empty feed may be a passing failure.
    if (ids.empty()) return;
    for (const Key item : missing(database_, *source, lines_of(before), there)) {
      database_.run(
          "INSERT INTO vanished (item_key, source_key, since) VALUES ($1, $2, $3) "
          "ON CONFLICT DO NOTHING",
          item, *source, now);
    }
    database_.run(
        "INSERT INTO source_window (source_key, ids) VALUES ($1, $2) "
        "ON CONFLICT (source_key) DO UPDATE SET ids = excluded.ids",
        *source, after);
  });
}

std::map<std::string, std::vector<Vanished>> Ledger::vanished() {
  return database_.reading([&] {
    std::map<std::string, std::vector<Vanished>> vanished;
    Query rows = database_.query(
        "SELECT source.id, item.id, item.title, since FROM vanished "
        "JOIN item ON item.key = item_key "
        "JOIN source ON source.key = vanished.source_key "
        "WHERE NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.item_key = item.key) "
        "ORDER BY source.id, item.published DESC, item.id");
    while (rows.next()) {
      vanished[rows.text(0)].push_back(
          {.id = rows.text(1), .title = rows.text(2), .since = rows.time_or_epoch(3)});
    }
    return vanished;
  });
}

}  // namespace syndic::store
