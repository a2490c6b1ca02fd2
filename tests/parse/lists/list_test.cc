// SPDX-License-Identifier: MIT
#include "parse/lists/list.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "parse/lists/reader_settings.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace list_reader_test {

using namespace syndic;

namespace {

using Texts = std::vector<std::string>;
using Settings = std::vector<std::pair<std::string, std::string>>;

model::SourceList sample(const std::string& name) {
  auto list =
      parse::read_list(test::bytes_of(test::source_dir() / "tests/data/lists" / name), name);
  REQUIRE(list);
  return *std::move(list);
}

}  // namespace

TEST_CASE("FreshRSS's settings of a feed become those of a source") {
  const auto list = sample("freshrss.opml");
  CHECK(list.title == "Our reader");
  REQUIRE(list.sources.size() == 3);
  CHECK(list.sources[0].name == "Casel");
  CHECK(list.sources[0].url == "http://127.0.0.1:9/casel.rss");
  CHECK(list.sources[0].groups == Texts{"Partners"});
  CHECK(list.sources[0].settings == Settings{{"interval", "21600s"}});
  CHECK(list.sources[2].settings ==
        Settings{
            {"enabled", "false"},
            {"proxy", "http://proxy.example:3128"},
            {"headers", R"({ "Cookie" = "seen=1", "X-Key" = "abc", "Accept-Language" = "en" })"}});
  CHECK(list.notes ==
        Texts{"Casel: cssFullContent of FreshRSS has no counterpart",
              "Casel: filtersActionRead of FreshRSS has no counterpart",
              "The district: cssFullContent of FreshRSS becomes detail, which finds the text "
              "without a selector",
              "Numbers: is read by FreshRSS as JSON+DotNotation, for which there is no counterpart",
              "Quiet is filled from a list; write it as [[subscribe]] with opml = "
              "\"https://lists.example/quiet.opml\"",
              "Muted: priority of FreshRSS has no counterpart",
              "Muted: CURLOPT_USERAGENT of FreshRSS has no counterpart"});
  CHECK(list.left_out == 1);
}

TEST_CASE("a page that FreshRSS reads by XPath is a page without a feed") {
  const auto page = sample("freshrss.opml").sources.at(1);
  CHECK(page.url.empty());
  CHECK(page.settings == Settings{{"page.url", "http://127.0.0.1:9/news"},
                                  {"page.item", "//article[@class=\"news\"]"},
                                  {"page.title", "descendant::h2"},
                                  {"page.summary", "descendant::p"},
                                  {"page.link", "descendant::a/@href"},
                                  {"page.date", "descendant::time"},
                                  {"page.date_format", "%d.%m.%Y %H:%M"},
                                  {"page.image", "descendant::img/@src"},
                                  {"page.author", "descendant::b"},
                                  {"page.tags", "descendant::i"},
                                  {"page.id", "@id"},
                                  {"page.detail", "true"}});
}

TEST_CASE("what FreshRSS sets and no source can is left out alone") {
  const auto list = parse::read_list(
      "<opml xmlns:f='https://freshrss.org/opml'><body>"
      "<outline text='P' type='HTML+XPath' xmlUrl='https://p.example/' f:xPathItem='//li' "
      "f:xPathItemTimeFormat='d F' f:CURLOPT_HTTPHEADER='User-Agent: x&#10;X-Key: y'/>"
      "</body></opml>",
      "x");
  REQUIRE(list);
  CHECK(list->sources.at(0).settings == Settings{{"page.url", "https://p.example/"},
                                                 {"page.item", "//li"},
                                                 {"headers", R"({ "X-Key" = "y" })"}});
  CHECK(list->notes ==
        Texts{"P: xPathItemTimeFormat d F of FreshRSS has no counterpart",
              "P: the field user-agent in CURLOPT_HTTPHEADER of FreshRSS has no counterpart"});
}

