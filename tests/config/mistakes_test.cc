// SPDX-License-Identifier: MIT
//
// One test a kind of mistake, with the very line that a user reads.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "base/atomic_file.h"
#include "config/config.h"
#include "tests/config/load.h"
#include "tests/support/paths.h"

namespace mistakes_test {

namespace {

using namespace syndic;
using config::test::mistakes_in;

// `text` in a file that is otherwise right: line 1 begins [site], so `text` begins in line 4.
std::string wrong(std::string_view text) {
  return mistakes_in("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n" + std::string(text));
}

// A source that is otherwise right; `text` begins in line 7.
std::string wrong_in_source(std::string_view text) {
  return wrong("[[source]]\nid = \"a\"\nurl = \"https://a.example.org/feed\"\n" +
               std::string(text));
}

TEST_CASE("A key that is unknown names the nearest known one") {
  CHECK(wrong("subtitel = \"x\"\n") ==
        "syndic.toml:4:1: unknown key site.subtitel; did you mean site.subtitle?\n");
  CHECK(wrong("[fetch]\n  timout = \"2m\"\n") ==
        "syndic.toml:5:3: unknown key fetch.timout; did you mean fetch.timeout?\n");
  CHECK(wrong("owner = { name = \"x\", mail = \"a@b.org\" }\n") ==
        "syndic.toml:4:23: unknown key site.owner.mail; did you mean site.owner.email?\n");
  CHECK(wrong_in_source("intervall = \"1h\"\n") ==
        "syndic.toml:7:1: unknown key source.intervall; did you mean source.interval?\n");
  CHECK(wrong("[[feed]]\nname = \"x\"\nitem = 3\n") ==
        "syndic.toml:6:1: unknown key feed.item; did you mean feed.items?\n");
}

TEST_CASE("A key that is known in another table names that") {
  CHECK(wrong("timeout = \"2m\"\n") ==
        "syndic.toml:4:1: unknown key site.timeout; did you mean fetch.timeout?\n");
  CHECK(mistakes_in("directory = \"x\"\n[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n") ==
        "syndic.toml:1:1: unknown key directory; did you mean publish.directory?\n");
  CHECK(wrong("fetch.timeout = \"2m\"\n") ==
        "syndic.toml:4:1: unknown key site.fetch; did you mean [fetch]?\n");
}

TEST_CASE("A key that others call otherwise names what it is called here") {
  struct OtherName {
    const char* file;
    const char* said;
  };
  for (const auto& [file, said] : std::vector<OtherName>{
           {"[[feed]]\nname = \"x\"\nlimit = 3\n",
            "6:1: unknown key feed.limit; did you mean feed.items?"},
           {"[[feed]]\nname = \"x\"\ncount = 3\n",
            "6:1: unknown key feed.count; did you mean feed.items?"},
           {"[publish]\noutput = \"x\"\n",
            "5:1: unknown key publish.output; did you mean publish.directory?"},
           {"[publish]\npath = \"x\"\n",
            "5:1: unknown key publish.path; did you mean publish.directory?"},
           {"[fetch]\nevery = \"1h\"\n",
            "5:1: unknown key fetch.every; did you mean fetch.interval?"},
           {"lang = \"en\"\n", "4:1: unknown key site.lang; did you mean site.language?"},
           {"tz = \"UTC\"\n", "4:1: unknown key site.tz; did you mean site.timezone?"},
           {"[store]\npath = \"x\"\n", "5:1: unknown key store.path; did you mean store.url?"},
           {"[store]\ndb = \"x\"\n", "5:1: unknown key store.db; did you mean store.url?"},
           {"[database]\nurl = \"x\"\n", "4:2: unknown table [database]; did you mean [store]?"},
           {"[[feeds]]\nname = \"x\"\n", "4:3: unknown table [feeds]; did you mean [[feed]]?"},
           {"[[feeds]]\nurl = \"x\"\n", "4:3: unknown table [feeds]; did you mean [[source]]?"},
           {"feeds = [\"https://a.example/\"]\n",
            "4:1: unknown key site.feeds; did you mean [[source]]?"}}) {
    CHECK(wrong(file) == "syndic.toml:" + std::string(said) + "\n");
  }
  for (const auto& [line, said] :
       std::vector<OtherName>{{"max = 3\n", "source.max; did you mean source.max_items?"},
                              {"href = \"x\"\n", "source.href; did you mean source.url?"},
                              {"link = \"x\"\n", "source.link; did you mean source.url?"},
                              {"title = \"x\"\n", "source.title; did you mean source.name?"},
                              {"label = \"x\"\n", "source.label; did you mean source.groups?"},
                              {"tags = [\"x\"]\n", "source.tags; did you mean source.groups?"},
                              {"ttl = 60\n", "source.ttl; did you mean source.interval?"},
                              {"lang = \"en\"\n", "source.lang; did you mean site.language?"}}) {
    CHECK(wrong_in_source(line) == "syndic.toml:7:1: unknown key " + std::string(said) + "\n");
  }
  CHECK(mistakes_in("feeds = [\"https://a.example/\"]\n[site]\ntitle = \"T\"\nurl = "
                    "\"https://t.example/\"\n") ==
        "syndic.toml:1:1: unknown key feeds; did you mean [[source]]?\n");
}

TEST_CASE("A table that is unknown names the nearest known one") {
  CHECK(wrong("[publsh]\npage = true\n") ==
        "syndic.toml:4:2: unknown table [publsh]; did you mean [publish]?\n");
  CHECK(wrong("[[sources]]\nid = \"a\"\n") ==
        "syndic.toml:4:3: unknown table [sources]; did you mean [[source]]?\n");
  CHECK(wrong("[owner]\nname = \"x\"\n") ==
        "syndic.toml:4:2: unknown table [owner]; did you mean site.owner?\n");
}

TEST_CASE("A [site] by another name is one mistake, not also those of keys that are not seen") {
  const std::string keys = "title = \"T\"\nurl = \"https://t.example/\"\n";
  CHECK(mistakes_in("[sites]\n" + keys) ==
        "syndic.toml:1:2: unknown table [sites]; did you mean [site]?\n");
  CHECK(mistakes_in("[channel]\n" + keys) ==
        "syndic.toml:1:2: unknown table [channel]; did you mean [site]?\n");
  CHECK(mistakes_in("[publsh]\n").find("site.title is missing") != std::string::npos);
}

TEST_CASE("A key that no one could write is shown harmlessly") {
  CHECK(wrong("\"a\\nb\" = 1\n") ==
        "syndic.toml:4:1: unknown key site.\"a b\"; did you mean site.url?\n");
}

TEST_CASE("A table with the wrong brackets says which are right") {
  CHECK(wrong("[source]\nid = \"a\"\n") ==
        "syndic.toml:4:2: source must be a table; write its header as [[source]], with two "
        "brackets, for each\n");
  CHECK(wrong("[[fetch]]\n") ==
        "syndic.toml:4:3: fetch must be a table; write its header as [fetch], once\n");
  CHECK(mistakes_in("site = \"x\"\n") ==
        "syndic.toml:1:1: site must be a table; write its header as [site], once\n");
  CHECK(wrong_in_source("page = \"x\"\n") ==
        "syndic.toml:7:8: source.page must be a table, not a text\n");
}

TEST_CASE("A rule that is none says why, where it stands") {
  CHECK(
      wrong_in_source("include = [\"labor\", \"/(labor/\"]\n") ==
      "syndic.toml:7:21: source.include: \"/(labor/\" is no regular expression of RE2: missing ): "
      "(labor\n");
  CHECK(
      wrong_in_source("exclude = [\n  \"/labor\",\n  \"title: /a/i\",\n]\n") ==
      "syndic.toml:8:3: source.exclude: \"/labor\" is no regular expression: it needs a slash on "
      "either side, \"/…/\", and nothing after it\n"
      "syndic.toml:9:3: source.exclude: \"title: /a/i\" is no regular expression: it needs a slash "
      "on either side, \"/…/\", and nothing after it\n");
  CHECK(wrong_in_source("exclude = [\"tags: ads\", \"title:\", \" \", 3]\n") ==
        "syndic.toml:7:12: source.exclude: \"tags: ads\" names no field; write tag:\n"
        "syndic.toml:7:25: source.exclude: \"title:\" says nothing to look for\n"
        "syndic.toml:7:35: source.exclude must not be empty; write it out or leave the key away\n"
        "syndic.toml:7:40: source.exclude must be a text in quotes, not an integer\n");
  CHECK(wrong_in_source("exclude = \"ads\"\n") ==
        "syndic.toml:7:11: source.exclude must be a list in brackets, such as [\"ads\"], not a "
        "text\n");
}

TEST_CASE("A value of a wrong type says what is right and what is there") {
  CHECK(wrong("subtitle = 3\n") ==
        "syndic.toml:4:12: site.subtitle must be a text in quotes, not an integer\n");
  CHECK(wrong("subtitle = 2022-05-16\n") ==
        "syndic.toml:4:12: site.subtitle must be a text in quotes, not a date or time\n");
  CHECK(wrong("owner = \"TURN\"\n") ==
        "syndic.toml:4:9: site.owner must be a table; write owner = { name = \"TURN\" }\n");
  CHECK(wrong("[fetch]\nallow_private = \"yes\"\n") ==
        "syndic.toml:5:17: fetch.allow_private must be true or false, without quotes, not a "
        "text\n");
  CHECK(wrong("[fetch]\nper_host = 1.5\n") ==
        "syndic.toml:5:12: fetch.per_host must be an integer from 1 to 1000, not a decimal "
        "number\n");
  CHECK(wrong("[publish]\nformats = \"rss\"\n") ==
        "syndic.toml:5:11: publish.formats must be a list in brackets, such as [\"rss\"], not a "
        "text\n");
  CHECK(wrong_in_source("groups = [\"x\", 7, true]\n") ==
        "syndic.toml:7:16: source.groups must be a text in quotes, not an integer\n"
        "syndic.toml:7:19: source.groups must be a text in quotes, not true or false\n");
}

TEST_CASE("A text must be one line") {
  CHECK(wrong("subtitle = \"a\\nb\"\n") ==
        "syndic.toml:4:12: site.subtitle must be one line without control characters\n");
  CHECK(wrong("subtitle = \"a\\u0007b\"\n") ==
        "syndic.toml:4:12: site.subtitle must be one line without control characters\n");
  CHECK(mistakes_in("[site]\ntitle = \" \"\nurl = \"https://t.example/\"\n") ==
        "syndic.toml:2:9: site.title must not be empty; write it out or leave the key away\n");
}

TEST_CASE("A number out of its range says the range") {
  CHECK(wrong("[fetch]\nconcurrency = 0\n") ==
        "syndic.toml:5:15: fetch.concurrency must be an integer from 1 to 1000, not 0\n");
  CHECK(wrong("[fetch]\nmax_redirects = -1\n") ==
        "syndic.toml:5:17: fetch.max_redirects must be an integer from 0 to 50, not -1\n");
  CHECK(wrong("[[feed]]\nname = \"x\"\nitems = 10001\n") ==
        "syndic.toml:6:9: feed.items must be an integer from 1 to 10000, not 10001\n");
  CHECK(wrong_in_source("max_items = 0\n") ==
        "syndic.toml:7:13: source.max_items must be an integer from 1 to 1000000, not 0\n");
}

TEST_CASE("A duration has a unit") {
  constexpr std::string_view kExpected =
      "must be a duration in quotes, such as \"90s\", \"10m\", \"6h\", \"7d\" or \"1h30m\"";
  CHECK(wrong("[fetch]\ninterval = 3600\n") ==
        "syndic.toml:5:12: fetch.interval " + std::string(kExpected) + ", not an integer\n");
  CHECK(wrong("[fetch]\ninterval = \"one hour\"\n") ==
        "syndic.toml:5:12: fetch.interval " + std::string(kExpected) + ", not \"one hour\"\n");
  CHECK(wrong("[fetch]\ntimeout = \"0s\"\n") ==
        "syndic.toml:5:11: fetch.timeout must be at least 1ms, not \"0s\"\n");
  CHECK(wrong("[[feed]]\nname = \"x\"\nmax_age = \"500ms\"\n") ==
        "syndic.toml:6:11: feed.max_age must be at least 1s, not \"500ms\"\n");
}

TEST_CASE("A size is bytes or has a unit") {
  constexpr std::string_view kExpected =
      "must be a size from 1 byte to 1 GiB, such as \"16MiB\", \"500kB\" or 4096";
  for (const char* value : {"\"16 megabytes\"", "0", "-1", "\"2GiB\""}) {
    INFO(value);
    CHECK(wrong("[fetch]\nmax_body = " + std::string(value) + "\n") ==
          "syndic.toml:5:12: fetch.max_body " + std::string(kExpected) + "\n");
  }
  CHECK(wrong("[fetch]\nmax_body = true\n") ==
        "syndic.toml:5:12: fetch.max_body " + std::string(kExpected) + ", not true or false\n");
  for (const char* value : {"4095", "\"16777217B\""}) {
    CHECK(wrong_in_source("max_item = " + std::string(value) + "\n") ==
          "syndic.toml:7:12: source.max_item must be a size from 4 KiB to 16 MiB, such as "
          "\"16MiB\", \"500kB\" or 4096\n");
  }
}

TEST_CASE("A URL is http or https, and never shown: it may hold a password") {
  for (const char* value : {"\"turnweb.org\"", "\"ftp://u:secret@example.org/\"", "\"https://\"",
                            "\"\"", "\"u:secret@example.org\""}) {
    INFO(value);
    CHECK(mistakes_in("[site]\ntitle = \"T\"\nurl = " + std::string(value) + "\n") ==
          "syndic.toml:3:7: site.url must be an http or https URL, such as "
          "\"https://example.org/\"\n");
  }
  CHECK(wrong("feeds_url = \"https://example.org/?x=1\"\n") ==
        "syndic.toml:4:13: site.feeds_url must be the URL of a folder, without ? and #\n");
}

TEST_CASE("E-mail addresses, languages and time zones are checked") {
  CHECK(wrong("owner = { name = \"x\", email = \"x\" }\n") ==
        "syndic.toml:4:31: site.owner.email must be an e-mail address, such as "
        "\"news@example.org\", not \"x\"\n");
  CHECK(wrong("language = \"en_US\"\n") ==
        "syndic.toml:4:12: site.language must be a language tag, such as \"en-US\", not "
        "\"en_US\"\n");
  CHECK(wrong("timezone = \"Middle/Earth\"\n") ==
        "syndic.toml:4:12: site.timezone must be an IANA time zone, such as "
        "\"America/New_York\", not \"Middle/Earth\"\n");
}

TEST_CASE("An owner needs a name") {
  CHECK(wrong("owner = { email = \"a@b.org\" }\n") ==
        "syndic.toml:4:9: site.owner needs a name, as owner = { name = \"…\" }\n");
}

TEST_CASE("A user agent must fit into a header field") {
  CHECK(wrong("[fetch]\nuser_agent = \"a\\r\\nX: y\"\n") ==
        "syndic.toml:5:14: fetch.user_agent must be one line without control characters\n");
  CHECK(wrong("[fetch]\nuser_agent = \"é\"\n") ==
        "syndic.toml:5:14: fetch.user_agent must be a text of printable ASCII characters, not "
        "\"é\"\n");
}

TEST_CASE("The name of a set of feeds is a short word") {
  for (const std::string name : {"District", "a b", "", "abcdefghijklmnopqrstuvwxy"}) {
    CHECK(wrong("[store]\nset = \"" + name + "\"\n") ==
          "syndic.toml:5:7: store.set must be up to 24 of the characters a-z, 0-9 and -, not \"" +
              name + "\"\n");
  }
}

TEST_CASE("A store is on SQLite or PostgreSQL") {
  constexpr const char* kExpected =
      "syndic.toml:5:7: store.url must be \"sqlite:PATH\", such as \"sqlite:var/syndic.db\", or "
      "\"postgresql://HOST/DATABASE\"\n";
  CHECK(wrong("[store]\nurl = \"mysql:x\"\n") == kExpected);
  CHECK(wrong("[store]\nurl = \"sqlite:\"\n") == kExpected);
  CHECK(wrong("[store]\nurl = \"env:8\"\n") ==
        "syndic.toml:5:7: store.url must name a variable of the environment after env:, as "
        "\"env:NAME\"\n");
}

TEST_CASE("Formats and compressions name the nearest known one") {
  CHECK(wrong("[publish]\nformats = [\"rss\", \"jsn\"]\n") ==
        "syndic.toml:5:19: publish.formats knows \"rss\", \"atom\" and \"json\", not \"jsn\"; did "
        "you mean \"json\"?\n");
  CHECK(wrong("[publish]\nprecompress = [\"gz\"]\n") ==
        "syndic.toml:5:16: publish.precompress knows \"gzip\" and \"br\", not \"gz\"; did you mean "
        "\"gzip\"?\n");
}

TEST_CASE("A kind is known by other words for it, and nothing is made up for a word unlike all") {
  const std::string knows =
      "syndic.toml:9:10: feed.kinds knows \"read\", \"watch\" and \"listen\", not ";
  for (const auto& [word, said] :
       std::map<std::string, std::string>{{"video", "; did you mean \"watch\"?"},
                                          {"Audio", "; did you mean \"listen\"?"},
                                          {"article", "; did you mean \"read\"?"},
                                          {"text", "; did you mean \"read\"?"},
                                          {"lisen", "; did you mean \"listen\"?"},
                                          {"music", ""}}) {
    CHECK(wrong_in_source("[[feed]]\nname = \"x\"\nkinds = [\"" + word + "\"]\n") ==
          knows + "\"" + word + "\"" + said + "\n");
  }
}

TEST_CASE("A share is a number from 0 to 1, and its type is told only if it is wrong") {
  CHECK(wrong("[publish]\nmax_vanish = 1.5\n") ==
        "syndic.toml:5:14: publish.max_vanish must be a number from 0 to 1, such as 0.5\n");
  CHECK(wrong("[publish]\nmax_vanish = -1\n") ==
        "syndic.toml:5:14: publish.max_vanish must be a number from 0 to 1, such as 0.5\n");
  CHECK(wrong("[publish]\nmax_vanish = \"0.5\"\n") ==
        "syndic.toml:5:14: publish.max_vanish must be a number from 0 to 1, such as 0.5, not a "
        "text\n");
}

TEST_CASE("A list of formats must not be empty") {
  CHECK(wrong("[publish]\nformats = []\n") ==
        "syndic.toml:5:11: publish.formats must name at least one of \"rss\", \"atom\" and "
        "\"json\"\n");
}

TEST_CASE("The site needs a title") {
  constexpr std::string_view kMissing =
      "site.title is missing; say what the feeds are called, as title = \"…\" in [site]\n";
  CHECK(mistakes_in("\n[site]\nurl = \"https://t.example/\"\n") ==
        "syndic.toml:2:1: " + std::string(kMissing));
  CHECK(mistakes_in("") ==
        "syndic.toml:1:1: " + std::string(kMissing) +
            "syndic.toml:1:1: site.url is missing, to which RSS must link; write url = "
            "\"https://…\" in [site], or publish.formats without \"rss\"\n");
}

TEST_CASE("The site needs a page for people where there is RSS, which links to it") {
  constexpr std::string_view kMissing =
      "syndic.toml:1:1: site.url is missing, to which RSS must link; write url = \"https://…\" in "
      "[site], or publish.formats without \"rss\"\n";
  CHECK(mistakes_in("[site]\ntitle = \"T\"\n") == kMissing);
  CHECK(mistakes_in("[site]\ntitle = \"T\"\n[publish]\nformats = [\"json\", \"rss\"]\n") ==
        kMissing);
  CHECK(mistakes_in("[site]\ntitle = \"T\"\n[publish]\nformats = [\"json\", \"atom\"]\n") == "");
}

TEST_CASE("Without a page for people a configuration is used for all but RSS") {
  const auto of_use = [](const std::string& text) {
    return config::read(text, "syndic.toml", config::Purpose::use);
  };
  const auto all = of_use("[site]\ntitle = \"T\"\n");
  REQUIRE(all);
  CHECK(all->publish.formats == std::vector{write::Format::atom, write::Format::json});
  CHECK(all->refusals ==
        std::vector<std::string>{
            "syndic.toml:1:1: site.url is missing, to which RSS must link; write url = "
            "\"https://…\" in [site], or publish.formats without \"rss\""});
  CHECK(of_use("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n")->refusals.empty());
  CHECK_FALSE(of_use("[site]\ntitle = \"T\"\n[publish]\nformats = [\"rss\"]\n"));
}

TEST_CASE("A source needs an id or a name") {
  CHECK(wrong("[[source]]\nurl = \"https://a.org/\"\n") ==
        "syndic.toml:4:1: this source needs an id or a name, such as id = \"casel\"\n");
  CHECK(wrong("[[source]]\nname = \"日本\"\nurl = \"https://a.org/\"\n") ==
        "syndic.toml:5:8: no id can be made from this name; give the source one, as id = \"…\"\n");
}

TEST_CASE("A source id of other characters is told") {
  CHECK(wrong("[[source]]\nid = \"CASEL news\"\nurl = \"https://a.org/\"\n") ==
        "syndic.toml:5:6: source.id must be up to 64 of the characters a-z, 0-9 and -, not "
        "\"CASEL news\"\n");
}

TEST_CASE("Two sources cannot have one id") {
  CHECK(wrong_in_source("[[source]]\nid = \"a\"\nurl = \"https://b.org/\"\n") ==
        "syndic.toml:8:6: source id \"a\" is already taken in line 5; choose another id\n");
  CHECK(wrong_in_source("[[source]]\nname = \"A!\"\nurl = \"https://b.org/\"\n") ==
        "syndic.toml:8:8: source id \"a\", made from the name, is already taken in line 5; choose "
        "another id\n");
}

TEST_CASE("A source has exactly one origin") {
  CHECK(wrong("[[source]]\nid = \"a\"\n") ==
        "syndic.toml:4:1: this source needs one of url, site, path, sitemap and page; say where "
        "its items come from\n");
  CHECK(wrong_in_source("path = \"x.xml\"\n") ==
        "syndic.toml:7:1: this source has both url and path; keep one of them\n");
  CHECK(wrong("[[source]]\nid = \"a\"\nurl = 3\n") ==
        "syndic.toml:6:7: source.url must be an http or https URL, such as "
        "\"https://example.org/\", not an integer\n");
}

TEST_CASE("A page needs its address and what an item is") {
  CHECK(wrong("[[source]]\nid = \"a\"\n[source.page]\ntitle = \".//h2\"\n") ==
        "syndic.toml:6:1: source.page needs url, the page's address\n");
}

TEST_CASE("A feed needs a name of its own that is a plain file name") {
  CHECK(wrong("[[feed]]\nitems = 3\n") ==
        "syndic.toml:4:1: this feed needs a name, that of its files, as name = \"…\"\n");
  CHECK(wrong("[[feed]]\nname = \"../all\"\n") ==
        "syndic.toml:5:8: feed.name must be a file name of up to 64 letters, digits, '.', '_' and "
        "'-', not \"../all\"\n");
  CHECK(wrong("[[feed]]\nname = \"x\"\n[[feed]]\nname = \"X\"\n") ==
        "syndic.toml:7:8: feed.name \"X\" is already taken in line 5; choose another\n");
  for (const char* name : {"health", "search", "status", "all-archive-12"}) {
    CHECK(wrong("[[feed]]\nname = \"" + std::string(name) + "\"\n") ==
          "syndic.toml:5:8: feed.name \"" + std::string(name) +
              "\" is kept for another published file; choose another\n");
  }
}

TEST_CASE("A feed names sources that are there") {
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\nsources = [\"b\"]\n") ==
        "syndic.toml:9:12: feed.sources: no source has the id \"b\"\n");
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\nsources = [\"ab\"]\n") ==
        "syndic.toml:9:12: feed.sources: no source has the id \"ab\"; did you mean \"a\"?\n");
}

