// SPDX-License-Identifier: MIT
//
// What is published reads back as the same items, in each of the formats. kLosses is the whole list
// of what does not, and why.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "base/ascii.h"
#include "base/url.h"
#include "markup/html/text.h"
#include "parse/feed_parser.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"
#include "tests/write/published_sample.h"
#include "write/facts.h"
#include "write/feed/podcast.h"

namespace round_trip_test {

namespace fs = std::filesystem;

using namespace syndic;
using model::Item;
using write::Format;

namespace {

constexpr const char* kSelf = "https://turn.example/feeds/all";

struct Loss {
  Format format;
  const char* what;
  const char* why;
  std::function<void(Item&)> lose;
};

// The file that is RSS's enclosure.
model::Enclosure* the_enclosure(Item& item) {
  const model::Enclosure* main = write::main_enclosure(item);
  for (model::Enclosure& each : item.enclosures) {
    if (&each == main) return &each;
  }
  return nullptr;
}

// What each document adds, as its format or its readers require it.
void add_what_is_written(const write::Document& document, Format format, Item& item) {
  item.summary = write::summary_of(document, item);
  // The document says its language once.
  if (format != Format::json && item.language == document.language) item.language.clear();
  // RSS and JSON require a type of a file, Podcasting 2.0 one of chapters.
  for (model::Enclosure& each : item.enclosures) {
    if (each.media_type.empty() && format != Format::atom) {
      each.media_type = "application/octet-stream";
    }
  }
  auto& episode = item.extras.episode;
  if (!episode.chapters_url.empty() && episode.chapters_type.empty() && format != Format::json) {
    episode.chapters_type = "application/json+chapters";
  }
  if (format == Format::rss) {
    item.guid_is_permalink = item.id == item.url && base::is_http_url(item.id);
    if (item.content.empty()) std::swap(item.content, item.summary);  // Both are descriptions.
    // RSS 2.0, "item": a title or a description is required.
    if (item.title.empty() && item.content.empty()) {
      item.content.value = item.url.empty() ? "-" : item.url;
    }
  }
  // Readers of JSON look for a text in content_text alone.
  if (format == Format::json && item.content.empty()) std::swap(item.content, item.summary);
  if (format != Format::atom) return;
  // §4.1.2: an entry without a link has a content.
  if (item.content.empty() && item.url.empty()) item.content = item.summary;
  for (model::Person& author : item.authors) author.name = write::shown_name(author);
  // §4.1.2: title and updated are required.
  if (item.title.empty()) item.title = {write::entry_name(item), model::TextType::plain, ""};
  if (item.title.empty()) item.title = {"Untitled", model::TextType::plain, ""};
  if (!item.updated) item.updated = item.published;
  if (!item.updated) item.updated = document.updated;
  if (item.authors.empty()) item.authors = {{document.sources.at("casel").name, "", ""}};
}

std::uint64_t area(const model::Picture& picture) {
  return picture.width.value_or(0) * picture.height.value_or(0);
}

void sort_pictures(Item& item) {
  auto& pictures = item.extras.pictures;
  if (item.image.empty() && !pictures.empty()) {
    item.image = std::ranges::max_element(pictures, {}, area)->url;
  }
  std::ranges::sort(pictures, {}, &model::Picture::url);
}

// What an item is expected to come back as, where that is not as it was.
const std::vector<Loss>& losses() {
  static const std::vector<Loss> kLosses = {
      {Format::rss, "a category's term beside its label",
       "RSS has one text and no attribute for it",
       [](Item& item) {
         for (auto& each : item.categories) {
           if (!each.label.empty()) each.term = std::exchange(each.label, "");
         }
       }},
      {Format::rss, "external_url",
       "JSON Feed alone has it; a link of rel=related is told to people",
       [](Item& item) { item.external_url.clear(); }},
      {Format::atom, "external_url", "as in RSS", [](Item& item) { item.external_url.clear(); }},
      {Format::rss, "what the enclosure is called",
       "it has no attribute for that, and a media:content beside it is listed as a second file",
       [](Item& item) {
         if (auto* file = the_enclosure(item)) file->title.clear();
       }},
      {Format::rss, "how long the enclosure plays, where Apple's players do not take it",
       "validators object to itunes: there",
       [](Item& item) {
         auto* file = the_enclosure(item);
         if (file != nullptr && !write::is_episode(item)) file->duration_seconds.reset();
       }},
      {Format::atom, "how long files play, but for the episode's", "as in RSS",
       [](Item& item) {
         const auto* file = write::is_episode(item) ? the_enclosure(item) : nullptr;
         for (model::Enclosure& each : item.enclosures) {
           if (&each != file) each.duration_seconds.reset();
         }
       }},
      {Format::rss, "addresses of authors", "readers show them as a part of the name",
       [](Item& item) {
         for (model::Person& author : item.authors) author = {write::shown_name(author), "", ""};
       }},
      {Format::rss, "which picture is first, and that none is the item's image",
       "media:thumbnail has no such mark", [](Item& item) { sort_pictures(item); }},
      {Format::atom, "which picture is first, and that none is the item's image", "as in RSS",
       [](Item& item) { sort_pictures(item); }},
      {Format::atom, "a category's scheme that is no IRI", "RFC 4287 §4.2.2.2 wants one",
       [](Item& item) {
         for (model::Category& each : item.categories) {
           if (!base::is_absolute_iri(each.scheme)) each.scheme.clear();
         }
       }},
      {Format::atom, "isPermaLink", "it is RSS's",
       [](Item& item) { item.guid_is_permalink.reset(); }},
      {Format::rss, "episode type, where Apple's players do not take the file",
       "validators object to itunes: there",
       [](Item& item) {
         if (!write::is_episode(item)) item.extras.episode.type.clear();
       }},
      {Format::atom, "episode type", "only Apple's elements say it, and those are RSS's",
       [](Item& item) { item.extras.episode.type.clear(); }},
  };
  return kLosses;
}

model::Feed read_back(const write::Document& document, Format format) {
  const std::string url = std::string(kSelf) + "." + std::string(write::extension(format));
  auto feed = parse::parse_feed(write::render(document, format, url), {url, "", ""});
  REQUIRE(feed);
  normalize::clean(*feed);
  return *std::move(feed);
}

// Whom the published item credits is what it was taken from.
model::Origin credited(const write::Document& document, Format format) {
  const model::Source& source = document.sources.at("casel");
  switch (format) {
    case Format::rss:
      return {source.name, source.feed_url, ""};
    case Format::atom:
      return {source.name, source.feed_url, source.atom_id};
    case Format::json:
      break;
  }
  return {source.name, source.feed_url, source.id};
}

std::string words_of(const model::Text& text) {
  const bool is_html = text.type == model::TextType::html;
  return is_html ? markup::html_to_line(text.value) : base::fold_spaces(text.value);
}

// Text may come back as of the other type with the same words, where a format has one type (RSS) or
// loses the lines of a plain text (Atom). Blanks around a plain text are no part of it.
void check_same_text(const model::Text& got, const model::Text& put) {
  const bool is_plain = put.type != model::TextType::html;
  if (is_plain != (got.type != model::TextType::html)) {
    CHECK(words_of(got) == words_of(put));
  } else if (is_plain) {
    CHECK(got.value == base::trim(put.value));
  } else {
    CHECK(got == put);
  }
}

void check_same(const Item& got, const Item& put) {
  CHECK(got.id == put.id);
  CHECK(got.guid_is_permalink == put.guid_is_permalink);
  CHECK(got.url == put.url);
  CHECK(got.external_url == put.external_url);
  CHECK(got.comments_url == put.comments_url);
  CHECK(got.title == put.title);
  check_same_text(got.content, put.content);
  check_same_text(got.summary, put.summary);
  CHECK(got.rights == put.rights);
  CHECK(got.language == put.language);
  CHECK(got.published == put.published);
  CHECK(got.updated == put.updated);
  CHECK(got.authors == put.authors);
  CHECK(got.contributors == put.contributors);
  CHECK(got.categories == put.categories);
  CHECK(got.enclosures == put.enclosures);
  CHECK(got.image == put.image);
  CHECK(got.origin == put.origin);
  CHECK(got.event == put.event);
  CHECK(got.extras.license == put.extras.license);
  CHECK(got.extras.comments_feed_url == put.extras.comments_feed_url);
  CHECK(got.extras.comments == put.extras.comments);
  CHECK(got.extras.in_reply_to == put.extras.in_reply_to);
  CHECK(got.extras.pictures == put.extras.pictures);
  CHECK(got.extras.credits == put.extras.credits);
  CHECK(got.extras.places == put.extras.places);
  CHECK(got.extras.place_name == put.extras.place_name);
  CHECK(got.extras.episode == put.extras.episode);
  CHECK(got.kind == put.kind);
}

// Whether the kind of the item follows from what it carries; if not, JSON alone tells it.
bool shows_its_kind(const Item& item) {
  return std::ranges::any_of(item.enclosures, write::is_playable);
}

void check_round_trip(const write::Document& document, Format format) {
  CAPTURE(write::extension(format));
  const model::Feed feed = read_back(document, format);
  REQUIRE(feed.items.size() == document.entries.size());
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    Item expected = document.entries[i].item;
    for (const Loss& loss : losses()) {
      if (loss.format == format) loss.lose(expected);
    }
    add_what_is_written(document, format, expected);
    expected.origin = credited(document, format);
    Item got = feed.items[i];
    if (format != Format::json) sort_pictures(got);
    if (format != Format::json && !shows_its_kind(expected)) expected.kind = got.kind;
    if (format == Format::rss) {
      // An address alone is a name in RSS, and read as both.
      for (model::Person& author : got.authors) author = {write::shown_name(author), "", ""};
    }
    check_same(got, expected);
  }
}

constexpr Format kFormats[] = {Format::rss, Format::atom, Format::json};

}  // namespace

