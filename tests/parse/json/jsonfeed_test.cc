// SPDX-License-Identifier: MIT
//
// What fixtures of JSON Feed cannot show well: sizes, bytes, and what other stages rely on.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/time_format.h"
#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace jsonfeed_test {

namespace {

using namespace syndic;
using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kHead =
    R"("version": "https://jsonfeed.org/version/1.1", "title": "T", "items": )";

std::string with_items(std::string_view items) {
  return "{" + std::string(kHead) + std::string(items) + "}";
}

model::Feed read(std::string_view document, const parse::Hints& hints = {},
                 const parse::Limits& limits = {}) {
  auto feed = parse::parse_feed(document, hints, limits);
  if (!feed) FAIL(feed.error().message);
  return std::move(*feed);
}

Error refusal(std::string_view document) {
  const auto feed = parse::parse_feed(document, {});
  if (feed) FAIL("read as a feed");
  return feed.error();
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out.append(text);
  return out;
}

// ASCII text in the other widths that JSON comes in.
std::string widened(std::string_view text, std::size_t width, bool big_endian) {
  std::string out;
  for (const char c : text) {
    std::string unit(width, '\0');
    unit[big_endian ? width - 1 : 0] = c;
    out.append(unit);
  }
  return out;
}

std::string text_of(const json& object, const char* key) {
  return object.contains(key) ? object[key].get<std::string>() : std::string();
}

std::string date_of(const std::optional<model::Timestamp>& date) {
  return date ? base::format_rfc3339(*date) : std::string();
}

}  // namespace

TEST_CASE("a JSON Feed is known by its content, whatever its media type says") {
  for (const char* type : {"", "application/feed+json", "application/json; charset=utf-8",
                           "text/html", "application/rss+xml", "text/plain; charset=us-ascii"}) {
    INFO(type);
    const model::Feed feed = read(with_items(R"([{"id": "1"}])"), {.content_type = type});
    CHECK(feed.format == model::Format::jsonfeed11);
    CHECK(feed.items.size() == 1);
  }
}

TEST_CASE("the version of a JSON Feed is the nearest that is known") {
  const auto format = [](const std::string& version) {
    return read(R"({"version": ")" + version + R"(", "title": "T"})").format;
  };
  using model::Format;
  CHECK(format("https://jsonfeed.org/version/1") == Format::jsonfeed10);
  CHECK(format("http://jsonfeed.org/version/1.0/") == Format::jsonfeed10);
  CHECK(format("https://www.jsonfeed.org/version/1/") == Format::jsonfeed10);
  CHECK(format("https://jsonfeed.org/version/1.1") == Format::jsonfeed11);
  CHECK(format("HTTPS://JSONFEED.ORG/VERSION/1.1/") == Format::jsonfeed11);
  CHECK(format("https://jsonfeed.org/version/2") == Format::jsonfeed11);
  CHECK(format("jsonfeed.org") == Format::jsonfeed11);
}

