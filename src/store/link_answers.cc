// SPDX-License-Identifier: MIT
//
// What visitors are told who look for an item by its link: tables link_answer, link_file and
// link_question. The answers are kept, so that what a run costs grows with what changed.
#include <algorithm>
#include <limits>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/candidates.h"
#include "store/ledger.h"
#include "store/select.h"

namespace syndic::store {
namespace {

// A source that gives one link to all of its items.
constexpr int kMostOfALinkAnswered = 20;
constexpr std::size_t kFileName = 2;

/// A row of link_answer.
struct AnswerRow {
  std::string link;
  std::int64_t first_seen = 0;
  std::int64_t published = 0;
  Standing standing = Standing::shown;
  std::optional<Key> shown;
  std::optional<std::int64_t> until;
  friend bool operator==(const AnswerRow&, const AnswerRow&) = default;

  [[nodiscard]] std::string file() const { return link.substr(0, kFileName); }
};

std::optional<std::int64_t> number_or_none(const Query& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.number(column));
}

std::optional<AnswerRow> row_of(Database& database, Key item) {
  Query row = database.query(
      "SELECT link, first_seen, published, standing, shown_key, held_until FROM link_answer "
      "WHERE item_key = $1",
      item);
  if (!row.next()) return std::nullopt;
  return AnswerRow{.link = row.text(0),
                   .first_seen = row.number(1),
                   .published = row.number(2),
                   .standing = static_cast<Standing>(row.number(3)),
                   .shown = number_or_none(row, 4),
                   .until = number_or_none(row, 5)};
}

/// Answers one question, once.
class Answerer {
 public:
  Answerer(Database& database, const LinkQuestion& question, std::vector<Key> changed)
      : database_(database),
        question_(question),
        picker_(database, question.selection),
        taken_(question.selection.source_ids.begin(), question.selection.source_ids.end()),
        changed_(std::move(changed)) {}

  std::map<std::string, bool> run_once() {
    if (is_another_question()) {
      take_all_seen();
    } else {
      take_changed();
    }
    for (const Key item : items_) put(item, judge(item));
    note_old();
    database_.run(
        "DELETE FROM link_file WHERE stale = 1 AND NOT EXISTS (SELECT 1 FROM link_answer "
        "WHERE link >= name AND link < name || 'g')");
    return files();
  }

 private:
  [[nodiscard]] bool is_another_question() const {
    return !database_.has("SELECT 1 FROM link_question WHERE definition = $1",
                          question_.definition);
  }

  void take(const std::vector<Key>& items) { items_.insert(items.begin(), items.end()); }

  void take_all_seen() {
    const std::int64_t since = base::to_unix_seconds(question_.seen_since);
    take(database_.keys("SELECT item_key FROM link_answer"));
    take(database_.keys("SELECT key FROM item WHERE first_seen >= $1", since));
    // What a source is called may be another word now.
    database_.run("UPDATE link_file SET stale = 1");
  }

  // An item's answer also depends on those of its story, as it is and as it was.
  void take_changed() {
    take(database_.keys("SELECT item_key FROM link_answer WHERE first_seen < $1",
                        base::to_unix_seconds(question_.seen_since)));
    // They may be withdrawn as copies of an item that is no longer of their story.
    take(answered_as(Standing::withdrawn));
    const std::vector<Key> held = answered_as(Standing::held);
    changed_.insert(changed_.end(), held.begin(), held.end());
    for (const Key item : changed_) {
      take(picker_.kin(item));
      const auto before = row_of(database_, item);
      const Key shown = before && before->shown ? *before->shown : item;
      take(database_.keys("SELECT item_key FROM link_answer WHERE shown_key = $1", shown));
    }
  }

  [[nodiscard]] std::vector<Key> answered_as(Standing standing) const {
    // Not by a parameter, as the index is on these two alone.
    return database_.keys("SELECT item_key FROM link_answer WHERE standing = " +
                          std::to_string(static_cast<int>(standing)));
  }

  // Empty if the item is not answered for.
  std::optional<AnswerRow> judge(Key item) {
    Query row = database_.query(
        "SELECT source.id, first_seen, published, canonical_url, dropped_by, "
        "EXISTS (SELECT 1 FROM withdrawal WHERE item_key = item.key) "
        "FROM item JOIN source ON source.key = source_key WHERE item.key = $1",
        item);
    if (!row.next()) return std::nullopt;
    const std::string source = row.text(0);
    AnswerRow answer{.link = {},
                     .first_seen = row.number(1),
                     .published = row.number(2),
                     .shown = {},
                     .until = {}};
    if (answer.first_seen < base::to_unix_seconds(question_.seen_since)) return std::nullopt;
    if (!question_.source_ids.contains(source)) return std::nullopt;
    answer.link = question_.hash(row.text(3));
    if (answer.link.size() < kFileName) return std::nullopt;
    const bool is_withdrawn = row.number(5) != 0;
    const bool is_dropped = !row.text(4).empty();
    if (is_withdrawn) {
      answer.standing = Standing::withdrawn;
    } else if (is_dropped) {
      answer.standing = Standing::kept_out;
    } else {
      judge_among(item, source, answer);
    }
    return answer;
  }

