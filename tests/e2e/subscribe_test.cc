// SPDX-License-Identifier: MIT
//
// Lists of sources that are followed, over days: what is published, and what is told.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/network.h"
#include "tests/e2e/series.h"

namespace subscribe_test {

using namespace syndic;
using nlohmann::json;
using test::Lines;
namespace fs = std::filesystem;

namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "2026-02-DAYThh:00:00Z"
std::string on_day(int day, const std::string& hour = "12") {
  return "2026-02-" + two_digits(day) + "T" + hour + ":00:00Z";
}

/// A partner's posts "NAME-1" to "NAME-COUNT", the first of the 1st of January, one a day, each
/// partner's at a time of its own.
std::vector<test::Post> posts(const std::string& name, int count) {
  const std::string time =
      "T" + two_digits(name[0] - 'a') + ":" + two_digits(name[1] - 'a') + ":00Z";
  std::vector<test::Post> posts;
  for (int i = count; i > 0; --i) {
    const std::string number = std::to_string(i);
    posts.push_back({.guid = name + "-" + number,
                     .link = "https://" + name + ".example/" + number,
                     .title = name + "-" + number,
                     .date = "2026-01-" + two_digits(i) + time});
  }
  return posts;
}

test::Post post_of(const std::string& name, const std::string& title, const std::string& date) {
  return {
      .guid = title, .link = "https://" + name + ".example/" + title, .title = title, .date = date};
}

std::string opml(const std::string& outlines, const std::string& head = {}) {
  return "<?xml version=\"1.0\"?><opml version=\"2.0\"" + head +
         "><head><title>Union</title></head><body>" + outlines + "</body></opml>";
}

class Follower {
 public:
  explicit Follower(const std::string& more = {}) {
    network.configure("[[subscribe]]\nopml = \"" + list_url() + "\"\n" + more);
  }

  [[nodiscard]] std::string list_url() { return network.server().url("/list"); }

  [[nodiscard]] std::string outline(const std::string& name) {
    return "<outline text=\"" + name + "\" xmlUrl=\"" + network.server().url("/" + name) + "\"/>";
  }

  void serve(const std::string& name, const std::vector<test::Post>& items) {
    network.server().reply("/" + name, {.body = test::rss_of(items)});
  }

  void list(const std::string& outlines) {
    network.server().reply("/list", {.body = opml(outlines)});
  }

  /// Runs, and returns the titles in all.json.
  Lines run(const std::string& now, const std::vector<std::string>& flags = {"--force"}) {
    last = network.refresh(flags, now);
    INFO(last.err);
    CHECK(last.exit_code == 0);
    return titles();
  }

  [[nodiscard]] Lines titles(const std::string& feed = "all") const {
    Lines titles;
    const json read = json::parse(test::bytes_of(network.published(feed + ".json")));
    for (const json& item : read.at("items")) titles.push_back(item.at("title"));
    return titles;
  }

  /// What the last run told, without the address of the list.
  [[nodiscard]] Lines news() {
    Lines news;
    const json report = json::parse(last.out);
    for (const json& line : report.value("news", json::array())) {
      std::string text = line;
      const std::size_t at = text.find(list_url());
      if (at != std::string::npos) text.replace(at, list_url().size(), "LIST");
      news.push_back(text);
    }
    return news;
  }

  [[nodiscard]] Lines asked() const {
    Lines ids;
    const json report = json::parse(last.out);
    for (const json& source : report.at("sources")) ids.push_back(source.at("id"));
    return ids;
  }

  std::string command(const std::vector<std::string>& words) {
    std::vector<std::string> line = {test::syndic_binary()};
    line.insert(line.end(), words.begin(), words.end());
    line.insert(line.end(), {"-c", network.config_file().string()});
    const test::Finished done = test::Process(line, {{"SYNDIC_NOW", on_day(1)}}).wait();
    return done.out + done.err;
  }

  test::Network network;
  test::Finished last;
};

const Lines kOldest = {"old-3", "old-2", "old-1"};

}  // namespace

