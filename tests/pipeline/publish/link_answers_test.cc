// SPDX-License-Identifier: MIT
//
// "Where is my post?": the files below why/.
#include "pipeline/publish/link_answers.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/gzip.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "pipeline/publish/publish.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace publish_link_answers_test {

using namespace syndic;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

model::Timestamp at(const std::string& text) { return base::parse_rfc3339_utc(text).value(); }

const std::string kNoon = "2026-01-31T12:00:00Z";

model::Item post(const std::string& name, const std::string& published = "2026-01-31T09:00:00Z") {
  model::Item item;
  item.id = "tag:a.example,2026:" + name;
  item.url = "https://www.a.example/" + name + "?utm_source=mail#more";
  item.canonical_url = "https://a.example/" + name;
  item.title.value = item.content_hash = "Post " + name;
  item.published = at(published);
  return item;
}

struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;
  model::Timestamp now = at(kNoon);

  Fixture() {
    config.site = {.title = "All", .url = "https://www.example.org/", .language = "en"};
    config.publish.directory = dir / "public";
    for (const char* id : {"a", "b"}) {
      const std::string host = std::string("https://www.") + id + ".example/";
      config.sources.push_back({.id = id,
                                .name = std::string("Partner ") + id,
                                .fetch = {.id = id, .url = host + "feed"}});
    }
    config.feeds.push_back({.name = "all", .title = "All"});
    store = store::open(test::options_of(dir.path()));
  }

  void merge(const char* source, std::vector<model::Item> items) {
    model::Feed feed;
    feed.items = std::move(items);
    for (model::Item& each : feed.items) each.id += std::string(":") + source;
    (void)store->merge(source, feed, {}, now);
  }

  void publish() { (void)pipeline::publish(config, *store, now, {}); }

  [[nodiscard]] Json json(const std::string& name) const {
    return Json::parse(test::bytes_of(dir / "public" / "why" / name));
  }

  [[nodiscard]] static std::string file_of(const std::string& name) {
    return base::fnv1a("https://a.example/" + name).substr(0, 2) + ".json";
  }

  /// What is answered for the post of that name.
  [[nodiscard]] Json answers(const std::string& name) const {
    return json(file_of(name)).at(base::fnv1a("https://a.example/" + name));
  }

  [[nodiscard]] std::string everything() const {
    std::string all;
    for (const auto& entry : fs::directory_iterator(dir / "public/why")) {
      if (entry.path().extension() == ".json") all += test::bytes_of(entry.path());
    }
    return all;
  }
};

Json shown(const std::string& source) {
  return {{"is", "shown"}, {"seen", kNoon}, {"source", source}};
}

}  // namespace