TEST_CASE("What a feed of each cannot be made of is said") {
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\neach = \"tag\"\n") ==
        "syndic.toml:9:8: feed.each = \"tag\" needs the tags, as tags = [\"…\"] beside it\n");
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\neach = \"sources\"\n") ==
        "syndic.toml:9:8: feed.each knows \"source\", \"group\", \"tag\" and \"all-but\", not "
        "\"sources\"; did you mean \"source\"?\n");
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\neach = \"source\"\n[[feed]]\nname = \"X-a\"\n") ==
        "syndic.toml:7:1: this feed would make one called \"x-a\", a name that another has; choose "
        "another feed.name\n");
  CHECK(
      wrong_in_source(
          "[[feed]]\nname = \"tag\"\neach = \"tag\"\ntags = [\"C++\", \"x\", \"C#\"]\n") ==
      "syndic.toml:7:1: the tags \"C++\" and \"C#\" would both make the feed \"tag-c\"; leave one "
      "out, or rather choose it in a [[feed]] of its own\n");
  CHECK(
      wrong_in_source("groups = [\"A/B\", \"A B\"]\n[[feed]]\nname = \"of\"\neach = \"group\"\n") ==
      "syndic.toml:8:1: the groups \"A/B\" and \"A B\" would both make the feed \"of-a-b\"; leave "
      "one out, or rather choose it in a [[feed]] of its own\n");
  CHECK(wrong_in_source("[[feed]]\nname = \"x\"\nexcept = [\"b\"]\n") ==
        "syndic.toml:9:11: feed.except: no source has the id \"b\"\n");
}