TEST_CASE("an odd version needs a head and items of JSON Feed's kind") {
  const std::string items = R"("items": [{"id": "1", "content_text": "a"}])";
  const model::Feed feed =
      read(R"({"version": 1.1, "feed_url": "https://a.example/f",)" + items + "}");
  CHECK(feed.warnings == std::vector<std::string>{"names no version of JSON Feed; read as 1.1"});
  CHECK(feed.items.size() == 1);
  CHECK(refusal("{" + items + "}").code == Errc::unknown_format);
  CHECK(refusal(R"({"title": "T", "items": [{"snippet": {"title": "a"}}]})").code ==
        Errc::unknown_format);
  CHECK(refusal(R"({"version": "1", "title": "T", "items": ["a"]})").code == Errc::unknown_format);
}

TEST_CASE("JSON is read in every encoding that it comes in") {
  const std::string ascii = with_items(R"([{"id": "1", "title": "\u00fc"}])");
  const auto encoding = [](const std::string& bytes, std::string_view type = "") {
    const model::Feed feed = read(bytes, {.content_type = type});
    CHECK(feed.items.size() == 1);
    if (!feed.items.empty()) CHECK(feed.items[0].title.value == "ü");
    return feed.encoding;
  };
  CHECK(encoding("\xEF\xBB\xBF \r\n" + ascii) == "utf-8");
  CHECK(encoding("\xFF\xFE" + widened(ascii, 2, false)) == "utf-16le");
  CHECK(encoding(widened(ascii, 2, true)) == "utf-16be");
  CHECK(encoding(widened(ascii, 2, false)) == "utf-16le");
  CHECK(encoding(widened(ascii, 4, true)) == "utf-32be");
  CHECK(encoding(with_items("[{\"title\": \"\xFC\"}]")) == "windows-1252");
  CHECK(encoding(with_items("[{\"title\": \"\xFC\"}]"), "application/json; charset=latin1") ==
        "windows-1252");
}

TEST_CASE("the document's address goes before the feed's own as the base of references") {
  const std::string document =
      R"({"version": "https://jsonfeed.org/version/1.1", "feed_url": "f.json",)"
      R"("home_page_url": "https://home.example/", "items": [{"url": "1"}]})";
  const model::Feed fetched = read(document, {.base_url = "https://a.example/d/feed"});
  CHECK(fetched.base_url == "https://a.example/d/feed");
  CHECK(fetched.feed_url == "https://a.example/d/f.json");
  CHECK(fetched.items[0].url == "https://a.example/d/1");
  const model::Feed found = read(document);
  CHECK(found.base_url == "https://home.example/");
  CHECK(found.items[0].url == "https://home.example/1");
}

TEST_CASE("dates of JSON Feed that name no zone are in the one that is given") {
  const model::Feed feed = read(with_items(R"([{"date_published": "2022-05-16 10:00"}])"),
                                {.time_zone = "America/New_York"});
  CHECK(date_of(feed.items[0].published) == "2022-05-16T14:00:00Z");
}

TEST_CASE("a JSON Feed that breaks off after an item is cut, and has all its whole items") {
  const std::string whole =
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1"},{"id":"2"}]})";
  const auto read = [&](std::string_view end) {
    return parse::parse_feed(whole.substr(0, whole.rfind(end) + end.size()), {}).value();
  };
  for (const char* const end : {R"("2"})", "]"}) {
    CAPTURE(end);
    CHECK(read(end).is_cut);
    CHECK_FALSE(read(end).ends_in_item);
    CHECK(read(end).items.size() == 2);
  }
  CHECK(read(R"("1"},)").is_cut);
  CHECK(read(R"("1"},)").items.size() == 1);
  CHECK(read(R"("2")").is_cut);
  CHECK(read(R"("2")").ends_in_item);
  CHECK_FALSE(read("}").is_cut);
  CHECK_FALSE(parse::parse_feed(whole + "}", {})->is_cut);
  CHECK_FALSE(parse::parse_feed(whole.substr(0, whole.size() - 2) + "} ]", {})->is_cut);
}

TEST_CASE("items beyond the limit are left out and counted") {
  const std::string items = R"([{"id": "1"}, 7, {"id": "2"}, {"id": "3"}, {"id": "4"}])";
  const model::Feed feed = read(with_items(items), {}, {.max_items = 2});
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[1].id == "2");
  CHECK(feed.warnings == std::vector<std::string>{"left out 1 item that is no object",
                                                  "left out 2 items after the first 2"});
}

TEST_CASE("of each kind of things in an item a thousand are kept") {
  std::string tags;
  std::string people;
  std::string files;
  for (int i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i);
    tags.append(R"(,"t)" + number + '"');
    people.append(R"(,{"name":")" + number + R"("})");
    files.append(R"(,{"url":"https://a.example/)" + number + R"("})");
  }
  const model::Feed feed =
      read(with_items(R"([{"tags":[null)" + tags + R"(],"authors":[null)" + people +
                      R"(],"attachments":[null)" + files + R"(]},{"id":"2"}])"));
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[0].categories.size() == 1000);
  CHECK(feed.items[0].authors.size() == 1000);
  CHECK(feed.items[0].enclosures.size() == 1000);
  CHECK(feed.warnings ==
        std::vector<std::string>{
            "left out authors, tags or attachments after the first 1000 of a kind in 1 item"});
}

TEST_CASE("what is nested beyond the limit is passed over, and the rest is read") {
  const std::string deep = repeated("[", 200'000) + repeated("]", 200'000);
  const model::Feed feed = read(R"({"_x": )" + deep + "," + std::string(kHead) + R"([{"tags": )" +
                                deep + R"(, "id": "1"}, )" + deep + R"(, {"id": "2"}]})");
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[1].id == "2");
  CHECK(read(with_items(R"([{"id": "1"}])"), {}, {.max_depth = 2}).items.empty());
}

// A square of this size takes minutes, each time.
TEST_CASE("hostile JSON is read in linear time") {
  constexpr std::size_t kSize = 100'000;
  for (const std::string_view piece : {"[", "{\"a\":", "[{", "\"", "\\", ",", "/*", "//\n", "-",
                                       "1e9", "\\ud800", "\n", "]", "a "}) {
    for (const std::string& document :
         {repeated(piece, kSize / piece.size()), with_items(repeated(piece, kSize / piece.size())),
          with_items("[{\"title\": \"" + repeated(piece, kSize / piece.size()))}) {
      INFO(piece);
      const auto feed = parse::parse_feed(document, {});
      if (feed) CHECK(base::is_xml_text(test::dump(*feed)));
    }
  }
}

