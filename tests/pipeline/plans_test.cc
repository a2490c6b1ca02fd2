// SPDX-License-Identifier: MIT
//
// What a run costs on PostgreSQL: no statement of it passes over what is stored.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "pipeline/refresh/refresh.h"
#include "store/ledger.h"
#include "store/store.h"
#include "tests/pipeline/plans.h"
#include "tests/support/fake_transport.h"
#include "tests/support/postgres.h"
#include "tests/support/temp_dir.h"

namespace plans_test {

using namespace syndic;
using Strings = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

const std::atomic<bool> kNever = false;

/// A statement that may do what another may not.
struct ByDesign {
  const char* begin;  // Of its text.
  const char* fault;
  const char* why;
};

constexpr ByDesign kByDesign[] = {
    {"DELETE FROM changed_item RETURNING", "changed_item: all of it", "it empties the table"},
    {"SELECT 1 FROM changed_item LIMIT 1", "changed_item: all of changed_item_pkey",
     "it stops at the first row"},
    {"SELECT item_key FROM link_answer", "link_answer: all of link_answer_pkey",
     "all is answered anew once the question is another"},
    {"SELECT item_key FROM link_answer", "link_answer: all of it",
     "all is answered anew once the question is another"},
    {"SELECT key FROM item WHERE first_seen >= $1", "item: all of it",
     "all is answered anew once the question is another"},
    {"SELECT key, source_key, published FROM late_item JOIN item",
     "item: all of item_by_exact_title",
     "before the first ANALYZE, which has it planned anew; the other case has the right plan"},
    {"DECLARE", "item: all of it", "a facet that is new is made of all items"},
    {"SELECT source.id, item.id, item.title, since FROM vanished", "vanished: all of vanished_pkey",
     "all of them are told, and they are few"},
    {"SELECT source.id, item.id, item.title, since FROM vanished",
     "vanished: all of vanished_by_source", "all of them are told, and they are few"},
    {"SELECT source.id, item.id, item.title, since FROM vanished", "vanished: all of it",
     "all of them are told, and they are few"},
    {"SELECT source.id, coalesce(published_id.id, item.id), at, why, by_source FROM withdrawal",
     "withdrawal: all of withdrawal_by_time", "from the newest until a feed has enough"},
};

bool is_by_design(const std::string& sql, const std::string& fault) {
  for (const ByDesign& each : kByDesign) {
    if (sql.starts_with(each.begin) && fault == each.fault) return true;
  }
  return false;
}

constexpr int kFilled = 20;  // Sources that are not due, of 10 items each.

// The tables that grow, as after months.
constexpr const char* kFill = R"sql(
INSERT INTO source (id, next_due, last_fetch, last_success, items, newest_published, newest_change)
  SELECT 'f' || n, 4000000000, 1769800000, 1769800000, 10, 1769800000 - n, 1769800000 - n
  FROM generate_series(1, 20) n;
INSERT INTO item (source_key, first_seen, id, published, dated_by_first_sight, content_hash,
  canonical_url, given_id, feed_id, identity, date_element, position, dropped_by, title_key,
  fingerprint, words, url, external_url, comments_url, rights, language, image, banner_image, kind,
  title_type, summary_type, content_type, title, lists, summary, content)
  SELECT key, newest_published - n * 86400, id || ':' || n, newest_published - n * 86400, 0,
  md5(id || n), 'https://' || id || '.example/' || n, '', id || ':' || n, 'given', '', n, '',
  'post ' || n || ' of ' || id, 0, 5, 'https://' || id || '.example/' || n, '', '', '', 'en', '',
  '', 'read', 'plain', 'plain', 'plain', 'Post ' || n || ' of ' || id, '', '', 'some words of it'
  FROM source, generate_series(0, 9) n WHERE id LIKE 'f%';
INSERT INTO archive SELECT 'all', n, 0 FROM generate_series(1, 50) n
  ON CONFLICT DO NOTHING;
INSERT INTO archive_entry SELECT 'all', key, 1 + key % 50, 0 FROM item WHERE id LIKE 'f%'
  ON CONFLICT DO NOTHING;
INSERT INTO link_answer SELECT key, md5(id), first_seen, published, 0, NULL, NULL FROM item
  WHERE id LIKE 'f%' ON CONFLICT DO NOTHING;
INSERT INTO facet_item SELECT key, 'some', source_key, published, id FROM item WHERE id LIKE 'f%'
  ON CONFLICT DO NOTHING;
INSERT INTO published_id SELECT key, 'all', id FROM item WHERE id LIKE 'f%' AND key % 9 = 0;
INSERT INTO late_item SELECT key, first_seen FROM item WHERE id LIKE 'f%' AND key % 9 = 0
  ON CONFLICT DO NOTHING;
INSERT INTO correction SELECT key, first_seen FROM item WHERE id LIKE 'f%' AND key % 9 = 0
  ON CONFLICT DO NOTHING;
INSERT INTO withdrawal SELECT key, source_key, first_seen, '', 0 FROM item
  WHERE id LIKE 'f%' AND key % 100 = 0 ON CONFLICT DO NOTHING;
INSERT INTO vanished SELECT key, source_key, first_seen FROM item
  WHERE id LIKE 'f%' AND key % 100 = 1 ON CONFLICT DO NOTHING;
DELETE FROM changed_item;
ANALYZE;
)sql";

