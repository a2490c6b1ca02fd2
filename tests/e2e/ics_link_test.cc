// SPDX-License-Identifier: MIT
//
// Items of feeds that link to a calendar file have its event.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace ics_link_test {

using namespace syndic;
using nlohmann::json;
using test::Network;

namespace {

const std::string kNow = "2026-01-31T12:00:00Z";
const std::string kLater = "2026-01-31T14:00:00Z";

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\nSUMMARY:Never shown\r\n" + lines + "END:VEVENT\r\n";
}

test::Reply calendar(const std::string& events) {
  return {.headers = {{"Content-Type", "text/calendar"}},
          .body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//p//EN\r\n" + events +
                  "END:VCALENDAR\r\n"};
}

const std::string kFair =
    event("UID:f@p\r\nDTSTART:20260308T140000Z\r\nDTEND:20260308T160000Z\r\nLOCATION:Gym\r\n");

/// One item, whose calendar file is at `href`.
std::string item(const std::string& title, const std::string& href) {
  return "<item><title>" + title + "</title><link>https://p.example/" + title +
         "</link><guid isPermaLink=\"false\">" + title +
         "</guid><pubDate>Fri, 30 Jan 2026 10:00:00 GMT</pubDate><description>About " + title +
         "</description><enclosure url=\"" + href +
         "\" length=\"1\" type=\"text/calendar\"/></item>";
}

test::Reply rss(const std::string& items, const std::string& title = "Partner") {
  return {.body = "<rss version=\"2.0\"><channel><title>" + title +
                  "</title><link>https://p.example/</link>"
                  "<description>News</description>" +
                  items + "</channel></rss>"};
}

/// The source's row in the report.
json refresh(Network& network, const std::string& now = kNow) {
  const auto run = network.refresh({"--force"}, now);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  return json::parse(run.out).at("sources").at(0);
}

/// The events of the published items, by title; null for none.
json events(const Network& network) {
  json found = json::object();
  const json all = json::parse(test::bytes_of(network.published("all.json")));
  for (const json& each : all.at("items")) {
    found[each.at("title")] = each.value("_syndic", json::object()).value("event", json());
  }
  return found;
}

json starts(const Network& network) {
  json found = json::object();
  const json all = events(network);
  for (const auto& [title, each] : all.items()) {
    found[title] = each.is_null() ? "none" : each.value("start", "none");
  }
  return found;
}

std::size_t asked(Network& network, const std::string& path) {
  return network.server().requests(path).size();
}

}  // namespace

TEST_CASE("an item has the event of its calendar file, and keeps it as long as it is the same") {
  Network network;
  test::FaultServer& server = network.server();
  network.add_source("p", "/feed");
  const std::string fair = item("Fair", "fair.ics");
  server.reply("/feed", rss(fair));
  server.reply("/fair.ics", calendar(kFair));
  refresh(network);
  const json expected = {
      {"Fair",
       {{"start", "2026-03-08T14:00:00Z"}, {"end", "2026-03-08T16:00:00Z"}, {"place", "Gym"}}}};
  CHECK(events(network) == expected);
  CHECK(test::bytes_of(network.published("events.ics")).find("SUMMARY:Fair") != std::string::npos);

  CHECK(refresh(network, kLater).at("outcome") == "unchanged");
  CHECK(events(network) == expected);
  server.reply("/feed", rss(fair, "Another name"));
  server.reply("/fair.ics", calendar(event("UID:f@p\r\nDTSTART:20260401T140000Z\r\n")));
  const json reread = refresh(network, kLater);
  CHECK(reread.at("outcome") == "updated");
  CHECK(reread.at("changed") == 0);
  CHECK(events(network) == expected);
  CHECK(asked(network, "/fair.ics") == 1);
}

TEST_CASE("an item that changes is asked for its event again, and keeps what it has in vain") {
  Network network;
  test::FaultServer& server = network.server();
  network.add_source("p", "/feed");
  server.reply("/feed", rss(item("Fair", "fair.ics")));
  server.reply("/fair.ics", calendar(kFair));
  refresh(network);
  const auto change = [&](const std::string& words) {
    std::string changed = item("Fair", "fair.ics");
    changed.replace(changed.find("About"), 5, words);
    server.reply("/feed", rss(changed));
    CHECK(refresh(network, kLater).at("changed") == 1);
  };
  server.reply("/fair.ics", calendar(event("UID:f@p\r\nDTSTART:20260401T140000Z\r\n")));
  change("Later:");
  CHECK(starts(network) == json{{"Fair", "2026-04-01T14:00:00Z"}});
  server.reply("/fair.ics", {.status = 503});
  change("Soon:");
  CHECK(starts(network) == json{{"Fair", "2026-04-01T14:00:00Z"}});
  CHECK(asked(network, "/fair.ics") == 3);
}

