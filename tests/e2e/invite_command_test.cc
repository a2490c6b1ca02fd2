// SPDX-License-Identifier: MIT
//
// `syndic invite` against sites that are no partners yet, and against one that is.
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/e2e/network.h"

namespace invite_command_test {

using namespace syndic;
using test::Finished;

namespace {

const std::string kNow = "2026-01-31T12:00:00Z";

const std::string kFeed =
    R"(<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>CASEL Blog</title><link>https://casel.example/</link><description>News</description>
<item><title>Old news</title><link>https://casel.example/4</link><guid>https://casel.example/4</guid>
<pubDate>Tue, 20 Jan 2026 12:00:00 GMT</pubDate><description>Four.</description></item>
<item><title>Schools that listen</title><link>https://casel.example/1</link>
<guid>https://casel.example/1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Sat, 31 Jan 2026 03:00:00 GMT</pubDate>
<description>Many schools have found ways to listen. This is how they do it, and what came of it in the
first year, as told by those who were there from the beginning to the end.</description></item>
<item><title>A talk</title><link>https://casel.example/2</link><guid>https://casel.example/2</guid>
<pubDate>Thu, 29 Jan 2026 12:00:00 GMT</pubDate><description>Two.</description>
<enclosure url="https://casel.example/2.mp3" type="audio/mpeg" length="100"/></item>
<item><title>A day without a date</title><link>https://casel.example/3</link>
<guid>https://casel.example/3</guid><pubDate>soon</pubDate><description>Three.</description></item>
</channel></rss>
)";

/// A network that writes, and a site that it writes to.
struct Place {
  test::FaultServer server;
  test::TempDir dir;

  explicit Place(const std::string& more = {},
                 const std::string& site =
                     "[site]\ntitle = \"TURN News\"\nsubtitle = \"News of unions and districts.\"\n"
                     "url = \"https://www.turn-net.org/\"\n"
                     "feeds_url = \"https://www.turn-net.org/feeds/\"\n"
                     "timezone = \"America/New_York\"\n"
                     "owner = { name = \"Jo Smith\", email = \"jo@turn-net.org\" }\n") {
    server.reply(
        "/casel.xml",
        {.headers = {{"Content-Type", "application/rss+xml"}}, .body = kFeed, .etag = "\"1\""});
    dir.write("syndic.toml", site +
                                 "[fetch]\nhost_delay = \"0s\"\n"
                                 "user_agent = \"turn/1 (+https://www.turn-net.org/)\"\n" +
                                 more);
  }

  [[nodiscard]] Finished invite(std::vector<std::string> words) const {
    words.insert(words.begin(), {"-c", (dir / "syndic.toml").string(), "invite"});
    return test::run_syndic(words, {{"SYNDIC_NOW", kNow}});
  }

  /// The same of a path of the server, which is private.
  [[nodiscard]] Finished invite_at(const std::string& path,
                                   const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {server.url(path), "--allow-private"};
    words.insert(words.end(), more.begin(), more.end());
    return invite(words);
  }

  /// With SITE in place of the server's address.
  [[nodiscard]] std::string shown(std::string text) const {
    const std::string site = server.url("");
    for (std::size_t at = 0; (at = text.find(site, at)) != std::string::npos;) {
      text.replace(at, site.size(), "SITE");
    }
    return text;
  }