std::string post(const std::string& name, const std::string& day, const std::string& words = "") {
  return "<item><guid isPermaLink=\"false\">urn:x:" + name + "</guid><link>https://x.example/" +
         name + "</link><title>Post about " + name + "</title><pubDate>" + day +
         " Jan 2026 08:00:00 GMT</pubDate><description>The words of " + name + words +
         "</description></item>";
}

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>T</title>" + items + "</channel></rss>";
}

class Fixture {
 public:
  explicit Fixture(int filled) {
    test::log_plans(server_.url(), "postgres");
    config_.file = dir_ / "syndic.toml";
    config_.site = {.title = "All", .url = "https://www.example.org/", .language = "en"};
    config_.store = {.sqlite_file = {}, .postgres_url = server_.url()};
    config_.publish.directory = dir_ / "public";
    config_.fetch.transport.host_delay = std::chrono::milliseconds(0);
    for (const char* id : {"a", "b", "c"}) add_source(id);
    for (int n = 1; n <= filled; ++n) add_source("f" + std::to_string(n));
    config_.feeds.push_back({.name = "all", .title = "All", .items = 5});
    config_.feeds.push_back({.name = "some", .title = "Some", .languages = {"en"}});
    config_.feeds.push_back({.name = "own", .title = "Own", .sources = {"a", "c"}, .items = 3});
  }

  void answer(const std::string& source, const std::string& items) {
    transport_.answer("https://" + source + ".example/feed", rss(items));
  }

  void run(const char* now, const pipeline::RefreshOptions& options = {}) {
    pipeline::Progress progress;
    (void)pipeline::refresh(config_, options, base::Clock(base::parse_rfc3339_utc(now).value()),
                            transport_, progress, kNever);
  }

  void fill() { CHECK(test::run_psql(server_.url(), kFill).err == ""); }

  [[nodiscard]] std::unique_ptr<store::Store> store() const { return store::open(config_.store); }

  [[nodiscard]] std::streamoff log_size() const {
    return static_cast<std::streamoff>(fs::file_size(log()));
  }

  /// Each fault with its statement; `seen` has all statements.
  Strings faults_since(std::streamoff from, std::set<std::string>& seen) const {
    std::set<std::string> faults;
    const test::PlanJudge judge(server_.url());
    test::for_plans(log(), from, [&](const test::Plan& plan) {
      seen.insert(plan.sql);
      for (const std::string& fault : judge.faults(plan.top)) {
        if (!is_by_design(plan.sql, fault)) faults.insert(fault + " by " + plan.sql);
      }
    });
    return {faults.begin(), faults.end()};
  }

 private:
  void add_source(const std::string& id) {
    const std::string url = "https://" + id + ".example/feed";
    config_.sources.push_back({.id = id, .fetch = {.id = id, .url = url}});
  }
  [[nodiscard]] fs::path log() const { return server_.folder() / "log"; }

  test::PostgresServer server_;
  test::TempDir dir_;
  test::FakeTransport transport_;
  config::Config config_;
};

std::string many_posts(const std::string& of) {
  std::string items;
  for (int day = 30; day > 9; --day) {
    items += post(of + std::to_string(day), std::to_string(day));
  }
  return items;
}

// News, copies, what changes, what goes and what comes late.
void run_for_days(Fixture& f) {
  f.run("2026-01-30T13:00:00Z");
  f.answer("a", post("news", "31") + many_posts("a"));
  f.answer("b", post("news", "31") + post("b30", "30", " and more") + post("old", "02"));
  f.run("2026-01-31T12:00:00Z");
  (void)f.store()->ledger().withdraw(
      {.source_id = "a", .id = "urn:x:a20", .at = {}, .why = "wrong", .by_source = false});
  f.answer("a", post("news", "31", " anew") + post("a30", "30") + post("a28", "28"));
  f.answer("b", post("b30", "30"));
  f.run("2026-02-01T12:00:00Z");
  f.run("2026-02-01T12:10:00Z", {.offline = true});
  f.run("2026-02-02T12:00:00Z", {.force = true});
}

}  // namespace

TEST_CASE("no statement of a run passes over what is stored, be the tables new or large") {
  if (!test::PostgresServer::is_available()) return;
  const bool is_large = GENERATE(false, true);
  Fixture f(is_large ? kFilled : 0);
  f.answer("a", many_posts("a"));
  f.answer("b", many_posts("b"));
  f.answer("c", many_posts("a"));
  std::streamoff from = f.log_size();
  if (is_large) {
    f.run("2026-01-30T12:00:00Z", {.only = {"a", "b", "c"}});
    f.fill();
    from = f.log_size();
  } else {
    f.run("2026-01-30T12:00:00Z");
  }
  run_for_days(f);
  std::set<std::string> seen;
  CHECK(f.faults_since(from, seen) == Strings());
  for (const char* part :
       {"INSERT INTO item ", "INSERT INTO archive_entry", "INSERT INTO facet_item",
        "INSERT INTO link_answer", "INSERT INTO published_id", "INSERT INTO withdrawal",
        "INSERT INTO vanished", "INSERT INTO correction", "INSERT INTO late_item",
        "changed_item SELECT key FROM added", "FROM item JOIN archive_entry",
        "FROM facet_item JOIN item", "FROM late_item JOIN item"}) {
    CAPTURE(part);
    CHECK(std::ranges::any_of(
        seen, [&](const std::string& sql) { return sql.find(part) != std::string::npos; }));
  }
}

}  // namespace plans_test