  // Judges an item that neither a rule nor a withdrawal of its own keeps out.
  void judge_among(Key item, const std::string& source, AnswerRow& answer) {
    const Selection& selection = question_.selection;
    if (question_.unpublished.contains(source)) {
      answer.standing = Standing::unpublished;
      return;
    }
    if (!taken_.contains(source) ||
        (!selection.facet.empty() && !in_facet(database_, selection.facet, item))) {
      answer.standing = Standing::kept_out;
      return;
    }
    const auto embargo = selection.not_after.find(source);
    if (embargo != selection.not_after.end() && question_.held_against) {
      const std::int64_t limit = base::to_unix_seconds(embargo->second);
      if (answer.published > limit) {
        answer.standing = Standing::held;
        answer.until = answer.published + base::to_unix_seconds(*question_.held_against) - limit;
        return;
      }
    }
    const model::Verdict verdict = picker_.verdict(item);
    if (verdict.withdrawn) {
      answer.standing = Standing::withdrawn;
    } else if (verdict.winner) {
      answer.standing = Standing::told;
      answer.shown = verdict.winner->key;
    }
  }

  void put(Key item, const std::optional<AnswerRow>& answer) {
    const auto before = row_of(database_, item);
    if (before == answer) return;
    if (before) {
      spoil(before->file());
      database_.run("DELETE FROM link_answer WHERE item_key = $1", item);
    }
    if (!answer) return;
    spoil(answer->file());
    database_.run("INSERT INTO link_answer VALUES ($1, $2, $3, $4, $5, $6, $7)", item, answer->link,
                  answer->first_seen, answer->published, static_cast<int>(answer->standing),
                  answer->shown, answer->until);
  }

  void spoil(const std::string& file) {
    database_.run(
        "INSERT INTO link_file (name, stale) VALUES ($1, 1) "
        "ON CONFLICT (name) DO UPDATE SET stale = 1",
        file);
  }

  // Items become old by time, and by newer ones.
  void note_old() {
    const std::int64_t now = question_.old_before ? base::to_unix_seconds(*question_.old_before)
                                                  : std::numeric_limits<std::int64_t>::min();
    const std::int64_t before = database_.key("SELECT old_before FROM link_question").value_or(now);
    database_.run(
        "UPDATE link_file SET stale = 1 WHERE name IN (SELECT substr(link, 1, 2) FROM link_answer "
        "WHERE published >= $1 AND published < $2)",
        std::min(now, before), std::max(now, before));
    database_.run(
        "INSERT INTO link_question (key, definition, old_before) VALUES (1, $1, $2) "
        "ON CONFLICT (key) DO UPDATE SET definition = excluded.definition, "
        "old_before = excluded.old_before",
        question_.definition, now);
  }

  [[nodiscard]] std::map<std::string, bool> files() const {
    std::map<std::string, bool> files;
    Query rows = database_.query("SELECT name, stale FROM link_file");
    while (rows.next()) files.emplace(rows.text(0), rows.number(1) != 0);
    return files;
  }

  Database& database_;
  const LinkQuestion& question_;
  ItemPicker picker_;
  std::unordered_set<std::string_view> taken_;  // Sources.
  std::vector<Key> changed_;
  std::set<Key> items_;  // To be judged.
};

LinkAnswer read_answer(const Query& row) {
  LinkAnswer answer{.link = row.text(0),
                    .standing = static_cast<Standing>(row.number(1)),
                    .source_id = row.text(2),
                    .first_seen = row.time_or_epoch(3),
                    .shown_by = row.text(4),
                    .until = row.time(5)};
  if (answer.standing == Standing::shown && row.number(6) != 0) answer.standing = Standing::old;
  return answer;
}

}  // namespace

std::map<std::string, bool> Ledger::answer(const LinkQuestion& question) {
  return database_.atomically(
      [&] { return Answerer(database_, question, changed_keys()).run_once(); });
}

std::vector<LinkAnswer> Ledger::answers(const std::string& file) {
  return database_.reading([&] {
    std::vector<LinkAnswer> answers;
    Query rows = database_.query(
        "SELECT link, standing, source.id, link_answer.first_seen, coalesce((SELECT other.id FROM "
        "item AS copy JOIN source AS other ON other.key = copy.source_key "
        "WHERE copy.key = shown_key), ''), held_until, "
        "link_answer.published < (SELECT old_before FROM link_question) "
        "FROM link_answer JOIN item ON item.key = item_key JOIN source ON source.key = source_key "
        "WHERE link >= $1 AND link < $1 || 'g' ORDER BY link, link_answer.first_seen, source.id, "
        "item.id",
        file);
    int of_link = 0;
    while (rows.next()) {
      LinkAnswer answer = read_answer(rows);
      of_link = !answers.empty() && answers.back().link == answer.link ? of_link + 1 : 1;
      if (of_link <= kMostOfALinkAnswered) answers.push_back(std::move(answer));
    }
    return answers;
  });
}

void Ledger::answered() {
  database_.atomically([&] { database_.run("UPDATE link_file SET stale = 0 WHERE stale = 1"); });
}

}  // namespace syndic::store