TEST_CASE("date formats of PHP are those of strptime where every letter has a counterpart") {
  CHECK(parse::strptime_format("!j. F Y, g:i A") == "%d. %B %Y, %I:%M %p");
  CHECK(parse::strptime_format("Y\\Ymd 100%") == "%YY%m%d 100%%");
  CHECK(parse::strptime_format("jS F Y").empty());
  CHECK(parse::strptime_format("U").empty());
}

TEST_CASE("Miniflux's rules look where they did, and in the same case") {
  const auto list = sample("miniflux.opml");
  REQUIRE(list.sources.size() == 2);
  CHECK(
      list.sources[0].settings ==
      Settings{
          {"exclude",
           R"(["title: /sponsored/", "link: /sponsored/", "tag: /sponsored/", "author: /sponsored/"])"}});
  CHECK(list.sources[1].settings == Settings{{"enabled", "false"},
                                             {"proxy", "socks5://127.0.0.1:1080"},
                                             {"include", R"(["title: /(?-i)School|Union/"])"}});
  CHECK(
      list.notes ==
      Texts{"East: scraperRules of Miniflux has no counterpart",
            "East: crawler of Miniflux has no counterpart",
            "West: keepFilterEntryRules \"EntryDate=max-age:7d\" of Miniflux has no counterpart"});
}

TEST_CASE("Miniflux's rules are read without its namespace, too") {
  const auto list = parse::read_list(
      "<opml><body><outline text='A' xmlUrl='https://a.example/' blocklistRules='(?i)advert' "
      "keeplistRules='School' disabled='true' proxyUrl='socks5://127.0.0.1:1080' cookie='a=b' "
      "crawler='true' hideGlobally='false' description='All'/></body></opml>",
      "x");
  REQUIRE(list);
  CHECK(
      list->sources.at(0).settings ==
      Settings{
          {"enabled", "false"},
          {"proxy", "socks5://127.0.0.1:1080"},
          {"headers", R"({ "Cookie" = "a=b" })"},
          {"include",
           R"(["title: /(?-i)School/", "link: /(?-i)School/", "tag: /(?-i)School/", "author: /(?-i)School/"])"},
          {"exclude",
           R"(["title: /advert/", "link: /advert/", "tag: /advert/", "author: /advert/"])"}});
  CHECK(list->notes == Texts{"A: crawler of Miniflux has no counterpart"});
}

TEST_CASE("newsboat's tags are groups, its titles names, and what it runs is left out") {
  const auto list = sample("urls");
  REQUIRE(list.sources.size() == 3);
  CHECK(list.sources[0].url == "http://127.0.0.1:9/casel.rss");
  CHECK(list.sources[0].name == "Casel \"daily\"");
  CHECK(list.sources[0].groups == Texts{"news", "our partners"});
  CHECK(list.sources[1].url == "http://user:secret@127.0.0.1:9/east");
  CHECK(list.sources[1].groups == Texts{"regions"});
  CHECK(list.sources[2].url.empty());
  CHECK(list.sources[2].settings == Settings{{"path", "/var/lib/lists/own.xml"}});
  CHECK(list.notes == Texts{"urls:3: \"!\", by which newsboat hides a feed, has no counterpart",
                            "urls:6: query: has no counterpart", "urls:7: exec: has no counterpart",
                            "urls:8: filter: has no counterpart",
                            "urls:9: gopher://old.example/ is no http or https address"});
  CHECK(list.left_out == 4);
}

TEST_CASE("newsboat's tags that begin with ! hide a feed and are no groups") {
  const auto list =
      parse::read_list("https://a.example/ !hidden news !\nhttps://b.example/ \"~B\"\n", "urls");
  REQUIRE(list);
  CHECK(list->sources.at(0).groups == Texts{"news"});
  CHECK(list->sources.at(0).place == "urls:1");
  CHECK(list->sources.at(1).place == "urls:2");
  CHECK(list->notes ==
        Texts{"urls:1: \"!hidden\", by which newsboat hides a feed, has no counterpart"});
}

