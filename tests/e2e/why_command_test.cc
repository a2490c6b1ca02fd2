// SPDX-License-Identifier: MIT
//
// "Where is my post?", answered by the real program.
#include <catch2/catch.hpp>

#include "store/store.h"
#include "tests/e2e/network.h"

namespace why_command_test {

using namespace syndic::test;

namespace {

constexpr const char* kHead = "<rss version=\"2.0\"><channel><title>T</title><description/>";

std::string channel(const std::string& home, const std::string& items) {
  return kHead + ("<link>" + home + "</link>") + items + "</channel></rss>";
}

std::string post(const std::string& title, const std::string& link, const std::string& more) {
  return "<item><title>" + title + "</title><link>" + link + "</link>" + more + "</item>";
}

// Two partners that share a story, with rules, ids and dates of every kind.
struct Planet {
  TempDir dir;

  Planet() {
    dir.write("casel.xml",
              channel("https://casel.example/",
                      post("Ten years of SEL", "https://casel.example/ten?utm_source=rss",
                           "<guid>https://casel.example/ten</guid>"
                           "<pubDate>Tue, 17 May 2022 09:00:00 GMT</pubDate>") +
                          post("Sponsored: buy pens", "https://casel.example/pens",
                               "<guid isPermaLink=\"false\">42</guid>"
                               "<pubDate>Mon, 16 May 2022 09:00:00 GMT</pubDate>") +
                          post("Essential work", "https://casel.example/work", "")));
    dir.write("cec.xml", channel("https://www.cec.example/",
                                 post("Ten years of SEL", "http://www.casel.example/ten/",
                                      "<guid>https://www.cec.example/?p=1</guid>"
                                      "<pubDate>Tue, 17 May 2022 10:00:00 GMT</pubDate>") +
                                     post("Podcast one", "https://www.cec.example/p1",
                                          "<guid>https://www.cec.example/p1</guid>"
                                          "<dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                                          "2022-05-17T11:00:00Z</dc:date>") +
                                     post("Podcast two", "https://www.cec.example/p2",
                                          "<guid>https://www.cec.example/p2</guid>"
                                          "<pubDate>Tue, 17 May 2030 12:00:00 GMT</pubDate>")));
    configure("");
  }

  void configure(const std::string& more, const std::string& more_of_cec = "") const {
    dir.write("syndic.toml",
              "[site]\ntitle = \"All\"\nurl = \"https://t.example/\"\n" +
                  store_section(dir.path(), "s.db") +
                  "[[source]]\nid = \"casel\"\nname = \"CASEL\"\npath = \"casel.xml\"\n"
                  "groups = [\"partners\", \"sel\"]\nexclude = [\"sponsored\"]\n"
                  "[[source]]\nid = \"cec\"\nname = \"CEC\"\npath = \"cec.xml\"\n" +
                  more_of_cec +
                  "[[feed]]\nname = \"all\"\nitems = 3\n"
                  "[[feed]]\nname = \"partners\"\ngroups = [\"partners\"]\n"
                  "[[feed]]\nname = \"new\"\nmax_age = \"24d\"\n" +
                  more);
  }

  [[nodiscard]] Finished run(std::vector<std::string> words) const {
    words.insert(words.end(), {"-c", (dir.path() / "syndic.toml").string()});
    return run_syndic(words, {{"SYNDIC_NOW", "2022-06-10T10:30:00Z"}});
  }

  void refresh() const { REQUIRE(run({"refresh"}).exit_code == 0); }

  // What `why` says, with the folder's path as DIR.
  [[nodiscard]] std::string why(const std::string& asked, int exit_code = 0) const {
    const Finished answer = run({"why", asked});
    CHECK(answer.exit_code == exit_code);
    std::string said = answer.out + answer.err;
    const std::string path = dir.path().string();
    for (std::size_t at = said.find(path); at != std::string::npos; at = said.find(path)) {
      said.replace(at, path.size(), "DIR");
    }
    return said;
  }
};

bool holds(const std::string& text, const std::string& line) {
  return text.find(line) != std::string::npos;
}

}  // namespace

TEST_CASE("why tells the whole story of an item") {
  const Planet planet;
  planet.refresh();
  CHECK(planet.why("https://casel.example/work") ==
        "\"Essential work\"\n"
        "  link: https://casel.example/work\n"
        "  source: casel (CASEL), DIR/casel.xml\n"
        "  first seen: 2022-06-10T10:30:00Z, when its source was fetched\n"
        "  published: 2022-05-16T08:59:59Z, right below the dated items, as its feed gave it no "
        "date and was new\n"
        "  id: https://casel.example/work, taken from its link, as the feed gives no id\n"
        "  in feed all: not there: the feed holds 3 items, its newest, and the oldest is of "
        "2022-05-17T09:00:00Z\n"
        "  in feed partners: number 2 of 2\n"
        "  in feed new: not there: older than the feed's max_age\n");
}

TEST_CASE("why tells which feed takes in others only, and which has enough of its source") {
  const Planet planet;
  planet.configure(
      "[[feed]]\nname = \"labor\"\ninclude = [\"labor\"]\n"
      "[[feed]]\nname = \"mixed\"\nmax_per_source = 1\n");
  planet.refresh();
  const std::string story = planet.why("https://www.cec.example/p2");
  CHECK(holds(story,
              "  in feed labor: not there: the feed takes in other tags, kinds, languages or words "
              "only\n"));
  CHECK(holds(story,
              "  in feed mixed: not there: the feed holds max_per_source newer ones of its "
              "source\n"));
}

TEST_CASE("why tells that an item is there because it came in late") {
  const Planet planet;
  std::string posts;
  for (int day = 10; day < 20; ++day) {
    posts += post("Daily", "https://www.cec.example/d" + std::to_string(day),
                  "<pubDate>" + std::to_string(day) + " May 2022 10:00:00 GMT</pubDate>");
  }
  planet.configure("[[feed]]\nname = \"five\"\nsources = [\"cec\"]\nitems = 5\n");
  planet.dir.write("cec.xml", channel("https://www.cec.example/", posts));
  planet.refresh();
  planet.dir.write("cec.xml", channel("https://www.cec.example/",
                                      posts + post("Late", "https://www.cec.example/late",
                                                   "<pubDate>1 Jan 2022 10:00:00 GMT</pubDate>")));
  const Finished again = run_syndic({"refresh", "-c", (planet.dir / "syndic.toml").string()},
                                    {{"SYNDIC_NOW", "2022-06-10T12:30:00Z"}});
  REQUIRE(again.exit_code == 0);
  CHECK(holds(planet.why("https://www.cec.example/late"),
              "  in feed five: number 5 of 5, for 48 hours from its first sight, as it came in "
              "late\n"));
}

TEST_CASE(
    "why finds an item by id, by the id its feed gives it, by link in any spelling, by title") {
  const Planet planet;
  planet.refresh();
  for (const char* asked :
       {"https://www.cec.example/p1", "http://cec.example/p1/", "cec.example/p1",
        "https://www.cec.example/p1?utm_source=mail#comments", "PODCAST ONE", "cast one"}) {
    CAPTURE(asked);
    CHECK(planet.why(asked).starts_with("\"Podcast one\"\n"));
  }
  CHECK(planet.why("42").starts_with("\"Sponsored: buy pens\"\n"));
  const std::string both = planet.why("podcast");
  CHECK(both.starts_with("\"Podcast one\"\n"));
  CHECK(holds(both, "\n\n\"Podcast two\"\n"));
}

TEST_CASE("why names the rule that left an item out") {
  const Planet planet;
  planet.refresh();
  const std::string said = planet.why("https://casel.example/pens");
  CHECK(holds(said, "\n  rules: left out by exclude \"sponsored\"\n"));
  CHECK(holds(said, "\n  in feed all: not there: left out by exclude \"sponsored\"\n"));
  CHECK(holds(said, ", made of the feed's id \"42\", which is no URI, or not this item's alone\n"));
}

TEST_CASE("why names the terms of a source that keep an item out, or out for now") {
  const Planet planet;
  planet.configure("", "content = \"none\"\n");
  planet.refresh();
  CHECK(holds(planet.why("https://www.cec.example/p1"),
              "\n  in feed all: not there: its source's content = \"none\" keeps it out\n"));
  planet.configure("", "embargo = \"30d\"\n");
  planet.refresh();
  CHECK(holds(planet.why("https://www.cec.example/p1"),
              "\n  in feed all: not there before 2022-06-16T11:00:00Z, by its source's embargo\n"));
}

TEST_CASE("why names the copy that stands for an item, and what it stands for") {
  const Planet planet;
  planet.refresh();
  const std::string loser = planet.why("https://www.cec.example/?p=1");
  CHECK(holds(loser,
              "\n  in feed all: not by itself: the same item comes from casel (same link, its id "
              "there is https://casel.example/ten), on whose own site its page is; that is number "
              "3 of 3\n"));
  CHECK(
      holds(loser, "\n  in feed partners: not there: the feed does not take its source's items\n"));
  const std::string both = planet.why("casel.example/ten");
  CHECK(holds(both,
              "\n  id: https://casel.example/ten, the id that its feed gives it\n"
              "  in place of: cec (same link, its id there is https://www.cec.example/?p=1)\n"
              "  in feed all: number 3 of 3\n"
              "  in feed partners: number 1 of 2\n"));
}

TEST_CASE("why says that a copy was there in an earlier run") {
  const Planet planet;
  planet.configure("", "enabled = false\n");
  planet.refresh();
  planet.configure("");
  REQUIRE(run_syndic({"refresh", "-c", (planet.dir.path() / "syndic.toml").string()},
                     {{"SYNDIC_NOW", "2022-06-11T10:30:00Z"}})
              .exit_code == 0);
  CHECK(holds(planet.why("https://www.cec.example/?p=1"), ", which had it in an earlier run; "));
}

TEST_CASE("without deduplication an item stands beside its copies") {
  const Planet planet;
  planet.configure("[[feed]]\nname = \"each\"\ndedupe = false\n");
  planet.refresh();
  CHECK(holds(planet.why("https://www.cec.example/?p=1"), "\n  in feed each: number 2 of 5\n"));
  CHECK(holds(planet.why("https://casel.example/ten"), "\n  in feed each: number 4 of 5\n"));
}

TEST_CASE("why says which element dated an item, or why none did") {
  const Planet planet;
  planet.refresh();
  CHECK(holds(planet.why("https://casel.example/ten"),
              "\n  published: 2022-05-17T09:00:00Z, as its pubDate says\n"));
  CHECK(holds(planet.why("podcast one"),
              "\n  published: 2022-05-17T11:00:00Z, as its dc:date says\n"));
  CHECK(
      holds(planet.why("podcast two"),
            "\n  published: 2022-05-17T09:59:59Z, right below the dated items, as its pubDate lay "
            "ahead and its feed was new\n"));
}

TEST_CASE("why tells how a source stands, by id, address or host") {
  const Planet planet;
  planet.refresh();
  const std::string casel = planet.why("casel");
  CHECK(
      casel.starts_with("source casel (CASEL)\n"
                        "  address: DIR/casel.xml\n"
                        "  groups: partners, sel\n"
                        "  last fetch: 2022-06-10T10:30:00Z\n"
                        "  last success: 2022-06-10T10:30:00Z\n"
                        "  last change: 2022-06-10T10:30:00Z\n"
                        "  next due: 2022-06-10T11:2"));
  CHECK(holds(casel,
              "\n  items: 3, of which 1 left out by exclude \"sponsored\"\n"
              "  newest: \"Ten years of SEL\" of 2022-05-17T09:00:00Z\n"
              "  in feeds: all, partners, new\n"));
  CHECK(planet.why("casel.example") == casel);
  CHECK(planet.why("http://www.casel.example/") == casel);
}

TEST_CASE("why finds a source by its name, in any case") {
  const Planet planet;
  planet.refresh();
  CHECK(planet.why("CASEL") == planet.why("casel"));
  CHECK(planet.why("Cec") == planet.why("cec"));
}

TEST_CASE("why shows which feed a site was found to have") {
  Network network;
  network.server().reply("/", {.headers = {{"Content-Type", "text/html"}},
                               .body = "<link rel=alternate type=application/rss+xml href=/feed>"});
  network.server().reply("/feed", {.body = rss_feed("site.example", {"one"})});
  network.configure("[[source]]\nid = \"here\"\nname = \"Here\"\nsite = \"" +
                    network.server().url("/") + "\"\n");
  REQUIRE(network.refresh().exit_code == 0);
  const Finished why = run_syndic({"why", "Here", "-c", network.config_file().string()});
  CHECK(why.exit_code == 0);
  CHECK(why.out.find(network.server().url("/feed") +
                     ", which was found there on 2026-01-31T12:00:00Z\n") != std::string::npos);
  CHECK(why.out.find("what to do") == std::string::npos);
}

TEST_CASE("why shows where a source has moved, and what is still missing to follow it") {
  Network network;
  network.server().reply("/old", {.status = 301, .headers = {{"Location", "/new"}}});
  network.server().reply("/new", {.body = rss_feed("new.example", {"one"})});
  network.add_source("moving", "/old");
  const auto told = [&](const char* now) {
    REQUIRE(network.refresh({"--force"}, now).exit_code == 0);
    return run_syndic({"why", "moving", "-c", network.config_file().string()}).out;
  };
  const std::string there = network.server().url("/new");
  CHECK(told("2026-01-31T12:00:00Z")
            .find(there + " for good, seen on 1 of 3 days; then it is asked there") !=
        std::string::npos);
  CHECK(told("2026-02-01T12:00:00Z").find("seen on 2 of 3 days") != std::string::npos);
  CHECK(told("2026-02-02T12:00:00Z").find(there + ", where it moved for good") !=
        std::string::npos);
}

TEST_CASE("why says what to do about a source that fails") {
  Network network;
  network.server().reply("/gone?token=secret", {.status = 410});
  network.server().reply("/lost?token=secret", {.status = 404});
  network.server().reply("/page?token=secret", {.body = "<!DOCTYPE html><title>No feed</title>"});
  for (const char* id : {"gone", "lost", "page"}) {
    network.add_source(id, std::string("/") + id + "?token=secret");
  }
  (void)network.refresh();
  const auto why = [&](const std::string& asked) {
    return run_syndic({"why", asked, "-c", network.config_file().string()},
                      {{"SYNDIC_NOW", "2026-01-31T12:10:00Z"}})
        .out;
  };
  const std::string lost = why("lost");
  CHECK(holds(lost,
              "\n  last fetch: 2026-01-31T12:00:00Z, HTTP status 404\n"
              "  last success: never\n"
              "  last change: never\n"
              "  failures in a row: 1\n"
              "  last error: "));
  CHECK(holds(
      lost,
      "\n  what to do: nothing is at this address any more: find the new one on the site, and "
      "set url\n"));
  CHECK_FALSE(holds(lost, "secret"));
  const std::string gone = why("gone");
  CHECK(holds(gone, "\n  next due: never, as the site says that it is gone\n"));
  CHECK(holds(gone, "or ask once more with syndic refresh --force --only gone\n"));
  CHECK(holds(why("page"),
              "\n  what to do: what it sends cannot be read as a feed, see its last error\n"));
}

TEST_CASE("why says what an unknown post's host is known for, and fails") {
  const Planet planet;
  planet.refresh();
  CHECK(
      planet.why("https://casel.example/draft", 1) ==
      "error: no item has the link https://casel.example/draft; its host is that of the source "
      "casel, last fetched 2022-06-10T10:30:00Z, 3 items, the newest of 2022-05-17T09:00:00Z; see "
      "syndic why casel, and whether its feed has the post\n");
  CHECK(planet.why("https://else.example/a?token=secret", 1) ==
        "error: no item of any source has the link https://else.example/a, and no source "
        "is on else.example; syndic status lists the sources\n");
  CHECK(planet.why("no such thing", 1) ==
        "error: nothing is known as \"no such thing\": it is no source's id or name, and no item's "
        "id, link or title; "
        "give the link of the post, or the id of a source as syndic status lists them\n");
}

TEST_CASE("why knows the configuration before anything was fetched") {
  const Planet planet;
  CHECK(holds(planet.why("casel"), "\n  last fetch: never\n"));
  CHECK(holds(planet.why("casel"),
              "\n  what to do: it was never asked: run syndic refresh --only casel\n"));
  CHECK(planet.why("some post", 1) ==
        "error: nothing is known of \"some post\": no refresh has made the store " +
            syndic::store::name_of(options_of("DIR", "s.db")) + " yet; run syndic refresh\n");
}

TEST_CASE("why knows what was meant by a slip, too, before there is anything in a store") {
  const Planet planet;
  const std::string meant = "error: nothing is known as \"csael\"; did you mean casel?\n";
  CHECK(planet.why("csael", 1) == meant);
  planet.dir.write("s.db", "");
  CHECK(planet.why("csael", 1) == meant);
}

TEST_CASE("why tells of a source that was switched off or taken out") {
  const Planet planet;
  planet.refresh();
  planet.configure("", "enabled = false\n");
  CHECK(holds(planet.why("podcast one"), " (switched off: not asked, but what it gave stays)\n"));
  CHECK(holds(planet.why("podcast one"), "\n  in feed all: number 1 of 3\n"));
  CHECK(holds(planet.why("cec"), "\n  next due: never, as it is switched off\n"));
  planet.dir.write("syndic.toml", "[site]\ntitle = \"All\"\nurl = \"https://t.example/\"\n" +
                                      store_section(planet.dir.path(), "s.db"));
  CHECK(holds(planet.why("podcast one"),
              "\n  source: cec (T), which is no longer in the configuration: what it gave is kept, "
              "not published\n"));
  CHECK(planet.why("cec", 1) ==
        "error: source cec is in the configuration no more: its 3 items stay in the store and out "
        "of the feeds, until it is back\n");
}

TEST_CASE("why knows what was meant by a slip") {
  const Planet planet;
  planet.refresh();
  CHECK(planet.why("csael", 1) == "error: nothing is known as \"csael\"; did you mean casel?\n");
}

TEST_CASE("many items that fit are told of in part") {
  const Planet planet;
  std::string items;
  for (int i = 10; i < 25; ++i) {
    const std::string number = std::to_string(i);
    items += post("Issue " + number, "https://casel.example/" + number, "");
  }
  planet.dir.write("casel.xml", channel("https://casel.example/", items));
  planet.refresh();
  const std::string said = planet.why("issue");
  CHECK(holds(said, "\nand more items; give one's link or id, or more of its title\n"));
  std::size_t told = 0;
  for (std::size_t at = 0; (at = said.find("\n  published: ", at)) != std::string::npos; ++at)
    ++told;
  CHECK(told == 10);
}

}  // namespace why_command_test