TEST_CASE("a post's answer is found by the hash of its link") {
  Fixture f;
  f.merge("a", {post("one")});
  f.publish();
  CHECK(f.answers("one") == Json::array({shown("Partner a")}));
  const Json index = f.json("index.json");
  CHECK(index.at("days") == 90);
  CHECK(index.at("have") == Json::array({Fixture::file_of("one").substr(0, 2)}));
  CHECK(index.at("sources") ==
        Json::parse(R"([{"id": "a", "name": "Partner a", "hosts": ["a.example"]},
                        {"id": "b", "name": "Partner b", "hosts": ["b.example"]}])"));
  CHECK(index.at("tracking").at("prefixes").at(0) == "utm_");
  const Json names = index.at("tracking").at("names");
  CHECK(std::find(names.begin(), names.end(), "fbclid") != names.end());
  const fs::path file = f.dir / "public/why" / Fixture::file_of("one");
  CHECK(base::gunzip(test::bytes_of(file.string() + ".gz"), 10'000) == test::bytes_of(file));
}

TEST_CASE("another source's copy, a rule, a withdrawal and an embargo are told from each other") {
  Fixture f;
  f.config.sources.push_back(
      {.id = "c", .name = "Partner c", .fetch = {.url = "https://c.example/"}});
  f.config.sources.push_back(
      {.id = "d", .name = "Partner d", .fetch = {.url = "https://d.example/"}});
  f.config.sources[2].terms.embargo = std::chrono::hours(6);
  f.config.sources[3].terms.content = config::Passing::none;
  model::Item dropped = post("dropped");
  dropped.lineage.dropped_by = "exclude \"secret word\"";
  f.merge("a", {post("one"), dropped, post("gone")});
  f.merge("c", {post("late", "2026-01-31T10:00:00Z")});
  f.merge("d", {post("kept")});
  f.now += boost::posix_time::hours(1);
  f.merge("b", {post("one")});
  CHECK(f.store->ledger().withdraw({"a", "tag:a.example,2026:gone:a", f.now, "private reason"}));
  f.publish();
  CHECK(f.answers("one").at(0) == shown("Partner a"));
  CHECK(f.answers("one").at(1) == Json{{"is", "told"},
                                       {"seen", "2026-01-31T13:00:00Z"},
                                       {"source", "Partner b"},
                                       {"by", "Partner a"}});
  CHECK(f.answers("dropped").at(0).at("is") == "kept_out");
  CHECK(f.answers("gone").at(0).at("is") == "withdrawn");
  CHECK(f.answers("kept").at(0).at("is") == "unpublished");
  CHECK(f.answers("late").at(0).at("is") == "held");
  CHECK(f.answers("late").at(0).at("until") == "2026-01-31T16:00:00Z");
  CHECK(f.everything().find("secret word") == std::string::npos);
  CHECK(f.everything().find("private reason") == std::string::npos);
  f.now += boost::posix_time::hours(4);
  f.publish();
  CHECK(f.answers("late") == Json::array({shown("Partner c")}));
}

TEST_CASE("of a private source no file says anything, nor that it is shown in another's place") {
  Fixture f;
  f.config.sources[0].terms.is_private = true;
  f.merge("a", {post("one"), post("two")});
  f.now += boost::posix_time::hours(1);
  f.merge("b", {post("one")});
  f.publish();
  CHECK(f.answers("one") ==
        Json::array({{{"is", "told"}, {"seen", "2026-01-31T13:00:00Z"}, {"source", "Partner b"}}}));
  CHECK(f.json("index.json").at("sources").size() == 1);
  CHECK(f.everything().find("Partner a") == std::string::npos);
  CHECK(f.everything().find("a.example") == std::string::npos);
  CHECK(f.everything().find(base::fnv1a("https://a.example/two")) == std::string::npos);
}

TEST_CASE("only the files of what changed are replaced, and one that is lost is written again") {
  Fixture f;
  f.merge("a", {post("one"), post("two")});
  REQUIRE(Fixture::file_of("one") != Fixture::file_of("two"));
  f.publish();
  const fs::path one = f.dir / "public/why" / Fixture::file_of("one");
  const fs::path two = f.dir / "public/why" / Fixture::file_of("two");
  const std::string bytes = test::bytes_of(one);
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(48);
  fs::last_write_time(one, old);
  fs::last_write_time(two, old);
  CHECK(f.store->ledger().withdraw({"a", "tag:a.example,2026:two:a", f.now, ""}));
  f.publish();
  CHECK(fs::last_write_time(one) == old);
  CHECK(fs::last_write_time(two) != old);
  fs::remove(one);
  f.publish();
  CHECK(test::bytes_of(one) == bytes);
}

TEST_CASE("answers leave after ninety days, and with the page") {
  Fixture f;
  f.merge("a", {post("one")});
  f.now += boost::gregorian::days(89);
  f.merge("a", {post("two", "2026-04-30T12:00:00Z")});
  f.publish();
  const fs::path one = f.dir / "public/why" / Fixture::file_of("one");
  CHECK(fs::exists(one));
  f.now += boost::gregorian::days(2);
  f.merge("a", {post("two", "2026-04-30T12:00:00Z"), post("three", "2026-05-02T00:00:00Z")});
  f.publish();
  CHECK_FALSE(fs::exists(one));
  CHECK_FALSE(fs::exists(one.string() + ".gz"));
  CHECK(f.json("index.json").at("have").size() == 2);
  f.config.publish.page = false;
  f.config.digest = "without the page";
  f.publish();
  CHECK(fs::is_empty(f.dir / "public/why"));
}

TEST_CASE("what is older than all that the page shows is only in the history") {
  Fixture f;
  f.config.feeds[0].max_age = std::chrono::hours(24 * 10);
  f.merge("a", {post("one", "2026-01-01T00:00:00Z"), post("two")});
  f.publish();
  CHECK(f.answers("one").at(0).at("is") == "older");
  CHECK(f.answers("two").at(0).at("is") == "shown");
}

}  // namespace publish_link_answers_test