TEST_CASE("Planet's sections are sources, and its filters rules") {
  const auto list = sample("planet-config.ini");
  CHECK(list.site == Settings{{"title", "Planet Schools"},
                              {"url", "https://planet.example/"},
                              {"owner.name", "Ada Example"},
                              {"owner.email", "ada@planet.example"}});
  REQUIRE(list.sources.size() == 2);
  CHECK(list.sources[0].url == "http://127.0.0.1:9/casel.rss");
  CHECK(list.sources[0].name == "Ada's 100% feed");
  CHECK(list.sources[0].settings == Settings{{"include", R"(["/(?-i)(School| Union)/"])"},
                                             {"exclude", R"(["/(?-i)\\bsponsored\\b/"])"}});
  CHECK(list.sources[1].name == "East");
  CHECK(list.sources[1].settings == Settings{{"exclude", R"(["/(?-i)(?=webinar)x/"])"}});
  CHECK(list.notes ==
        Texts{"planet-config.ini:7: cache_directory has no counterpart",
              "planet-config.ini:8: new_feed_items has no counterpart",
              "planet-config.ini:9: feed_timeout: write timeout = \"20s\" in [fetch]",
              "planet-config.ini:10: template_files has no counterpart",
              "planet-config.ini:11: items_per_page: write items = 60 in a [[feed]]",
              "planet-config.ini:14: [examples/rss20.xml.tmpl] is of a template or filter and has "
              "no counterpart",
              "planet-config.ini:18: facewidth has no counterpart",
              "planet-config.ini:19: who has no counterpart",
              "planet-config.ini:23: face of http://127.0.0.1:9/casel.rss has no counterpart"});
  CHECK(list.left_out == 0);
}

TEST_CASE("Venus's reading lists are to be subscribed to, its sifter's rules are taken") {
  const auto list = sample("venus-config.ini");
  REQUIRE(list.sources.size() == 2);
  CHECK(list.sources[0].url == "http://127.0.0.1:9/west");
  CHECK(list.sources[0].settings == Settings{{"include", R"(["/union news/"])"}});
  CHECK(list.sources[1].url == "http://user:secret@127.0.0.1:9/inner");
  CHECK(list.notes ==
        Texts{"venus-config.ini:6: output_theme has no counterpart",
              "venus-config.ini:7: output_dir: write directory = \"/var/www/venus\" in [publish]",
              "venus-config.ini:8: the filter excerpt.py has no counterpart",
              "venus-config.ini:10: [excerpt.py] is of a template or filter and has no counterpart",
              "venus-config.ini:13: https://lists.example/blogs.opml is a reading list; write it "
              "as [[subscribe]] with opml = \"https://lists.example/blogs.opml\"",
              "venus-config.ini:16: https://lists.example/people.rdf is a reading list in FOAF, "
              "which is not read",
              "venus-config.ini:21: ignore_in_feed of feed://127.0.0.1:9/west has no counterpart",
              "venus-config.ini:22: future_dates of feed://127.0.0.1:9/west has no counterpart",
              "venus-config.ini:27: title_type of http://127.0.0.1:9/inner has no counterpart"});
  CHECK(list.left_out == 2);
}

TEST_CASE("Venus's sifter without a query has the rules of its section, or those of exclude") {
  const auto list = parse::read_list(
      "[Planet]\nfilters = excerpt.py regexp_sifter.py\nexclude = advert\n"
      "[https://a.example/]\n[https://b.example/]\n",
      "x");
  REQUIRE(list);
  CHECK(list->sources.at(1).settings == Settings{{"exclude", R"(["/(?-i)advert/"])"}});
  CHECK(list->notes == Texts{"x:2: the filter excerpt.py has no counterpart"});
  const auto own = parse::read_list(
      "[Planet]\nfilters = regexp_sifter.py\n[regexp_sifter.py]\nrequire = school\n"
      "[https://a.example/]\n",
      "x");
  REQUIRE(own);
  CHECK(own->sources.at(0).settings == Settings{{"include", R"(["/(?-i)school/"])"}});
  CHECK(own->notes.empty());
  const auto none = parse::read_list(
      "[Planet]\nfilters = regexp_sifter.py\n[https://a.example/]\n[https://b.example/]\n", "x");
  REQUIRE(none);
  CHECK(none->notes == Texts{"x:2: the filter regexp_sifter.py has no counterpart"});
}