TEST_CASE("What is published reads back as it was, but for what a format has no place for") {
  for (const Format format : kFormats) check_round_trip(test::rich_document(), format);
}

TEST_CASE("What is published of every fixture reads back as it was") {
  const char* const folder = std::getenv("SYNDIC_CORPUS");
  const auto fixtures = test::files_below(
      folder != nullptr ? fs::path(folder) : test::source_dir() / "tests/data/parse", {});
  REQUIRE(fixtures.size() >= 40);
  for (const fs::path& path : fixtures) {
    INFO(path);
    auto feed = parse::parse_feed(test::bytes_of(path), {"https://casel.example/feed/", "", ""});
    if (!feed) continue;
    const write::Document document = test::published(*std::move(feed));
    for (const Format format : kFormats) check_round_trip(document, format);
  }
}

TEST_CASE("What is said for readers is no part of the item that comes back") {
  for (const Format format : kFormats) {
    write::Document document = test::rich_document();
    const write::Document before = document;
    write::fit_for_readers(document);
    const model::Feed feed = read_back(document, format);
    const model::Feed expected = read_back(before, format);
    CHECK(feed.items.at(0).categories == expected.items.at(0).categories);
  }
}

TEST_CASE("Without what Apple's players play, an episode comes back all the same") {
  write::Document document = test::rich_document();
  Item& item = document.entries[0].item;
  item.enclosures[1].url = "https://casel.example/sel.mp3?from=feed";
  item.extras.episode.type.clear();
  for (const Format format : kFormats) check_round_trip(document, format);
}