  void serve_page(const std::string& path, const std::string& body) {
    server.reply(path, {.headers = {{"Content-Type", "text/html"}}, .body = body});
  }
};

std::string post(int number) {
  const std::string n = std::to_string(number);
  return "<div class=post><h2><a href=/" + n + ">A title of number " + n + "</a></h2><p>May " + n +
         ", 2022</p></div>";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kLetter = R"(Hello Ann Lee,

TURN News gathers the news of partner sites in one list, to read on the
web and in feed readers.

  News of unions and districts.
  https://www.turn-net.org/

We would like to have your news in it, too. This letter says what that
means, and how to say no. So far we have only looked at your site to
write it.

What would be carried
---------------------
The posts of your feed, new ones by themselves:

  CASEL Blog
  SITE/casel.xml

It has 4 posts now. In our list the newest would look like this:

  Schools that listen
  January 30, 2026 · CASEL Blog · by Ann Lee
  Many schools have found ways to listen. This is how they do it, and
  what came of it in the first year, as told by those who were there
  from the beginning to the end.
  READ MORE: https://casel.example/1

  A talk
  January 29, 2026 · CASEL Blog
  Two.
  LISTEN NOW: https://casel.example/2

  Old news
  January 20, 2026 · CASEL Blog
  Four.
  READ MORE: https://casel.example/4

How you are credited
--------------------
- The title of a post leads to your own page of it, and your name is
  beside it.
- Our feeds name you and your address as the source of each post.
- A post that several sources have appears once, as that of the one that
  had it first; the others are named beside it.
- Pictures and recordings stay on your server; we only refer to them.
- Our feeds pass on the text that you offer, and our page shows its
  beginning. If you prefer, they pass on a summary of at most 280
  characters, or the title and link alone. Posts can also be held back
  for some days, or bear a line of credit or copyright. Just say which.

Where it is published
---------------------
- The list:
  https://www.turn-net.org/feeds/index.html
- Who is in it, how each source does, and "Where is my post?":
  https://www.turn-net.org/feeds/sources.html
- The feed:
  https://www.turn-net.org/feeds/all.rss

How often we ask
----------------
- About every hour; later if your server or feed asks for it
  (Cache-Control, Expires, ttl), by a day at most, and less often when
  nothing was new for more than a week.
- With the ETag and Last-Modified that your server sent, so that it can
  answer that nothing is new (304).
- One request at a time. If your server answers 429 or 503, we wait as
  long as its Retry-After says, up to 31 days.
- In your logs we are: turn/1 (+https://www.turn-net.org/)

How to say no
-------------
- Answer this letter, now or at any later time: we take you out, and
  your posts leave our list and feeds.
- Or let your server answer our requests with 410 (Gone): then we do not
  ask again. What we have by then stays until you tell us.
- To take out a single post, tell us its address: it is withdrawn with
  every copy that others have. An Atom feed can say so itself
  (at:deleted-entry, RFC 6721). A post that only drops out of your feed
  stays, as old ones do.

What to mend first
------------------
- A date cannot be read (line 15): soon
  Remedy: write it as Tue, 03 Feb 2026 09:30:00 +0000 in RSS, as
  2026-02-03T09:30:00Z in Atom and JSON.

Please tell us whether you agree, and ask whatever you want to know.

With kind regards,
Jo Smith
jo@turn-net.org
TURN News
)";

}  // namespace

TEST_CASE("invite prints a letter to send, and beside it the lines for the configuration") {
  const Place place;
  const Finished run = place.invite_at("/casel.xml", {"--to", "Ann Lee", "--group", "partners"});
  CHECK(run.exit_code == 0);
  CHECK(place.shown(run.out) == kLetter);
  CHECK(place.shown(run.err) == "\n# For " + (place.dir / "syndic.toml").string() +
                                    ", once they agree:\n[[source]]\nid     = \"casel-blog\"\n"
                                    "name   = \"CASEL Blog\"\nurl    = \"SITE/casel.xml\"\n"
                                    "groups = [\"partners\"]\n");
  CHECK(place.server.requests().size() == 3);  // To read it, to judge it, and with its ETag.
}

TEST_CASE("invite --lines prints the lines alone, which the configuration takes") {
  const Place place;
  const Finished run = place.invite_at("/casel.xml", {"--lines", "--name", "CASEL", "--id", "sel"});
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(place.shown(run.out) ==
        "[[source]]\nid     = \"sel\"\nname   = \"CASEL\"\nurl    = \"SITE/casel.xml\"\n");
  const std::string config = test::bytes_of(place.dir / "syndic.toml");
  place.dir.write("with.toml", config + run.out);
  CHECK(test::run_syndic({"-c", (place.dir / "with.toml").string(), "check"}).exit_code == 0);
}

TEST_CASE("with --quiet or JSON messages, stderr has no lines of a configuration") {
  const Place place;
  const Finished quiet = place.invite_at("/casel.xml", {"--quiet"});
  CHECK(quiet.out.starts_with("Hello,\n"));
  CHECK(quiet.err.empty());
  const Finished json = place.invite_at("/casel.xml", {"--log-format", "json"});
  CHECK(json.out == quiet.out);
  CHECK(json.err.starts_with("{"));
  CHECK_FALSE(has(json.err, "[[source]]"));
}

TEST_CASE("whoever is a partner already gets no letter") {
  Place place;
  const std::string config = test::bytes_of(place.dir / "syndic.toml");
  place.dir.write("syndic.toml", config + "[[source]]\nid = \"casel\"\nname = \"CASEL\"\nurl = \"" +
                                     place.server.url("/casel.xml") + "\"\n");
  place.serve_page("/", "<link rel=alternate type=application/rss+xml href=/casel.xml>");
  // By the feed's own address no request is made, by the site's the feed is found first.
  for (const std::string path : {"/casel.xml", "/"}) {
    const auto before = place.server.requests().size();
    const Finished run = place.invite_at(path);
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK(has(place.shown(run.err),
              "source casel has SITE/casel.xml already, so no letter is written; "
              "syndic why casel tells how it does\n"));
    CHECK((place.server.requests().size() == before) == (path == "/casel.xml"));
  }
  place.server.reply("/other", {.body = test::rss_feed("other.example", {"One"})});
  const Finished other = place.invite_at("/other");
  CHECK(other.exit_code == 0);
  CHECK(other.out.starts_with("Hello,\n"));
  CHECK(has(
      other.err,
      "warning: source casel is on the same host; if it is this site's, no letter is needed\n"));
  CHECK(has(place.invite_at("/other", {"--id", "casel"}).err,
            "the id casel is taken; choose another with --id\n"));
}

TEST_CASE("the feed that was found for a partner's site is known, too") {
  const test::FaultServer elsewhere("127.0.0.2");
  test::Network network;
  test::FaultServer feeds("127.0.0.3");
  feeds.reply("/casel.xml", {.body = kFeed});
  network.server().reply("/", {.headers = {{"Content-Type", "text/html"}},
                               .body = "<link rel=alternate type=application/rss+xml href=" +
                                       feeds.url("/casel.xml") + ">"});
  network.configure("[[source]]\nid = \"casel\"\nsite = \"" + network.server().url("/") + "\"\n");
  REQUIRE(network.refresh().exit_code == 0);
  const Finished run = test::run_syndic(
      {"-c", network.config_file().string(), "invite", feeds.url("/casel.xml"), "--allow-private"},
      {{"SYNDIC_NOW", kNow}});
  CHECK(run.exit_code == 1);
  CHECK(run.out.empty());
  CHECK(has(run.err, "source casel has "));
}

TEST_CASE("of a site without a feed its page would be read, if it lists news") {
  Place place;
  place.serve_page("/news",
                   "<title>District news</title><main>" + post(1) + post(2) + post(3) + "</main>");
  const Finished run = place.invite_at("/news");
  CHECK(run.exit_code == 0);
  const std::string letter = place.shown(run.out);
  CHECK(has(letter,
            "The posts that this page of yours lists, as we found no feed:\n\n"
            "  District news\n  SITE/news\n\nIt has 3 posts now. In our list the newest "
            "would look like this:\n\n  A title of number 3\n  May 3, 2022 · District news\n"));
  CHECK(has(letter, "- Your robots.txt is asked first, and obeyed.\n"));
  CHECK(has(letter,
            "410 (Gone): then we do not\n  ask again. Or keep \"syndic\" off that page in "
            "your robots.txt. What we\n"));
  CHECK(has(letter, "A feed (RSS, Atom or JSON Feed) would be better."));
  CHECK(has(place.shown(run.err),
            "warning: no feed was found; the letter offers to read the page SITE/news\n"));
  CHECK(has(place.shown(run.err),
            "timezone = \"America/New_York\"\n\n[source.page]\nurl    = \"SITE/news\"\n"));
}

TEST_CASE("a site that has neither is asked for a feed, and would be searched for one") {
  Place place;
  place.serve_page("/", "<title>Hello</title><p>Nothing here.");
  const Finished run = place.invite_at("/");
  CHECK(run.exit_code == 0);
  const std::string letter = place.shown(run.out);
  CHECK(has(letter, "but cannot read them yet."));
  CHECK(has(letter,
            "Nothing yet: we found neither a feed here, nor a list of posts to read:\n\n"
            "  SITE/\n"));
  CHECK(has(letter, "Your site needs a feed (RSS, Atom or JSON Feed)."));
  CHECK_FALSE(has(letter, "410"));  // Which ends a feed, but not the search for another one.
  CHECK(has(place.shown(run.err), "name   = \"127.0.0.1\"\nsite   = \"SITE/\"\n"));
}

TEST_CASE("what a site writes cannot leave its place in the letter") {
  Place place;
  const std::string word(3000, 'w');
  place.server.reply(
      "/casel.xml",
      {.body = "<rss version=\"2.0\"><channel><title>~!touch x\n.\nFrom me\xE2\x80\xAE"
               "\x1B[31m</title><link>https://c.example/</link><description/>"
               "<item><title>~!touch\n.\n" +
               word + "</title><guid>\xE2\x80\xAE\n.\n</guid><link>https://c.example/" + word +
               "</link><pubDate>~\n.\n" + word +
               "</pubDate><author>~|sh</author><description>.\n\n~!x &lt;p&gt;.\n~r y " + word +
               "</description></item></channel></rss>"});
  const Finished run = place.invite(
      {"http://ursula:secret@" + place.server.url("/casel.xml").substr(7), "--allow-private"});
  CHECK(run.exit_code == 0);
  INFO(run.out);
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) {
    CHECK_FALSE(line.starts_with('.'));
    CHECK_FALSE(line.starts_with('~'));
    CHECK_FALSE(line.starts_with("From "));
    CHECK(line.size() < 700);
    CHECK(line.find_first_of("\x1B\r\t") == std::string::npos);
  }
  CHECK_FALSE(has(run.out, "\xE2\x80\xAE"));
  CHECK_FALSE(has(run.err, "\xE2\x80\xAE"));
  CHECK(has(run.out, "(an address of 3018 characters at c.example)"));
  CHECK_FALSE(has(run.out + run.err, "secret@"));
  CHECK_FALSE(has(run.out + run.err, "ursula"));
  CHECK(has(run.err, "# Its address has a secret, which is not shown.\n"));
}