TEST_CASE("a JSON Feed that says nothing before it breaks is malformed, and where is told") {
  const Error cut = refusal(R"({"version": "https://jsonfeed.org/version/1.1", "items": [)");
  CHECK(cut.code == Errc::malformed);
  CHECK(cut.offset == 58);
  const Error broken = refusal(
      "\xEF\xBB\xBF{\"version\": \"https://jsonfeed.org/version/1.1\", : \"title\": \"T\"}");
  CHECK(broken.code == Errc::malformed);
  CHECK(broken.offset == 51);
}

TEST_CASE("offsets count the document's bytes, also after what was repaired") {
  const std::string document =
      with_items("[{\"id\": \"1\", \"title\": \"a\nb\",},\n{\"id\": \"2\"}, {7}]");
  const model::Feed feed = read(document);
  CHECK(feed.items.size() == 2);
  const std::string place = std::to_string(document.find("7}"));
  CHECK(feed.warnings.back() ==
        "the JSON is broken at byte " + place + "; what is before it was read");
}

TEST_CASE("whatever parse prints is read back as it stands") {
  std::size_t documents = 0;
  for (const fs::path& path :
       test::files_below(test::source_dir() / "tests/data/read", {".expect"})) {
    const std::string printed = test::bytes_of(path);
    if (!printed.starts_with('{')) continue;
    INFO(path);
    ++documents;
    const json told = json::parse(printed);
    const model::Feed feed = read(printed);
    CHECK(feed.warnings.empty());
    CHECK(feed.title.value == text_of(told, "title"));
    CHECK(feed.home_page_url == text_of(told, "home_page_url"));
    CHECK(feed.items.size() == told["items"].size());
    if (feed.items.size() != told["items"].size()) continue;
    for (std::size_t i = 0; i < feed.items.size(); ++i) {
      const model::Item& item = feed.items[i];
      const json& told_item = told["items"][i];
      CHECK(item.id == text_of(told_item, "id"));
      CHECK(item.url == text_of(told_item, "url"));
      CHECK(item.title.value == text_of(told_item, "title"));
      CHECK(item.summary.value == text_of(told_item, "summary"));
      CHECK(date_of(item.published) == text_of(told_item, "date_published"));
      CHECK(date_of(item.updated) == text_of(told_item, "date_modified"));
      const bool html = told_item.contains("content_html");
      CHECK(item.content.value == text_of(told_item, html ? "content_html" : "content_text"));
      CHECK((item.content.type == model::TextType::html) == html);
    }
  }
  CHECK(documents > 0);
}

TEST_CASE(
    "what syndic says of an item is read back: its kind, its source, its authors' addresses") {
  const model::Feed feed = read(with_items(R"([
      {"id": "1", "authors": [{"name": "Ann"}, {"name": "Bea"}],
       "_syndic": {"kind": "listen", "author_emails": ["ann@a.example", "bea@a.example"],
                   "source": {"title": "S", "url": "https://s.example/feed", "id": "s"}}},
      {"id": "2", "authors": [{"name": "Ann"}, {"name": "Bea"}],
       "_syndic": {"kind": "dance", "author_emails": ["bea@a.example"]}},
      {"id": "3", "_syndic": {"author_emails": ["cy@a.example", 5, {"x": "y"}]}},
      {"id": "4", "_syndic": {"author_emails": {"x": "y"}, "kind": ["read"]}},
      {"id": "5", "_syndic": {"kind": "watch"}},
      {"id": "6", "_syndic": {"kind": "read"}}])"));
  REQUIRE(feed.items.size() == 6);
  CHECK(feed.items[0].given_kind == model::Kind::listen);
  CHECK(feed.items[0].origin == model::Origin{"S", "https://s.example/feed", "s"});
  CHECK(feed.items[0].authors ==
        std::vector<model::Person>{{"Ann", "ann@a.example", ""}, {"Bea", "bea@a.example", ""}});
  CHECK_FALSE(feed.items[1].given_kind);
  CHECK(feed.items[1].authors == std::vector<model::Person>{{"Ann", "", ""}, {"Bea", "", ""}});
  CHECK(feed.items[2].authors == std::vector<model::Person>{{"cy@a.example", "cy@a.example", ""}});
  CHECK(feed.items[3].authors.empty());
  CHECK_FALSE(feed.items[3].given_kind);
  CHECK(feed.items[4].given_kind == model::Kind::watch);
  CHECK(feed.items[5].given_kind == model::Kind::read);
}

}  // namespace jsonfeed_test
