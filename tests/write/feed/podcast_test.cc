// SPDX-License-Identifier: MIT
//
// What an RSS feed with the podcast table tells directories of podcasts.
#include <catch2/catch.hpp>

#include "base/hash.h"
#include "tests/write/sample.h"
#include "write/feed/podcast.h"

namespace podcast_writer_test {

using namespace syndic;
using test::Xml;

namespace {

constexpr const char* kSelf = "https://turn.example/feeds/talks.rss";

// What a feed without the table has is in rss_test.cc, byte for byte.
write::Document talks() {
  write::Document document = test::full_document();
  document.podcast = {.category = "Education > How To",
                      .image = "https://turn.example/cover.JPG",
                      .owner = {.name = "Pod & Co", .email = "pod@turn.example"}};
  return document;
}

Xml rss_of(const write::Document& document, const char* self = kSelf) {
  return Xml(write::render(document, write::Format::rss, self));
}

}  // namespace

TEST_CASE("RSS: category, picture, owner and type are those of the podcast") {
  const Xml xml = rss_of(talks());
  CHECK(xml.text("/rss/channel/*[name()='itunes:category']/@text") == "Education");
  CHECK(xml.text("/rss/channel/*[name()='itunes:category']/*[name()='itunes:category']/@text") ==
        "How To");
  CHECK(xml.count("//*[name()='itunes:category']") == 2);
  CHECK(xml.text("/rss/channel/*[name()='itunes:image']/@href") ==
        "https://turn.example/cover.JPG");
  CHECK(xml.text("/rss/channel/*[name()='itunes:author']") == "Pod & Co");
  CHECK(xml.text("//*[name()='itunes:owner']/*[name()='itunes:name']") == "Pod & Co");
  CHECK(xml.text("//*[name()='itunes:owner']/*[name()='itunes:email']") == "pod@turn.example");
  CHECK(xml.text("/rss/channel/*[name()='itunes:type']") == "episodic");
  CHECK(xml.text("/rss/channel/managingEditor") == "news@turn.example (TURN)");
}

TEST_CASE("RSS: a podcast without picture and owner has the feed's, and a category has one level") {
  write::Document document = talks();
  document.podcast = {.category = "Technology"};
  const Xml xml = rss_of(document);
  CHECK(xml.text("//*[name()='itunes:category']/@text") == "Technology");
  CHECK(xml.count("//*[name()='itunes:category']") == 1);
  CHECK(xml.text("/rss/channel/*[name()='itunes:image']/@href") == "https://turn.example/logo.png");
  CHECK(xml.text("//*[name()='itunes:owner']/*[name()='itunes:name']") == "TURN");
}

TEST_CASE("RSS: a podcast is as explicit as it says, else as its episodes are") {
  const auto word = [](std::optional<bool> of_podcast, std::optional<bool> of_episode) {
    write::Document document = talks();
    document.podcast->is_explicit = of_podcast;
    document.entries[0].item.extras.episode.is_explicit = of_episode;
    return rss_of(document).text("/rss/channel/*[name()='itunes:explicit']");
  };
  CHECK(word({}, {}) == "false");
  CHECK(word({}, true) == "true");
  CHECK(word(true, {}) == "true");
  CHECK(word(false, true) == "false");
}

TEST_CASE("RSS: a podcast:guid is made of the feed's address (Podcasting 2.0, guid)") {
  // The example of the specification.
  CHECK(base::name_based_uuid("ead4c236-bf58-58c6-a2c6-a6b28d128cb6", "podnews.net/rss") ==
        "9b024349-ccf0-5f69-a609-6b82873eab3c");
  const auto guid = [](const char* self) {
    return rss_of(talks(), self).text("/rss/channel/*[name()='podcast:guid']");
  };
  CHECK(guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c");
  CHECK(guid("http://podnews.net/rss//") == "9b024349-ccf0-5f69-a609-6b82873eab3c");
  CHECK(guid("") == "(none)");
  const std::string bytes = write::render(talks(), write::Format::rss, kSelf);
  CHECK(bytes.find("xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"") !=
        std::string::npos);
}

TEST_CASE("A feed without an episode is no podcast, whatever its table says, and Atom is none") {
  write::Document document = talks();
  CHECK(write::render(document, write::Format::atom, kSelf) ==
        write::render(test::full_document(), write::Format::atom, kSelf));
  document.entries[0].item.enclosures.clear();
  const std::string bytes = write::render(document, write::Format::rss, kSelf);
  CHECK(bytes.find("<itunes:") == std::string::npos);
  CHECK(bytes.find("<podcast:") == std::string::npos);
  CHECK(bytes.find("xmlns:podcast") == std::string::npos);
}

TEST_CASE("A file is an episode by the end of its URL's path, else by its media type") {
  const auto is_episode = [](const char* url, const char* type) {
    model::Item item;
    item.enclosures.push_back({.url = url, .media_type = type});
    return write::is_episode(item);
  };
  CHECK(is_episode("https://turn.example/7.mp3", "audio/mpeg"));
  CHECK(is_episode("https://turn.example/7.mp3?updated=1", "audio/mpeg"));
  CHECK(is_episode("https://turn.example/7.MP3", "audio/mpeg"));
  CHECK(is_episode("https://turn.example/7.m4a#t=1", "audio/x-m4a"));
  CHECK(is_episode("https://turn.example/7.mp3", "audio/x-mp3"));
  CHECK(is_episode("https://turn.example/play/7", "audio/mpeg"));
  CHECK(is_episode("https://turn.example/play.php?file=7", "Audio/MPEG"));
  CHECK(is_episode("https://turn.example/v1.2/play", "video/quicktime"));
  CHECK(is_episode("https://turn.example", "video/mp4"));
  CHECK_FALSE(is_episode("https://turn.example/7.ogg", "audio/ogg"));
  CHECK_FALSE(is_episode("https://turn.example/play?file=7.mp3", "audio/ogg"));
  CHECK_FALSE(is_episode("https://turn.example/play/7", "audio/mpegurl"));
  CHECK_FALSE(is_episode("https://turn.example/7.mp3", "text/html"));
  CHECK_FALSE(is_episode("https://turn.example/7.pdf", "application/pdf"));
  CHECK_FALSE(is_episode("https://turn.example/play/7", ""));
}

TEST_CASE("RSS: an episode whose URL has a query is written with its duration and a guid") {
  write::Document document = talks();
  model::Item& item = document.entries[0].item;
  item.enclosures = {{.url = "https://turn.example/7.mp3?updated=1",
                      .media_type = "audio/mpeg",
                      .length = 9,
                      .duration_seconds = 61}};
  document.entries.resize(1);
  const Xml xml = rss_of(document);
  CHECK(xml.text("//item/*[name()='itunes:duration']") == "61");
  CHECK(xml.count("/rss/channel/*[name()='podcast:guid']") == 1);
}

}  // namespace podcast_writer_test
