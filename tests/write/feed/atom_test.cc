// SPDX-License-Identifier: MIT
//
// Sections are RFC 4287's.
#include "base/hash.h"
#include "tests/write/sample.h"

namespace atom_test {

using namespace syndic;
using test::at;
using test::document;
using test::entry;
using test::html;
using test::plain;
using test::Xml;

namespace {

std::string atom(const write::Document& document, const char* self = "") {
  return write::render(document, write::Format::atom, self);
}

Xml atom_of(write::Entry one) { return Xml(atom(document(std::move(one)))); }

}  // namespace

TEST_CASE("Atom: a whole document") {
  CHECK(atom(test::full_document(), "https://turn.example/feeds/all.atom") ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:georss="http://www.georss.org/georss" xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en-US">
  <id>https://turn.example/feeds/all.atom</id>
  <title type="text">News</title>
  <subtitle type="text">From the network</subtitle>
  <updated>2022-01-22T10:00:00Z</updated>
  <link rel="self" type="application/atom+xml" href="https://turn.example/feeds/all.atom" />
  <link rel="alternate" type="text/html" href="https://turn.example/" />
  <link rel="hub" href="https://hub.example/" />
  <author>
    <name>TURN</name>
    <email>news@turn.example</email>
  </author>
  <rights type="text">© TURN</rights>
  <icon>https://turn.example/icon.png</icon>
  <logo>https://turn.example/logo.png</logo>
  <generator version="0.1.0">syndic</generator>
  <entry xml:lang="en-GB">
    <id>https://casel.example/sel</id>
    <title type="text">Ten years of SEL &amp; more</title>
    <updated>2022-01-22T10:00:00Z</updated>
    <published>2022-01-21T09:30:00Z</published>
    <link rel="alternate" type="text/html" href="https://casel.example/sel" />
    <link rel="enclosure" type="application/pdf" href="https://casel.example/sel.pdf" length="100" />
    <link rel="enclosure" type="audio/mpeg" href="https://casel.example/sel.mp3" length="200" title="Talk" />
    <link rel="via" href="https://nlmp.example/sel" title="NLMP" />
    <link rel="replies" type="text/html" href="https://casel.example/sel#comments" />
    <author>
      <name>Ann</name>
      <uri>https://casel.example/ann</uri>
      <email>ann@casel.example</email>
    </author>
    <contributor>
      <name>Bob</name>
    </contributor>
    <category term="sel" scheme="https://casel.example/tags" label="Social learning" />
    <summary type="text">What was learned</summary>
    <content type="html">&lt;p&gt;Ten &lt;em&gt;years&lt;/em&gt;&lt;/p&gt;</content>
    <itunes:duration>60</itunes:duration>
    <media:content url="https://casel.example/sel.png" medium="image" />
    <media:thumbnail url="https://casel.example/sel.png" />
    <rights type="text">CC BY</rights>
    <source>
      <id>tag:casel.example,2020:feed</id>
      <title type="text">CASEL</title>
      <updated>2022-01-21T00:00:00Z</updated>
      <link rel="self" href="https://casel.example/feed/" />
      <rights type="text">© CASEL</rights>
      <icon>https://casel.example/icon.png</icon>
    </source>
  </entry>
</feed>
)");
}

TEST_CASE("Atom: a document of nothing has id, title and updated (§4.1.1)") {
  const Xml xml(atom({}));
  CHECK(xml.text("/feed/id").starts_with("urn:uuid:"));
  CHECK(xml.count("/feed/title") == 1);
  CHECK(xml.text("/feed/updated") == "1970-01-01T00:00:00Z");
}

TEST_CASE(
    "Atom: a feed's id is its own, else where it is served, else made of what it is (§4.2.6)") {
  auto feed = document(entry("1"));
  const std::string made = Xml(atom(feed)).text("/feed/id");
  CHECK(made.starts_with("urn:uuid:"));
  CHECK(Xml(atom(feed)).text("/feed/id") == made);
  CHECK(Xml(atom(feed, "https://turn.example/all.atom")).text("/feed/id") ==
        "https://turn.example/all.atom");
  feed.id = "tag:turn.example,2022:all";
  CHECK(Xml(atom(feed, "https://turn.example/all.atom")).text("/feed/id") == feed.id);
  feed.id = "not an IRI";
  CHECK(Xml(atom(feed)).text("/feed/id") == made);
  feed.title = "Other news";
  CHECK(Xml(atom(feed)).text("/feed/id") != made);
}

TEST_CASE("Atom: an entry's id is an IRI whatever the item's is (§4.2.6)") {
  CHECK(atom_of(entry("urn:x:1")).text("//entry/id") == "urn:x:1");
  const std::string made = atom_of(entry("C:\\news 1")).text("//entry/id");
  CHECK(made.starts_with("urn:uuid:"));
  CHECK(atom_of(entry("C:\\news 1")).text("//entry/id") == made);
  CHECK(atom_of(entry("C:\\news 2")).text("//entry/id") != made);
}

TEST_CASE("Atom: updated is there for every entry (§4.2.15)") {
  auto one = entry("1");
  CHECK(atom_of(one).text("//entry/updated") == "1970-01-01T00:00:00Z");
  CHECK(atom_of(one).count("//published") == 0);

  auto feed = document(one);
  feed.entries.push_back(entry("2"));
  feed.entries[1].item.published = at("2022-01-02T00:00:00Z");
  CHECK(Xml(atom(feed)).text("/feed/updated") == "2022-01-02T00:00:00Z");
  CHECK(Xml(atom(feed)).text("//entry[1]/updated") == "2022-01-02T00:00:00Z");
  feed.updated = at("2022-06-01T00:00:00Z");
  CHECK(Xml(atom(feed)).text("/feed/updated") == "2022-06-01T00:00:00Z");
  CHECK(Xml(atom(feed)).text("//entry[1]/updated") == "2022-06-01T00:00:00Z");
  CHECK(Xml(atom(feed)).text("//entry[2]/updated") == "2022-01-02T00:00:00Z");
}

TEST_CASE("Atom: an entry without a title is called by its first words (§4.1.2)") {
  auto one = entry("1");
  CHECK(atom_of(one).text("//entry/title") == "Untitled");
  CHECK(atom_of(one).count("//entry/title") == 1);
  one.item.content = html("<p>Leading <b>Forward</b>, Together &amp; more</p>");
  CHECK(atom_of(one).text("//entry/title") == "Leading Forward, Together & more");
  one.item.summary = plain(
      "The learning series \"Leading Forward, Together\" kicks off with a webinar on Oct. 25, "
      "4-5:30 p.m.");
  const std::string title = atom_of(one).text("//entry/title");
  CHECK(title.starts_with("The learning series \"Leading Forward, Together\" kicks off"));
  CHECK(title.ends_with("…"));
  CHECK(title.size() < 90);
}

TEST_CASE("Atom: a plain text's first words are not read as HTML") {
  auto one = entry("1");
  one.item.content = plain("5 <b> 6\n&amp; 7");
  CHECK(atom_of(one).text("//entry/title") == "5 <b> 6 &amp; 7");
  CHECK(atom_of(one).text("//content") == "5 <b> 6\n&amp; 7");
  CHECK(atom_of(one).text("//content/@type") == "text");
}

TEST_CASE("Atom: an entry without a link has a content (§4.1.2)") {
  auto one = entry("1");
  one.item.summary = plain("Short");
  CHECK(atom_of(one).text("//content") == "Short");
  one.item.url = "https://a.example/1";
  CHECK(atom_of(one).count("//content") == 0);
}

TEST_CASE("Atom: each entry or the feed has an author (§4.1.1, §4.1.2)") {
  SECTION("an entry's own") {
    auto one = entry("1");
    one.item.authors = {{"", "", ""}, {"", "ann@a.example", ""}};
    const Xml xml = atom_of(one);
    CHECK(xml.text("//entry/author/name") == "ann@a.example");
    CHECK(xml.count("//author") == 1);
  }
  SECTION("else the source's name") {
    auto feed = test::full_document();
    feed.entries[0].item.authors.clear();
    feed.authors.clear();
    const Xml xml(atom(feed));
    CHECK(xml.text("//entry/author/name") == "CASEL");
    CHECK(xml.count("/feed/author") == 0);
  }
  SECTION("else the feed's title") {
    CHECK(atom_of(entry("1")).text("/feed/author/name") == "News");
    CHECK(atom_of(entry("1")).count("//entry/author") == 0);
  }
}

TEST_CASE("Atom: a category has a term, once, and a scheme only if that is an IRI (§4.2.2)") {
  auto one = entry("1");
  one.item.categories = {{"a", "not an IRI", ""}, {"a", "", ""}, {"", "", "only"}, {"", "", ""}};
  const Xml xml = atom_of(one);
  CHECK(xml.count("//category") == 2);
  CHECK(xml.count("//category/@scheme") == 0);
  CHECK(xml.text("//category[2]/@term") == "only");
}

TEST_CASE("Atom: categories of one term are all written, where scheme or label differ") {
  auto one = entry("1");
  one.item.categories = {{"a", "urn:x", ""}, {"a", "urn:y", ""}, {"a", "urn:x", "A"}};
  const Xml xml = atom_of(one);
  CHECK(xml.count("//category") == 3);
  CHECK(xml.text("//category[2]/@scheme") == "urn:y");
  CHECK(xml.text("//category[3]/@label") == "A");
}

TEST_CASE("Atom: an id of urn:uuid that is no UUID becomes one of it (RFC 4122 §3)") {
  CHECK(atom_of(entry("urn:uuid:nope")).text("//entry/id") ==
        base::name_based_urn(atom_of(entry("urn:uuid:nope")).text("/feed/id"), "urn:uuid:nope"));
  const std::string uuid = "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a";
  CHECK(atom_of(entry(uuid)).text("//entry/id") == uuid);
}

TEST_CASE("Atom: a source has an id even where its feed has none (§4.2.11)") {
  auto feed = test::full_document();
  feed.sources["casel"].atom_id = "7";
  CHECK(Xml(atom(feed)).text("//source/id") == "https://casel.example/feed/");
  feed.sources["casel"].feed_url.clear();
  CHECK(Xml(atom(feed)).text("//source/id").starts_with("urn:uuid:"));
  CHECK(Xml(atom(feed)).count("//source/link") == 0);
}

}  // namespace atom_test