TEST_CASE("a list's sources are published from the first run on, and a new one joins quietly") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.serve("new", posts("new", 9));
  us.list(us.outline("old"));
  CHECK(us.run(on_day(1)) == kOldest);
  CHECK(us.news() == Lines{"list LIST brings 1 source: old"});
  CHECK(us.asked() == Lines{"old"});

  us.list(us.outline("old") + us.outline("new"));
  const Lines joined = {"new-9", "new-8", "new-7", "new-6", "new-5", "old-3", "old-2", "old-1"};
  CHECK(us.run(on_day(2)) == joined);
  CHECK(us.news() == Lines{"list LIST brings 1 source, which joins quietly: new"});

  // Old news that come later are history; what is published now comes in.
  auto more = posts("new", 9);
  more.push_back(post_of("new", "forgotten", "2026-01-05T09:00:00Z"));
  more.insert(more.begin(), post_of("new", "today", on_day(3, "08")));
  us.serve("new", more);
  Lines later = joined;
  later.insert(later.begin(), "today");
  CHECK(us.run(on_day(3)) == later);
  CHECK(us.news().empty());

  // History stays out though its words change, and though the rules do.
  more.back().text = "Other words.";
  more[9].text = "Other words.";  // Of new-1.
  us.serve("new", more);
  CHECK(us.run(on_day(4)) == later);
  us.network.server().reply("/list",
                            {.body = opml(us.outline("old") + "<outline text=\"new\" xmlUrl=\"" +
                                              us.network.server().url("/new") +
                                              "\" s:exclude=\"[&quot;title:new-9&quot;]\"/>",
                                          " xmlns:s=\"urn:syndic:source\"")});
  std::erase(later, "new-9");
  CHECK(us.run(on_day(5)) == later);
  CHECK(us.command({"status"}).find("new") != std::string::npos);
  CHECK(us.command({"why", "new"}).find(us.list_url()) != std::string::npos);
  CHECK(us.command({"why", "new-4"}).find("left out by joining quietly") != std::string::npos);
}

TEST_CASE("a source without dates joins with five items, too, and with no others later") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.list(us.outline("old"));
  us.run(on_day(1));
  auto undated = posts("new", 9);
  for (test::Post& post : undated) post.date.clear();
  us.serve("new", undated);
  us.list(us.outline("old") + us.outline("new"));
  CHECK(us.run(on_day(2)).size() == 8);
  undated.insert(undated.begin(), post_of("new", "fresh", ""));
  us.serve("new", undated);
  const Lines titles = us.run(on_day(3));
  CHECK(titles.size() == 9);
  CHECK(titles.front() == "fresh");
}

TEST_CASE("a source's groups follow its folder, and its id does not follow its name") {
  Follower us(
      "groups = [\"Union\"]\n[[feed]]\nname = \"all\"\n[[feed]]\nname = \"by\"\neach = \"group\"\n"
      "[[feed]]\nname = \"one\"\nsources = [\"old\"]\n");
  us.serve("old", posts("old", 3));
  us.list("<outline text=\"North\">" + us.outline("old") + "</outline>");
  us.run(on_day(1));
  CHECK(us.titles("by-union") == kOldest);
  CHECK(us.titles("by-north") == kOldest);
  CHECK(us.titles("one") == kOldest);
  us.list("<outline text=\"South\"><outline text=\"Renamed\" xmlUrl=\"" +
          us.network.server().url("/old") + "\"/></outline>");
  CHECK(us.run(on_day(2)) == kOldest);
  CHECK(us.titles("by-south") == kOldest);
  CHECK(us.titles("one") == kOldest);
  CHECK(us.asked() == Lines{"old"});
}

TEST_CASE("a source that is taken out leaves after a week, and comes back as the same one") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.serve("two", posts("two", 2));
  us.list(us.outline("old") + us.outline("two"));
  const Lines both = {"old-3", "two-2", "old-2", "two-1", "old-1"};
  CHECK(us.run(on_day(1)) == both);
  us.list(us.outline("old"));
  CHECK(us.run(on_day(2)) == both);
  CHECK(us.news() == Lines{"list LIST has 1 source no more, which stays for a week: two"});
  CHECK(us.run(on_day(8)) == both);
  CHECK(us.news().empty());
  CHECK(us.asked() == Lines{"old", "two"});
  CHECK(us.run(on_day(9)) == kOldest);
  CHECK(us.news() == Lines{"source two is in the configuration no more: its 2 items stay in the "
                           "store and out of the feeds, until it is back"});
  CHECK(us.asked() == Lines{"old"});

  us.list(us.outline("two") + us.outline("old"));
  auto while_away = posts("two", 9);
  us.serve("two", while_away);
  CHECK(us.run(on_day(20)) == Lines{"two-9", "two-8", "two-7", "two-6", "two-5", "old-3", "two-2",
                                    "old-2", "two-1", "old-1"});
  CHECK(us.asked() == Lines{"two", "old"});
}