TEST_CASE("An id that is wrong is told once, not again where a feed names it") {
  CHECK(
      wrong("[[source]]\nid = \"A\"\nurl = \"https://a.org/\"\n[[feed]]\nname = \"x\"\n"
            "sources = [\"A\"]\n") ==
      "syndic.toml:5:6: source.id must be up to 64 of the characters a-z, 0-9 and -, not \"A\"\n");
}

TEST_CASE("A file that is no TOML says so in one line") {
  CHECK(mistakes_in(std::string_view("\x89PNG\r\n\x1A\n\0\0", 10)) ==
        "syndic.toml:1:1: this is no TOML: a byte that is no UTF-8; save the file as UTF-8 text\n");
  CHECK(mistakes_in("<html><body>Not found</body></html>\n") ==
        "syndic.toml:1:1: this is XML, not TOML; see config/README.md\n");
}

TEST_CASE("Twenty mistakes are twenty lines, in the file's order") {
  const std::filesystem::path data = test::source_dir() / "tests/data/config";
  const auto file = base::read_file(data / "twenty_mistakes.toml", 100'000);
  const auto expected = base::read_file(data / "twenty_mistakes.expect", 100'000);
  REQUIRE(file);
  REQUIRE(expected);
  const std::string lines = mistakes_in(*file);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 20);
  CHECK(lines == *expected);
}

TEST_CASE("A file that cannot be read is told in one line that names it") {
  const syndic::test::TempDir folder;
  const std::filesystem::path path = folder.path() / "missing.toml";
  auto loaded = config::load(path);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error() ==
        std::vector<std::string>{path.string() +
                                 ": there is no such file; name the configuration with --config or "
                                 "in SYNDIC_CONFIG"});
  loaded = config::load(folder.path());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error() == std::vector<std::string>{folder.path().string() +
                                                   ": this is a folder; name the file in it"});
}

TEST_CASE("A file without permission is told as such") {
  if (::geteuid() == 0) return;  // root may read everything
  const config::test::ConfigFile file("");
  ::chmod(file.path().c_str(), 0);
  const auto loaded = config::load(file.path());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error() ==
        std::vector<std::string>{file.path().string() +
                                 ": this file cannot be read; see to its permissions"});
}

TEST_CASE("A file of any size is answered in bounded memory") {
  const config::test::ConfigFile file("");
  std::filesystem::resize_file(file.path(), 20'000'000);
  const auto loaded = config::load(file.path());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error() ==
        std::vector<std::string>{
            file.path().string() +
            ": larger than 16 MiB, which is no configuration; name another file"});
}

}  // namespace

}  // namespace mistakes_test