TEST_CASE("Atom, JSON Feed and an item's own link name calendar files too") {
  Network network;
  test::FaultServer& server = network.server();
  network.add_source("atom", "/atom");
  network.add_source("json", "/json");
  network.add_source("rss", "/rss");
  std::string entries;
  for (const std::string rel : {"enclosure", "alternate", "related"}) {
    entries += "<entry><id>urn:x:" + rel + "</id><title>" + rel +
               "</title><updated>2026-01-30T10:00:00Z</updated><link rel=\"" + rel +
               "\" type=\"text/calendar\" href=\"/" + rel + "\"/><link href=\"https://p.example/" +
               rel + "\"/></entry>";
    server.reply("/" + rel, calendar(kFair));
  }
  server.reply("/atom", {.body = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x</id>"
                                 "<title>A</title><updated>2026-01-30T10:00:00Z</updated>" +
                                 entries + "</feed>"});
  server.reply("/json",
               {.body = json{{"version", "https://jsonfeed.org/version/1.1"},
                             {"title", "J"},
                             {"items",
                              {{{"id", "1"},
                                {"title", "attachment"},
                                {"content_text", "Text"},
                                {"attachments",
                                 {{{"url", server.url("/a")}, {"mime_type", "text/calendar"}}}}}}}}
                            .dump()});
  server.reply("/a", calendar(kFair));
  server.reply("/rss", rss("<item><title>link</title><link>" + server.url("/own.ICS?id=1") +
                           "</link><guid isPermaLink=\"false\">1</guid></item>"));
  server.reply("/own.ICS?id=1", calendar(kFair));
  refresh(network);
  const json start = "2026-03-08T14:00:00Z";
  CHECK(starts(network) == json{{"enclosure", start},
                                {"alternate", start},
                                {"related", start},
                                {"attachment", start},
                                {"link", start}});
  const json all = json::parse(test::bytes_of(network.published("all.json")));
  for (const json& each : all.at("items")) {
    if (each.at("title") == "alternate") CHECK(each.at("url") == "https://p.example/alternate");
  }
}

TEST_CASE("a file that is not one event costs its item nothing but the event, and is asked once") {
  Network network;
  test::FaultServer& server = network.server();
  network.add_source("p", "/feed");
  const std::string other = event("UID:o@p\r\nDTSTART:20260501T140000Z\r\n");
  std::string whole = calendar(kFair).body;
  server.reply("/cut.ics", {.body = whole.substr(0, whole.find("END:VCALENDAR"))});
  server.reply("/html.ics", {.body = "<!DOCTYPE html><title>No</title>"});
  server.reply("/rss.ics", rss("<item><title>X</title></item>"));
  server.reply("/two.ics", calendar(kFair + other));
  server.reply("/none.ics", calendar(""));
  server.reply("/large.ics", calendar(event("UID:l@p\r\nDTSTART:20260308T140000Z\r\nDESCRIPTION:" +
                                            std::string(256 * 1024, 'x') + "\r\n")));
  server.reply("/series.ics",
               calendar(event("UID:s@p\r\nDTSTART:20260105T180000Z\r\nRRULE:FREQ=WEEKLY\r\n")));
  server.reply("/past.ics", calendar(event("UID:p@p\r\nDTSTART:20200105T180000Z\r\n")));
  std::string items;
  for (const std::string name :
       {"cut", "html", "rss", "two", "none", "large", "404", "series", "past"}) {
    items += item(name, name + ".ics");
  }
  server.reply("/feed", rss(items));
  CHECK(refresh(network).at("new") == 9);
  const json expected = {{"cut", "none"},
                         {"html", "none"},
                         {"rss", "none"},
                         {"two", "none"},
                         {"none", "none"},
                         {"large", "none"},
                         {"404", "none"},
                         {"series", "2026-02-02T18:00:00Z"},
                         {"past", "2020-01-05T18:00:00Z"}};
  CHECK(starts(network) == expected);
  server.reply("/feed", rss(items, "Another name"));
  CHECK(refresh(network, kLater).at("changed") == 0);
  CHECK(starts(network) == expected);
  CHECK(asked(network, "/404.ics") == 1);
  CHECK(asked(network, "/two.ics") == 1);
}

