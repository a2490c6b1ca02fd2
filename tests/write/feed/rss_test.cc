// SPDX-License-Identifier: MIT
//
// "Spec" is the RSS 2.0 specification, "Profile" the RSS Advisory Board's best practices.
#include "tests/write/sample.h"

namespace rss_test {

using namespace syndic;
using test::document;
using test::entry;
using test::html;
using test::plain;
using test::Xml;

namespace {

std::string rss(const write::Document& document, const char* self = "") {
  return write::render(document, write::Format::rss, self);
}

Xml rss_of(write::Entry one) { return Xml(rss(document(std::move(one)))); }

}  // namespace

TEST_CASE("RSS: a whole document") {
  CHECK(rss(test::full_document(), "https://turn.example/feeds/all.rss") ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:georss="http://www.georss.org/georss" xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0">
  <channel>
    <title>News</title>
    <link>https://turn.example/</link>
    <description>From the network</description>
    <atom:link rel="self" href="https://turn.example/feeds/all.rss" type="application/rss+xml" />
    <atom:link rel="hub" href="https://hub.example/" />
    <language>en-US</language>
    <copyright>© TURN</copyright>
    <managingEditor>news@turn.example (TURN)</managingEditor>
    <lastBuildDate>Sat, 22 Jan 2022 10:00:00 +0000</lastBuildDate>
    <generator>syndic 0.1.0</generator>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <atom:icon>https://turn.example/icon.png</atom:icon>
    <itunes:author>TURN</itunes:author>
    <itunes:summary>From the network</itunes:summary>
    <itunes:explicit>false</itunes:explicit>
    <itunes:category text="News" />
    <itunes:image href="https://turn.example/logo.png" />
    <itunes:owner>
      <itunes:name>TURN</itunes:name>
      <itunes:email>news@turn.example</itunes:email>
    </itunes:owner>
    <image>
      <url>https://turn.example/logo.png</url>
      <title>News</title>
      <link>https://turn.example/</link>
    </image>
    <item>
      <title>Ten years of SEL &amp; more</title>
      <link>https://casel.example/sel</link>
      <guid isPermaLink="true">https://casel.example/sel</guid>
      <pubDate>Fri, 21 Jan 2022 09:30:00 +0000</pubDate>
      <dcterms:modified>2022-01-22T10:00:00Z</dcterms:modified>
      <dc:creator>Ann</dc:creator>
      <dc:contributor>Bob</dc:contributor>
      <description>What was learned</description>
      <content:encoded>&lt;p&gt;Ten &lt;em&gt;years&lt;/em&gt;&lt;/p&gt;</content:encoded>
      <category domain="https://casel.example/tags">Social learning</category>
      <media:content url="https://casel.example/sel.pdf" fileSize="100" type="application/pdf" />
      <enclosure url="https://casel.example/sel.mp3" length="200" type="audio/mpeg" />
      <media:content url="https://casel.example/sel.png" medium="image" />
      <media:thumbnail url="https://casel.example/sel.png" />
      <itunes:duration>60</itunes:duration>
      <itunes:image href="https://casel.example/sel.png" />
      <comments>https://casel.example/sel#comments</comments>
      <dc:language>en-GB</dc:language>
      <dc:rights>CC BY</dc:rights>
      <source url="https://casel.example/feed/">CASEL</source>
      <atom:link rel="via" href="https://nlmp.example/sel" title="NLMP" />
    </item>
  </channel>
</rss>
)");
}

TEST_CASE("RSS: a document of nothing has all that is required (Spec, channel elements)") {
  write::Document nothing;
  const Xml xml(rss(nothing));
  CHECK(xml.text("//channel/title") == "Untitled");
  CHECK(xml.text("//channel/link").starts_with("urn:uuid:"));
  CHECK(xml.text("//channel/description") == "Untitled");
  CHECK(xml.count("//lastBuildDate") == 0);
  CHECK(xml.count("//*[local-name()='link' and @rel]") == 0);
  CHECK(xml.count("//item") == 0);
}

TEST_CASE("RSS: the channel's link is the home page, else the feed itself") {
  auto one = document(entry("1"));
  one.home_page_url.clear();
  CHECK(Xml(rss(one, "https://turn.example/all.rss")).text("//channel/link") ==
        "https://turn.example/all.rss");
}

TEST_CASE("RSS: a guid says whether it is the item's link (Spec, guid)") {
  auto one = entry("https://a.example/1");
  one.item.url = "https://a.example/1";
  CHECK(rss_of(one).text("//guid/@isPermaLink") == "true");
  one.item.url = "https://a.example/other";
  CHECK(rss_of(one).text("//guid/@isPermaLink") == "false");
  CHECK(rss_of(entry("C:\\news\\1")).text("//guid/@isPermaLink") == "false");
  one.item.id = one.item.url = "urn:x:1";
  CHECK(rss_of(one).text("//guid/@isPermaLink") == "false");
}

TEST_CASE("RSS: an item has a title or a description (Spec, item)") {
  auto one = entry("1");
  CHECK(rss_of(one).text("//item/description") == "-");
  one.item.url = "https://a.example/1";
  CHECK(rss_of(one).text("//item/description") == "https://a.example/1");
  one.item.title = plain("A title");
  CHECK(rss_of(one).count("//item/description") == 0);
  CHECK(rss_of(entry("1")).count("//item/title") == 0);
}

TEST_CASE("RSS: the text alone is the description; beside a summary it is content:encoded") {
  auto one = entry("1");
  one.item.content = html("<p>All</p>");
  CHECK(rss_of(one).text("//description[.='<p>All</p>']") == "<p>All</p>");
  CHECK(rss_of(one).count("//*[name()='content:encoded']") == 0);
  one.item.summary = plain("Short");
  CHECK(rss_of(one).text("//item/description") == "Short");
  CHECK(rss_of(one).text("//*[name()='content:encoded']") == "<p>All</p>");
}

TEST_CASE("RSS: plain text in content:encoded is HTML with its line breaks") {
  auto one = entry("1");
  one.item.summary = plain("Short");
  one.item.content = plain("5 < 6\n& so on");
  CHECK(rss_of(one).text("//*[name()='content:encoded']") == "5 &lt; 6<br>\n&amp; so on");
}

TEST_CASE("RSS: a plain text that a reader could take for HTML can be read one way only") {
  auto one = entry("1");
  const auto title = [&](const char* text) {
    one.item.title = plain(text);
    one.item.summary = plain(text);
    CHECK(rss_of(one).text("//item/title") == rss_of(one).text("//item/description"));
    return rss_of(one).text("//item/title");
  };
  CHECK(title("Q&A: AT&T, 5 < 6 > 4") == "Q&A: AT&T, 5 < 6 > 4");
  CHECK(title("The <b> element") == "The &lt;b&gt; element");
  CHECK(title("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;");
  CHECK(title("Writing &amp; well") == "Writing &amp;amp; well");
  CHECK(title("List<T>") == "List&lt;T&gt;");
}

TEST_CASE("RSS: one enclosure, whole, and of what can be played (Spec, enclosure; Profile)") {
  auto one = entry("1");
  one.item.enclosures = {{"https://a.example/1", "", "", {}, {}}};
  CHECK(rss_of(one).text("//enclosure/@length") == "0");
  CHECK(rss_of(one).text("//enclosure/@type") == "application/octet-stream");
  CHECK(rss_of(one).count("//*[name()='itunes:duration']") == 0);
  one.item.enclosures.push_back({"https://a.example/2", "video/mp4", "", 5, {}});
  one.item.enclosures.push_back({"https://a.example/3", "audio/mpeg", "", 5, {}});
  CHECK(rss_of(one).count("//enclosure") == 1);
  CHECK(rss_of(one).text("//enclosure/@url") == "https://a.example/2");
  CHECK(rss_of(one).count("//*[name()='media:content']") == 2);  // The others.
}

TEST_CASE("RSS: a category is written once, by its label") {
  auto one = entry("1");
  one.item.categories = {{"sel", "", ""}, {"x", "", "sel"}, {"sel", "urn:tags", ""}, {"", "", ""}};
  const Xml xml = rss_of(one);
  CHECK(xml.count("//category") == 2);
  CHECK(xml.text("//category[@domain]") == "sel");
}

TEST_CASE("RSS: language and rights are said of an item only where they differ") {
  auto feed = test::full_document();
  feed.entries[0].item.language = feed.language;
  feed.entries[0].item.rights = feed.rights;
  const Xml xml(rss(feed));
  CHECK(xml.count("//*[name()='dc:language']") == 0);
  CHECK(xml.count("//*[name()='dc:rights']") == 0);
}

TEST_CASE("RSS: a source whose feed is not public is named by its site (Spec, source: url)") {
  auto feed = test::full_document();
  feed.sources["casel"].feed_url.clear();
  CHECK(Xml(rss(feed)).text("//source/@url") == "https://casel.example/");
  feed.sources["casel"].home_page_url.clear();
  CHECK(Xml(rss(feed)).count("//source") == 0);
}

TEST_CASE("RSS: an item without a source to credit names the one that it came with") {
  auto one = entry("1");
  one.item.origin = {"Labor Radio", "https://radio.example/feed", ""};
  CHECK(rss_of(one).text("//source") == "Labor Radio");
  CHECK(rss_of(one).text("//source/@url") == "https://radio.example/feed");
}

TEST_CASE("RSS: a feed's author without a mail address is no managingEditor") {
  auto feed = document(entry("1"));
  feed.authors = {{"TURN", "", ""}};
  CHECK(Xml(rss(feed)).count("//managingEditor") == 0);
  CHECK(Xml(rss(feed)).text("//channel/*[name()='dc:creator']") == "TURN");
}

TEST_CASE("RSS: an author is a dc:creator, by name alone where there is one") {
  const auto authors = [](std::vector<model::Person> persons) {
    write::Entry one = entry("tag:a.example,2022:1");
    one.item.authors = std::move(persons);
    const std::string text = rss(document(std::move(one)));
    const std::size_t item = text.find("<item>");
    std::string lines;
    for (std::size_t at = item; (at = text.find('<', at + 1)) != std::string::npos;) {
      const std::string_view line = std::string_view(text).substr(at, text.find('\n', at) - at);
      if (line.starts_with("<author") || line.starts_with("<dc:creator") ||
          line.starts_with("<atom:author")) {
        lines += line;
      }
    }
    return lines;
  };
  CHECK(authors({{"Ann", "ann@a.example", "https://a.example/ann"}}) ==
        "<dc:creator>Ann</dc:creator>");
  CHECK(authors({{"Eff, Gee", "eff@a.example", ""}}) == "<dc:creator>Eff, Gee</dc:creator>");
  CHECK(authors({{"", "ann@a.example", ""}}) == "<dc:creator>ann@a.example</dc:creator>");
  CHECK(authors({{"Ann", "", ""}, {"", "bea@a.example", ""}}) ==
        "<dc:creator>Ann</dc:creator><dc:creator>bea@a.example</dc:creator>");
}

}  // namespace rss_test
