// SPDX-License-Identifier: MIT
//
// Whatever a document holds: well-formed output that reads back as the same words, without a
// character that XML 1.0 forbids (§2.2), and the same bytes each time.
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "tests/write/sample.h"

namespace hostile_test {

using namespace syndic;
using test::Xml;
using write::Format;

namespace {

constexpr Format kFormats[] = {Format::rss, Format::atom, Format::json};

// The full document with `text` in every place that holds one.
write::Document everywhere(const std::string& text) {
  write::Document feed = test::full_document();
  for (std::string* field :
       {&feed.id, &feed.title, &feed.subtitle, &feed.home_page_url, &feed.language, &feed.rights,
        &feed.icon, &feed.favicon, &feed.generator, &feed.authors[0].name, &feed.authors[0].email,
        &feed.hubs[0]}) {
    *field = text;
  }
  for (auto& [id, source] : feed.sources) {
    source.name = source.feed_url = source.home_page_url = source.atom_id = source.rights = text;
    source.icon = text;
  }
  model::Item& item = feed.entries[0].item;
  for (std::string* field : {&item.id, &item.url, &item.external_url, &item.comments_url,
                             &item.title.value, &item.content.value, &item.summary.value,
                             &item.rights, &item.language, &item.image, &item.banner_image}) {
    *field = text;
  }
  item.authors[0] = {text, text, text};
  item.contributors[0] = {text, text, text};
  item.categories[0] = {text, text, text};
  item.enclosures[0] = {text, text, text, 1, 1};
  feed.provenance = {text, text, {text}};
  return feed;
}

std::string read_back(const std::string& bytes, Format format) {
  switch (format) {
    case Format::rss:
      return Xml(bytes).text("//item/comments");
    case Format::atom:
      return Xml(bytes).text("//entry/title");
    case Format::json:
      break;
  }
  return nlohmann::json::parse(bytes).at("items").at(0).at("title");
}

}  // namespace

TEST_CASE("Hostile text comes out as the text that it is") {
  const std::string text =
      GENERATE(as<std::string>{}, "]]>", "<![CDATA[x]]>", "<!-- x -->", "<?php x ?>",
               "&amp;&lt;&#0;", "&", "\"'><script>alert(1)</script>", "</title></channel></rss>",
               "a\tb", "é – “ ” … 日本語 🎓 \u202e", "\\u0000 \\\" \\", "${jndi}", "%00%0d%0a");
  CAPTURE(text);
  for (const Format format : kFormats) {
    CHECK(read_back(write::render(everywhere(text), format, text), format) == text);
  }
}

TEST_CASE("What is no character of XML comes out in no format") {
  const auto [text, kept] = GENERATE(table<std::string, std::string>({
      {std::string("a\0b", 3), "ab"},
      {"a\x01\x08\x0b\x0c\x1f\x7f"
       "b",
       "a\x7f"
       "b"},
      {"a\xEF\xBF\xBE\xEF\xBF\xBF"
       "b",
       "ab"},  // U+FFFE, U+FFFF
      {"a\xED\xA0\x80"
       "b",
       "a\uFFFD\uFFFD\uFFFDb"},  // A surrogate.
      {"a\xFF\xC0\xAF"
       "b",
       "a\uFFFD\uFFFD\uFFFDb"},                  // No UTF-8, and an overlong '/'.
      {"a\xF0\x9F\x8E", "a\uFFFD\uFFFD\uFFFD"},  // Cut off.
  }));
  for (const Format format : kFormats) {
    const std::string bytes = write::render(everywhere(text), format, text);
    CHECK(base::is_xml_text(bytes));
    CHECK(bytes.find("&#0") == std::string::npos);
    CHECK(bytes.find("&#1;") == std::string::npos);
    CHECK(bytes.find("\\u00") == (format == Format::json ? bytes.find("\\u007f") : bytes.npos));
    CHECK(read_back(bytes, format) == kept);
  }
}

TEST_CASE("Line breaks stay line breaks, in text and in attributes (XML 1.0 §2.11, §3.3.3)") {
  auto feed = test::full_document();
  feed.entries[0].item.content = test::plain("one\r\ntwo\rthree\n");
  feed.entries[0].item.categories = {{"a\nb", "", ""}};
  const Xml atom(write::render(feed, Format::atom, ""));
  CHECK(atom.text("//content") == "one\ntwo\nthree\n");
  CHECK(atom.text("//category/@term") == "a\nb");
}

TEST_CASE("The same document gives the same bytes") {
  for (const Format format : kFormats) {
    CHECK(write::render(test::full_document(), format, "https://a.example/") ==
          write::render(test::full_document(), format, "https://a.example/"));
  }
}

TEST_CASE("An enormous text is written whole") {
  auto feed = test::full_document();
  feed.entries[0].item.content = test::html(std::string(5'000'000, '<'));
  for (const Format format : kFormats) {
    CHECK(write::render(feed, format, "").size() > 5'000'000);
  }
}

}  // namespace hostile_test