TEST_CASE("ten files of a source are asked for in a run, the others in the next ones") {
  Network network;
  test::FaultServer& server = network.server();
  network.add_source("p", "/feed");
  std::string items;
  for (int i = 0; i < 25; ++i) {
    const std::string name = "i" + std::to_string(i);
    items += item(name, name + ".ics");
    server.reply("/" + name + ".ics", calendar(kFair));
  }
  server.reply("/feed", rss(items));
  const auto with_event = [&] {
    const json all = starts(network);
    return std::count_if(all.begin(), all.end(), [](const json& each) { return each != "none"; });
  };
  refresh(network);
  CHECK(server.requests().size() == 1 + 10);
  CHECK(with_event() == 10);
  refresh(network, kLater);
  CHECK(server.requests().size() == 2 + 20);
  CHECK(with_event() == 20);
  CHECK(refresh(network, "2026-01-31T16:00:00Z").at("changed") == 0);
  CHECK(with_event() == 25);
  CHECK(refresh(network, "2026-01-31T18:00:00Z").at("outcome") == "unchanged");
  CHECK(server.requests().size() == 4 + 25);
}

TEST_CASE("a host that asks for silence gets no more requests, and is asked for the rest later") {
  Network network;
  network.one_at_a_time();
  test::FaultServer& server = network.server();
  network.add_source("p", "/feed");
  server.reply("/feed", rss(item("A", "a.ics") + item("B", "b.ics")));
  const test::Reply busy = {.status = 429, .headers = {{"Retry-After", "60"}}};
  server.reply("/a.ics", busy);
  server.reply("/b.ics", busy);
  refresh(network);
  CHECK(server.requests().size() == 2);
  const std::string rest = asked(network, "/a.ics") == 1 ? "B" : "A";
  server.reply("/a.ics", calendar(kFair));
  server.reply("/b.ics", calendar(kFair));
  refresh(network, kLater);
  CHECK(server.requests().size() == 4);
  json expected = {{"A", "none"}, {"B", "none"}};
  expected[rest] = "2026-03-08T14:00:00Z";
  CHECK(starts(network) == expected);
}

TEST_CASE("a source's password goes to its own origin alone") {
  Network network;
  test::FaultServer elsewhere("127.0.0.2");
  test::FaultServer& server = network.server();
  std::string url = server.url("/feed");
  url.insert(url.find("//") + 2, "ann:secret@");
  network.add_source("p", url);
  server.reply("/feed", rss(item("Here", "here.ics") + item("There", elsewhere.url("/there.ics"))));
  server.reply("/here.ics", calendar(kFair));
  elsewhere.reply("/there.ics", calendar(kFair));
  refresh(network);
  REQUIRE(server.requests("/here.ics").size() == 1);
  CHECK(server.requests("/here.ics").front().header("Authorization"));
  REQUIRE(elsewhere.requests("/there.ics").size() == 1);
  CHECK_FALSE(elsewhere.requests("/there.ics").front().header("Authorization"));
}

TEST_CASE("a private address is not asked") {
  const test::TempDir dir;
  test::FaultServer server;
  server.reply("/fair.ics", calendar(kFair));
  dir.write("feed.xml", rss(item("Fair", server.url("/fair.ics"))).body);
  const auto refresh_with = [&](const std::string& allow) {
    dir.write("syndic.toml",
              "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
              "feeds_url = \"https://t.example/feeds/\"\n" +
                  test::store_section(dir.path()) + "[fetch]\nallow_private = " + allow +
                  "\n[[source]]\nid = \"p\"\nname = \"P\"\npath = \"feed.xml\"\n");
    const auto run = test::run_syndic({"refresh", "--force", "-c", (dir / "syndic.toml").string()},
                                      {{"SYNDIC_NOW", kNow}});
    INFO(run.err);
    CHECK(run.exit_code == 0);
  };
  refresh_with("false");
  CHECK(server.requests().empty());
  dir.write("feed.xml", rss(item("Another", server.url("/fair.ics"))).body);
  refresh_with("true");
  CHECK(server.requests().size() == 1);
}

}  // namespace ics_link_test