TEST_CASE("A plain text stays plain where a format can say so") {
  write::Document document = test::rich_document();
  document.entries[0].item.content = test::plain("5 < 6\n& so on");
  for (const Format format : {Format::atom, Format::json}) check_round_trip(document, format);
  const model::Feed feed = read_back(document, Format::rss);
  CHECK(feed.items[0].content == test::html("5 &lt; 6<br>\n&amp; so on"));
}

TEST_CASE("Several authors come back by name") {
  write::Document document = test::rich_document();
  auto& authors = document.entries[0].item.authors;
  authors = {{"Ann", "ann@casel.example", ""}, {"Bea", "", "https://casel.example/bea"}};
  for (const Format format : kFormats) check_round_trip(document, format);
}

TEST_CASE("A picture that is not the largest stays the item's image") {
  write::Document document = test::rich_document();
  Item& item = document.entries[0].item;
  item.image = "https://casel.example/small.png";
  for (const Format format : kFormats) check_round_trip(document, format);
  item.enclosures.clear();  // No episode: Apple's element does not say it.
  item.extras.episode.type.clear();
  item.kind = model::Kind::read;
  for (const Format format : kFormats) check_round_trip(document, format);
}

TEST_CASE("An item of an id, a link and nothing else comes back as little") {
  write::Document document = test::document(test::entry("tag:a.example,2022:1"));
  document.entries[0].item.url = "https://a.example/1";
  document.entries[0].item.title = test::plain("A title");
  for (const Format format : kFormats) {
    CAPTURE(write::extension(format));
    const Item got = read_back(document, format).items.at(0);
    CHECK(got.id == "tag:a.example,2022:1");
    CHECK(got.url == "https://a.example/1");
    CHECK(got.title.value == "A title");
    CHECK(got.content.empty());
    CHECK(got.summary.empty());
    CHECK(got.extras == model::Extras{});
  }
}