TEST_CASE("what cannot be asked gets no letter, and the error says why") {
  Place place;
  place.server.reply("/robots.txt", {.body = "User-agent: syndic\nDisallow: /shut\n"});
  place.serve_page("/shut", "<main>" + post(1) + post(2) + post(3) + "</main>");
  for (const auto& [words, error] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{place.server.url("/casel.xml")},
            "is a private address; give --allow-private to allow it"},
           {{place.server.url("/gone"), "--allow-private"}, "404"},
           {{place.server.url("/shut"), "--allow-private"}, "robots.txt"}}) {
    const Finished run = place.invite(words);
    INFO(run.err);
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    CHECK(has(run.err, error));
  }
  CHECK(place.invite({"not an address"}).exit_code == 2);
  CHECK(test::run_syndic({"-c", "/nowhere.toml", "invite", "casel.org"}).exit_code == 78);
}

TEST_CASE("a letter from nobody in particular is one to mend before it is sent") {
  const Place place({}, "[site]\ntitle = \"T\"\nurl = \"https://www.example.org/\"\n");
  const Finished run = place.invite_at("/casel.xml");
  CHECK(run.exit_code == 0);
  const std::string file = "warning: " + (place.dir / "syndic.toml").string() + ": ";
  CHECK(run.err.starts_with(file + "site.url is a placeholder: https://www.example.org/\n" + file +
                            "site.feeds_url is not set, and the letter lacks it\n" + file +
                            "site.owner is not set, and the letter lacks it\n"));
  CHECK_FALSE(has(run.out, "Where it is published"));
}

TEST_CASE("a source that no feed would take in is one to mend before the letter is sent") {
  const Place place(
      "[[source]]\nname = \"A\"\nurl = \"https://a.example/\"\ngroups = [\"turn\"]\n"
      "[[feed]]\nname = \"turn\"\ngroups = [\"turn\"]\n");
  const std::string warning =
      "warning: no [[feed]] takes this source in; give a group that one has with --group\n";
  CHECK(has(place.invite_at("/casel.xml").err, warning));
  const Finished run = place.invite_at("/casel.xml", {"--group", "turn"});
  CHECK_FALSE(has(run.err, warning));
  CHECK(has(run.out, "- The feed:\n  https://www.turn-net.org/feeds/turn.rss\n"));
}

}  // namespace invite_command_test