TEST_CASE("a source whose address changes in its list keeps its items and gets new ones") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.serve("two", posts("two", 2));
  us.list(us.outline("old") + us.outline("two"));
  Lines both = us.run(on_day(1));
  CHECK(both.size() == 5);
  auto more = posts("two", 2);
  more.insert(more.begin(), post_of("two", "today", on_day(2, "08")));
  us.serve("else", more);
  us.network.server().reply("/two", {.status = 404});
  us.list(us.outline("old") + "<outline text=\"two\" xmlUrl=\"" + us.network.server().url("/else") +
          "\"/>");
  both.insert(both.begin(), "today");
  CHECK(us.run(on_day(2)) == both);
  CHECK(us.news() == Lines{"list LIST has another address for 1 source: two"});
  CHECK(us.asked() == Lines{"old", "two"});
  CHECK(us.run(on_day(12)) == both);
  CHECK(us.news().empty());
}

TEST_CASE("items that leave with their list did not vanish, and those that do are counted still") {
  Follower us("[[feed]]\nname = \"all\"\n[[feed]]\nname = \"by\"\neach = \"group\"\n");
  const auto outline = [&](const std::string& name, const std::string& more = {}) {
    return "<outline text=\"Small\"><outline text=\"" + name + "\" xmlUrl=\"" +
           us.network.server().url("/" + name) + "\" xmlns:s=\"urn:syndic:source\"" + more +
           "/></outline>";
  };
  us.serve("old", posts("old", 4));
  us.serve("two", posts("two", 9));
  us.list(outline("old") + outline("two"));
  us.run(on_day(1));
  CHECK(us.titles("by-small").size() == 13);
  us.list(outline("old"));
  us.run(on_day(2));
  us.run(on_day(9));
  const Lines left = {"old-4", "old-3", "old-2", "old-1"};
  CHECK(us.titles("by-small") == left);
  us.run(on_day(10));

  us.list(outline("old", " s:exclude=\"[&quot;old&quot;]\""));
  const auto strict = us.network.refresh({"--force"}, on_day(11));
  CHECK(strict.exit_code == 1);
  CHECK(strict.err.find("the feed by-small would lose 4 of its 4 items") != std::string::npos);
  CHECK(us.titles("by-small") == left);
}

TEST_CASE("a list that is broken changes nothing, and is told once") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.list(us.outline("old") + us.outline("two"));
  us.serve("two", posts("two", 2));
  const Lines both = us.run(on_day(1));
  CHECK(both.size() == 5);
  const std::string whole = opml(us.outline("old") + us.outline("two"));
  struct Case {
    test::Reply reply;
    std::string why;
  };
  const std::vector<Case> cases = {
      {{.status = 500}, "HTTP 500"},
      {{.status = 404}, "HTTP 404"},
      {{.status = 410}, "HTTP 410"},
      {{.body = "<!DOCTYPE html><html><body><p>Gone fishing</p></body></html>"}, "is no OPML list"},
      {{.body = ""}, "empty"},
      {{.body = opml("")}, "names no source"},
      {{.body = opml("<outline text=\"a\" xmlUrl=\"file:///etc/passwd\"/>")}, "names no source"},
      {{.body = whole.substr(0, whole.find("/two"))}, "is cut off, as it ends before </opml>"}};
  int day = 2;
  for (const Case& each : cases) {
    INFO(each.why);
    us.network.server().reply("/list", each.reply);
    CHECK(us.run(on_day(day++)) == both);
    REQUIRE(us.news().size() == 1);
    CHECK(us.news()[0].find("list LIST cannot be read, and changes nothing, so that its 2 sources "
                            "stay: ") == 0);
    CHECK(us.news()[0].find(each.why) != std::string::npos);
    CHECK(us.run(on_day(day++)) == both);
    CHECK(us.news().empty());
    CHECK(us.asked() == Lines{"old", "two"});
    us.list(us.outline("old") + us.outline("two"));
    CHECK(us.run(on_day(day++)) == both);
    CHECK(us.news() == Lines{"list LIST is back"});
  }
}