TEST_CASE("Brackets in URLs are percent-encoded in every format, but those of a host") {
  write::Document document = test::rich_document();
  document.home_page_url = "https://turn.example/[home]";
  document.icon = "https://turn.example/[icon].png";
  document.sources.at("casel").feed_url = "https://casel.example/feed[]";
  document.entries[0].also_in = {{"nlmp", "https://nlmp.example/[also]"}};
  Item& item = document.entries[0].item;
  model::for_each_url(item, [](std::string& url) {
    if (!url.empty()) url = "https://[2001:db8::1]/a[1]?b[]=2#c[3]";
  });
  constexpr std::string_view kRight = "https://[2001:db8::1]/a%5B1%5D?b%5B%5D=2#c%5B3%5D";
  for (const Format format : kFormats) {
    CAPTURE(write::extension(format));
    const std::string text = write::render(document, format, "https://turn.example/all[1]");
    for (const std::string_view wrong :
         {"a[1]", "b[]", "c[3]", "[home]", "[icon]", "feed[]", "[also]", "all[1]"}) {
      CAPTURE(wrong);
      CHECK(text.find(wrong) == std::string::npos);
    }
    CHECK(text.find(kRight) != std::string::npos);
    CHECK(read_back(document, format).items.at(0).url == kRight);
  }
}

TEST_CASE("Several categories of one term come back, each with its scheme") {
  write::Document document = test::rich_document();
  document.entries[0].item.categories = {{"a", "https://x.example/", ""},
                                         {"a", "https://y.example/", ""}};
  for (const Format format : kFormats) check_round_trip(document, format);
}

TEST_CASE("Several authors of a feed come back by name") {
  const std::vector<std::vector<model::Person>> kAuthors = {
      {{"Ann", "", ""}, {"Doe, Bea", "", ""}, {"Cy", "", ""}},
      {{"Ann", "ann@a.example", ""}, {"Bea", "bea@a.example", ""}, {"Cy", "", "https://c.example"}},
      {{"Ann", "", ""}, {"Bea", "bea@a.example", ""}, {"Cy (Dee)", "cy@a.example", ""}},
  };
  for (const auto& authors : kAuthors) {
    write::Document document = test::rich_document();
    document.authors = authors;
    for (const Format format : kFormats) {
      CAPTURE(write::extension(format));
      const model::Feed feed = read_back(document, format);
      REQUIRE(feed.authors.size() == authors.size());
      for (std::size_t i = 0; i < authors.size(); ++i) {
        CHECK(feed.authors[i].name == authors[i].name);
      }
    }
  }
}

TEST_CASE("Addresses of several authors, of whom one has none or no name, come back from JSON") {
  write::Document document = test::rich_document();
  auto& authors = document.entries[0].item.authors;
  for (const auto& each : std::vector<std::vector<model::Person>>{
           {{"Ann", "ann@a.example", ""}, {"Bea", "", ""}},
           {{"Ann", "", ""}, {"Bea", "bea@a.example", ""}},
           {{"ann@a.example", "ann@a.example", ""}, {"Bea", "", ""}}}) {
    authors = each;
    check_round_trip(document, Format::json);
  }
}

TEST_CASE("The kind that was published comes back from JSON, whatever the item holds") {
  write::Document document = test::rich_document();
  for (const auto kind : {model::Kind::read, model::Kind::watch, model::Kind::listen}) {
    document.entries[0].item.kind = kind;
    CHECK(read_back(document, Format::json).items.at(0).kind == kind);
  }
}

TEST_CASE("Paragraphs of a plain text stay paragraphs in each format") {
  write::Document document = test::rich_document();
  Item& item = document.entries[0].item;
  item.content = test::plain("One & two\n\nthree\nfour");
  const model::Text html = test::html("<p>One &amp; two</p>\n<p>three<br>\nfour</p>");
  CHECK(read_back(document, Format::rss).items.at(0).content == html);
  CHECK(read_back(document, Format::atom).items.at(0).content == html);
  CHECK(read_back(document, Format::json).items.at(0).content == item.content);
  item.summary = {};
  CHECK(read_back(document, Format::rss).items.at(0).content == html);
}

}  // namespace round_trip_test