TEST_CASE("Pluto's planet has an address, and a section without a title its own name") {
  const auto list = parse::read_list(
      "title = P\nurl = https://pluto.example\n[vienna]\nmeetup = vienna-rb\n", "x");
  REQUIRE(list);
  CHECK(list->site == Settings{{"title", "P"}, {"url", "https://pluto.example"}});
  CHECK(list->sources.at(0).name == "vienna");
  CHECK(list->notes.empty());
}

TEST_CASE("Pluto's sections name their feeds, or a page or service that has one") {
  const auto list = sample("planet.ini");
  CHECK(list.site == Settings{{"title", "Planet Ruby"},
                              {"owner.name", "Cleo Example"},
                              {"owner.email", "cleo@ruby.example"}});
  REQUIRE(list.sources.size() == 2);
  CHECK(list.sources[0].name == "Ruby Flow");
  CHECK(list.sources[0].url == "http://127.0.0.1:9/flow.rss");
  CHECK(list.sources[0].settings == Settings{{"include", R"(["rails", "github pages"])"}});
  CHECK(list.sources[1].settings == Settings{{"site", "http://127.0.0.1:9/vienna/"}});
  CHECK(list.notes == Texts{"planet.ini:4: source has no counterpart",
                            "planet.ini:11: author of [rubyflow] has no counterpart",
                            "planet.ini:17: [nothing] has no http or https address of a feed"});
}

TEST_CASE("Pluto knows the feeds of some services") {
  const auto list = parse::read_list("[a]\ngithub = jekyll/jekyll\n[b]\nrubygems = pluto\n", "x");
  REQUIRE(list);
  REQUIRE(list->sources.size() == 2);
  CHECK(list->sources[0].url == "https://github.com/jekyll/jekyll/commits/master.atom");
  CHECK(list->sources[1].url == "https://rubygems.org/gems/pluto/versions.atom");
}

TEST_CASE("no note shows a password of an address") {
  for (const char* text : {"https://a.example/\nftp://me:pass@a.example/ x\n",
                           "[https://me:pass@a.example/]\nname = a\nface = b\n",
                           "<opml><body><outline text='a' xmlUrl='ftp://me:pass@a.example/'/>"
                           "<outline text='b' xmlUrl='https://b.example/'/></body></opml>"}) {
    const auto list = parse::read_list(text, "x");
    REQUIRE(list);
    REQUIRE(list->notes.size() == 1);
    CHECK(list->notes[0].find("a.example/") != std::string::npos);
    CHECK(list->notes[0].find("pass") == std::string::npos);
  }
}

TEST_CASE("what is no list is refused") {
  for (const char* text : {"", "plain words", "[a]\nb = c\n", "<rss><channel/></rss>",
                           "{\"a\": [1]}", "[{\"url\": \"https://a.example/\"}]"}) {
    CAPTURE(text);
    const auto list = parse::read_list(text, "x");
    REQUIRE_FALSE(list);
    CHECK(list.error().code == Errc::unknown_format);
  }
}

TEST_CASE("references without end, long values and many sections end") {
  std::string text = "[DEFAULT]\na = %(b)s%(b)s%(b)s\nb = %(a)s%(a)s%(a)s\n[https://a.example/]\n";
  text += "name = %(a)s\nfilter = " + std::string(100'000, 'x') + "\n";
  for (int i = 0; i < 6'000; ++i) text += "[https://b.example/" + std::to_string(i) + "]\n";
  const auto list = parse::read_list(text, "x");
  REQUIRE(list);
  CHECK(list->sources.size() == 5'000);
  CHECK(list->sources[0].name.size() <= 2'000);
  CHECK(list->sources[0].settings.at(0).second.size() < 2'100);
  CHECK(list->left_out == 1'001);
  CHECK(parse::read_list(std::string(17 * 1024 * 1024, 'a'), "x").error().code == Errc::too_large);
}

}  // namespace list_reader_test