TEST_CASE("health.json is not ok once a list has failed for a day") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.list(us.outline("old"));
  const auto is_ok_on = [&](int day) {
    us.run(on_day(day));
    return json::parse(test::bytes_of(us.network.published("health.json"))).at("ok").get<bool>();
  };
  CHECK(is_ok_on(1));
  us.network.server().reply("/list", {.status = 404});
  CHECK(is_ok_on(2));
  const auto status =
      test::run_syndic({"status", "--failing", "-c", us.network.config_file().string()});
  CHECK(status.exit_code == 1);
  CHECK_THAT(status.err, Catch::Matchers::Contains("/list fails since ") &&
                             Catch::Matchers::Contains("HTTP 404"));
  CHECK_FALSE(is_ok_on(3));
  us.list(us.outline("old"));
  CHECK(is_ok_on(4));
  CHECK(test::run_syndic({"status", "--failing", "-c", us.network.config_file().string()})
            .exit_code == 0);
}

TEST_CASE("a list that cannot be read in its first run says so plainly") {
  Follower us;
  us.list("");
  us.run(on_day(1));
  CHECK(us.news() == Lines{"list LIST cannot be read: it names no source"});
  Follower other;
  other.network.server().reply("/list", {.status = 404});
  other.run(on_day(1));
  CHECK(other.news() == Lines{"list LIST cannot be read: HTTP 404 from " + other.list_url() +
                              ": nothing is at this address any more; look for its new one"});
  Follower gone;
  gone.network.server().reply("/list", {.status = 410});
  gone.run(on_day(1));
  CHECK(gone.news() ==
        Lines{"list LIST cannot be read: HTTP 410: it is gone for good; remove its [[subscribe]]"});
}

TEST_CASE("only sources that really come by a list, or go with it, are told") {
  Follower us;
  us.network.configure("[[source]]\nid = \"own\"\nurl = \"" + us.network.server().url("/own") +
                       "\"\n");
  us.serve("own", posts("own", 1));
  us.serve("old", posts("old", 3));
  const std::string wrong = "<outline xmlns:s=\"urn:syndic:source\" text=\"pg\" s:page.url=\"" +
                            us.network.server().url("/pg") + "\" s:page.item=\"//a[\"/>";
  const std::string file = "<outline text=\"Evil\" xmlUrl=\"file:///etc/passwd\"/>";
  us.list(us.outline("own") + us.outline("old") + wrong + file);
  us.run(on_day(1));
  Lines news = us.news();
  REQUIRE(news.size() == 3);
  CHECK(news[0] ==
        "list LIST has what is not taken over: Evil is at file:///etc/passwd, which is no http or "
        "https address");
  CHECK(news[1] == "list LIST brings 1 source: old");
  CHECK(news[2].starts_with(
      "list LIST has a source that is left out, pg: source.page.item is no XPath 1.0: "));

  // The same again, in other bytes, is no news.
  us.list(us.outline("own") + us.outline("old") + wrong + file + "<!-- 2 -->");
  us.run(on_day(2));
  CHECK(us.news().empty());
  us.list(us.outline("old"));
  us.run(on_day(3));
  CHECK(us.news().empty());
}

TEST_CASE("a list is asked for conditionally, and not twice within ten minutes") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.network.server().reply("/list", {.body = opml(us.outline("old")), .etag = "\"1\""});
  const auto requests = [&] {
    std::vector<std::string> tags;
    for (const test::SeenRequest& request : us.network.server().requests()) {
      if (request.path == "/list") tags.push_back(request.header("If-None-Match").value_or("-"));
    }
    return tags;
  };
  CHECK(us.run("2026-02-01T12:00:00Z", {}) == kOldest);
  CHECK(us.run("2026-02-01T12:09:00Z", {}) == kOldest);
  CHECK(requests() == Lines{"-"});
  CHECK(us.run("2026-02-01T12:10:00Z", {}) == kOldest);
  CHECK(requests() == Lines{"-", "\"1\""});
  CHECK(us.run("2026-02-02T12:00:00Z", {"--offline"}) == kOldest);
  CHECK(us.run("2026-02-02T12:00:00Z", {"--only", "old"}) == kOldest);
  CHECK(us.asked() == Lines{"old"});
  CHECK(requests().size() == 2);
}

