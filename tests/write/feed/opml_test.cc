// SPDX-License-Identifier: MIT
#include "write/feed/opml.h"

#include <catch2/catch.hpp>

#include "tests/write/sample.h"

namespace opml_test {

using namespace syndic;
using test::Xml;

namespace {

model::Source source_of(const std::string& name, std::vector<std::string> groups = {}) {
  model::Source source;
  source.name = name;
  source.feed_url = "https://" + name + ".example/feed?a=1&b=2";
  source.groups = std::move(groups);
  return source;
}

// The rules of http://opml.org/spec2.opml for a subscription list, which readers import.
void check_rules(const std::string& bytes) {
  const Xml xml(bytes);
  CHECK(xml.text("/opml/@version") == "2.0");
  CHECK(xml.count("/opml/head") == 1);
  CHECK(xml.count("/opml/body") == 1);
  CHECK(xml.count("/opml/*") == 2);
  CHECK(xml.count("/opml/body/outline") > 0);
  CHECK(xml.count("//*[not(self::opml or self::head or self::body or self::outline)]") ==
        xml.count("/opml/head/*"));
  CHECK(xml.count("//outline[not(@text) or @text='']") == 0);
  CHECK(xml.count("//outline[@type][not(@type='rss' and @xmlUrl!='')]") == 0);
  CHECK(xml.count("//outline[@xmlUrl][not(@type)]") == 0);
}

}  // namespace

TEST_CASE("OPML: a list with groups, byte for byte") {
  write::SourceList list{.title = "News & more", .owner = {"TURN", "news@turn.example", ""}};
  list.sources = {source_of("both", {"turn", "partners"}), source_of("none"),
                  source_of("one", {"turn"})};
  list.sources[1].name = "A \"B\" <C> & D";
  list.sources[1].home_page_url = "https://none.example/?a&b";
  list.sources[1].language = "en-GB";
  const std::string bytes = write::render_opml(list);
  CHECK(bytes == R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>News &amp; more</title>
    <ownerName>TURN</ownerName>
    <ownerEmail>news@turn.example</ownerEmail>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="turn">
      <outline text="both" title="both" type="rss" xmlUrl="https://both.example/feed?a=1&amp;b=2" />
      <outline text="one" title="one" type="rss" xmlUrl="https://one.example/feed?a=1&amp;b=2" />
    </outline>
    <outline text="partners">
      <outline text="both" title="both" type="rss" xmlUrl="https://both.example/feed?a=1&amp;b=2" />
    </outline>
    <outline text="A &quot;B&quot; &lt;C> &amp; D" title="A &quot;B&quot; &lt;C> &amp; D" type="rss" xmlUrl="https://none.example/feed?a=1&amp;b=2" htmlUrl="https://none.example/?a&amp;b" language="en-GB" />
  </body>
</opml>
)");
  check_rules(bytes);
}

TEST_CASE("OPML: a list without sources has its title as an outline, and no owner without a name") {
  const std::string bytes = write::render_opml({.title = "News", .owner = {}, .sources = {}});
  check_rules(bytes);
  const Xml xml(bytes);
  CHECK(xml.count("//outline") == 1);
  CHECK(xml.text("/opml/body/outline/@text") == "News");
  CHECK(xml.count("/opml/head/*") == 2);
}

TEST_CASE("OPML: a hostile feed's words and addresses leave the list well-formed") {
  write::SourceList list{.title = "News\x01", .owner = {}, .sources = {source_of("a")}};
  list.sources[0].name = "\"/><x>\xFF\x02";
  list.sources[0].home_page_url = "javascript:alert(1)";
  const std::string bytes = write::render_opml(list);
  check_rules(bytes);
  CHECK(bytes.find("javascript") == std::string::npos);
  CHECK(Xml(bytes).text("/opml/head/title") == "News");
}

TEST_CASE("OPML: every setting is an attribute, each source is there once") {
  const std::string bytes = write::render_settings_opml(
      "News & more",
      {{.name = "A",
        .url = "https://a.example/",
        .home_page = {},
        .folder = "F",
        .settings = {{"id", "a"}, {"include", "[\"<b>\"]"}}},
       {.name = "P",
        .url = {},
        .home_page = "https://p.example/",
        .folder = {},
        .settings = {{"page.item", "//li"}}},
       {.name = "B", .url = "https://b.example/", .home_page = {}, .folder = "F", .settings = {}}});
  CHECK(bytes == R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:syndic="urn:syndic:source">
  <head>
    <title>News &amp; more</title>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="F">
      <outline text="A" title="A" type="rss" xmlUrl="https://a.example/" syndic:id="a" syndic:include="[&quot;&lt;b>&quot;]" />
      <outline text="B" title="B" type="rss" xmlUrl="https://b.example/" />
    </outline>
    <outline text="P" title="P" htmlUrl="https://p.example/" syndic:page.item="//li" />
  </body>
</opml>
)");
  check_rules(bytes);
  check_rules(write::render_settings_opml("Empty", {}));
}

}  // namespace opml_test