TEST_CASE("a list's password is sent and never shown, and its host's wish for silence is heard") {
  test::Network network;
  network.server().reply("/old", {.body = test::rss_of(posts("old", 3))});
  network.add_source("old", "/old");
  std::string url = network.server().url("/list");
  url.insert(url.find("//") + 2, "me:geheim@");
  network.configure("[[subscribe]]\nopml = \"" + url + "\"\n");
  network.server().reply("/list", {.status = 429, .headers = {{"Retry-After", "7200"}}});
  const test::Finished silent = network.refresh({"--force"}, "2026-02-01T12:00:00Z");
  REQUIRE(network.server().requests().size() == 1);
  CHECK(network.server().requests()[0].header("Authorization"));
  CHECK((silent.out + silent.err).find("geheim") == std::string::npos);
  CHECK((silent.out + silent.err).find("/list cannot be read") != std::string::npos);

  // It is remembered in the next run.
  CHECK(network.refresh({"--force"}, "2026-02-01T13:00:00Z").exit_code == 0);
  CHECK(network.server().requests().size() == 1);
  network.server().reply("/list", {.body = opml("<outline text=\"a\" xmlUrl=\"" +
                                                network.server().url("/old?a") + "\"/>")});
  CHECK(network.refresh({"--force"}, "2026-02-01T15:00:00Z").exit_code == 0);
  CHECK(network.server().requests().size() == 4);
}

TEST_CASE("SIGTERM ends a run that waits for a list, and all stays as it was") {
  Follower us;
  us.serve("old", posts("old", 3));
  const auto ends_while_it_waits = [&] {
    us.network.server().reply("/list", {.body = opml(""), .delay = test::kForever});
    const std::size_t before = us.network.server().requests().size();
    test::Process run(us.network.refresh_command({"--force"}), {{"SYNDIC_NOW", on_day(2)}});
    while (us.network.server().requests().size() == before) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    run.send_signal(SIGTERM);
    const test::Finished finished = run.wait();
    CHECK(finished.exit_code == 1);
    CHECK(finished.err.find("interrupted") != std::string::npos);
  };
  ends_while_it_waits();
  CHECK_FALSE(fs::exists(us.network.published("all.json")));
  us.list(us.outline("old"));
  CHECK(us.run(on_day(3)) == kOldest);
  ends_while_it_waits();
  us.list(us.outline("old"));
  CHECK(us.run(on_day(4)) == kOldest);
  CHECK(us.news().empty());
}

TEST_CASE("a source that is added has another id than those of lists, and is not one of them") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.serve("else", posts("else", 1));
  us.list(us.outline("old"));
  us.run(on_day(1));
  CHECK(us.command({"add", us.network.server().url("/old")}).find("source old has") !=
        std::string::npos);
  CHECK(
      us.command({"add", us.network.server().url("/else"), "--name", "old"}).find("added old-2") !=
      std::string::npos);
}

TEST_CASE("a rehearsal shows what a list would bring, and keeps nothing of it") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.list(us.outline("old"));
  us.last = us.network.refresh({"--dry-run"}, on_day(1));
  CHECK(us.last.exit_code == 0);
  CHECK(us.asked() == Lines{"old"});
  CHECK_FALSE(fs::exists(us.network.store_file()));
  CHECK(us.command({"check"}).find("0 sources") != std::string::npos);
}

TEST_CASE("a list may be a file, and its sources leave with it") {
  test::Network network;
  Follower us;  // Its server has the feeds.
  us.serve("old", posts("old", 3));
  network.server().reply("/own", {.body = test::rss_of(posts("own", 1))});
  network.add_source("own", "/own");
  network.dir().write("union.opml", opml(us.outline("old")));
  network.configure("[[subscribe]]\nopml = \"union.opml\"\n");
  const auto published = [&] {
    Lines found;
    const json read = json::parse(test::bytes_of(network.published("all.json")));
    for (const json& item : read.at("items")) found.push_back(item.at("title"));
    return found;
  };
  REQUIRE(network.refresh({"--force"}, on_day(1)).exit_code == 0);
  CHECK(published() == Lines{"old-3", "old-2", "own-1", "old-1"});
  // The list is the same one, however the configuration is named.
  CHECK(test::Process({"/bin/sh", "-c", "cd \"$1\" && \"$2\" status -c syndic.toml", "sh",
                       network.dir().path().string(), test::syndic_binary()})
            .wait()
            .out.find("old") != std::string::npos);
  fs::remove(network.dir() / "union.opml");
  REQUIRE(network.refresh({"--force"}, on_day(2)).exit_code == 0);
  CHECK(published().size() == 4);

  const std::string config = test::bytes_of(network.config_file());
  network.dir().write("syndic.toml", config.substr(0, config.find("[[subscribe]]")));
  const test::Finished done = test::Process({test::syndic_binary(), "refresh", "--json", "--accept",
                                             "-c", network.config_file().string()},
                                            {{"SYNDIC_NOW", on_day(3)}})
                                  .wait();
  CHECK(done.exit_code == 0);
  CHECK(published() == Lines{"own-1"});
}

TEST_CASE("a hostile list reads no file, sends no secret and does not break the run") {
  Follower us;
  us.serve("old", posts("old", 3));
  us.network.dir().write("secret.xml", test::rss_of(posts("secret", 1)));
  const std::string file = (us.network.dir() / "secret.xml").string();
  const std::string good = us.network.server().url("/old");
  std::string outlines =
      "<outline text=\"a&#10;b\" xmlUrl=\"" + good + "\" s:path=\"" + file +
      "\" s:token=\"env:HOME\" s:user=\"env:HOME\" s:password=\"x\" s:headers=\"{ X = 'y' }\" "
      "s:proxy=\"http://127.0.0.1:1\" s:ca_file=\"" +
      file + "\" s:include=\"[]&#10;path='" + file + "'\" s:content=\"none\"/>" +
      "<outline text=\"c\" xmlUrl=\"file://" + file + "\"/><outline text=\"d\" s:path=\"" + file +
      "\"/><outline text=\"e\" xmlUrl=\"javascript:alert(1)\"/><outline text=\"f\" "
      "xmlUrl=\"env:HOME\"/>" +
      "<outline text=\"A B\" xmlUrl=\"" + good + "?1\"/><outline text=\"a-b\" xmlUrl=\"" + good +
      "?2\"/>";
  us.network.server().reply("/list", {.body = opml(outlines, " xmlns:s=\"urn:syndic:source\"")});
  const Lines titles = us.run(on_day(1));
  CHECK(us.asked() == Lines{"a-b", "a-b-2", "a-b-3"});
  CHECK(titles.size() == 3);
  for (const test::SeenRequest& request : us.network.server().requests()) {
    CHECK_FALSE(request.header("Authorization"));
    CHECK_FALSE(request.header("X"));
  }
}

TEST_CASE("a list's sources at private addresses are not asked where none may be") {
  test::Network network;
  network.dir().write("union.opml",
                      opml("<outline text=\"a\" xmlUrl=\"" + network.server().url("/x") + "\"/>"));
  network.dir().write("syndic.toml",
                      "[site]\ntitle = \"News\"\nurl = \"https://www.example.org/\"\n"
                      "[[subscribe]]\nopml = \"union.opml\"\n");
  const test::Finished done = test::Process({test::syndic_binary(), "refresh", "--json", "-c",
                                             network.config_file().string()},
                                            {{"SYNDIC_NOW", on_day(1)}})
                                  .wait();
  CHECK(done.out.find("private address") != std::string::npos);
  CHECK(network.server().requests().empty());
}

TEST_CASE("of a list of ten thousand sources, five thousand are followed") {
  test::Network network;
  std::string outlines;
  for (int i = 0; i < 10'000; ++i) {
    outlines += "<outline text=\"same\" xmlUrl=\"http://127.0.0.1:1/" + std::to_string(i) + "\"/>";
  }
  network.dir().write("union.opml", opml(outlines));
  network.configure("[[subscribe]]\nopml = \"union.opml\"\nenabled = true\n");
  const test::Finished done = network.refresh({"--dry-run"}, on_day(1));
  CHECK(json::parse(done.out).at("sources").size() == 5'000);
}

}  // namespace subscribe_test
