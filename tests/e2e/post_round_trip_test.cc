// SPDX-License-Identifier: MIT
//
// One `syndic post` with every option, and each of them in every file that a run makes of it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace post_round_trip_test {

using namespace syndic;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kSamplesASecond = 8000;

/// The number's lowest bytes, the least significant first.
std::string little(std::uint32_t number, int bytes = 4) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>((number >> (8 * i)) & 0xFFU);
  return text;
}

/// One second of silence: a WAV file of 8044 bytes, of one channel with 8 bits a sample.
std::string second_of_silence() {
  return "RIFF" + little(36 + kSamplesASecond) + "WAVEfmt " + little(16) + little(1, 2) +
         little(1, 2) + little(kSamplesASecond) + little(kSamplesASecond) + little(1, 2) +
         little(8, 2) + "data" + little(kSamplesASecond) + std::string(kSamplesASecond, '\x80');
}

/// A PNG of one black pixel.
std::string black_pixel() {
  using namespace std::string_literals;
  return "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9BU\0\0\0\nIDATx\x9C"
         "c`\0\0\0\2\0\1H\xAF\xA4q\0\0\0\0IEND\xAE"s +
         "B`\x82"s;
}

const char* const kText =
    "An *open* day & more.\n\n| When | What |\n| --- | --- |\n| 9 | Tea |\n| 10 | Café |\n";
const char* const kHtml =
    "<p>An <em>open</em> day &amp; more.</p>\n<table>\n<thead>\n<tr>\n<th>When</th>\n"
    "<th>What</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>9</td>\n<td>Tea</td>\n</tr>\n"
    "<tr>\n<td>10</td>\n<td>Café</td>\n</tr>\n</tbody>\n</table>";

/// A site with one item, which `syndic post` has written.
class Site {
 public:
  Site() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\nlanguage = \"en\"\n"
               "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"America/New_York\"\n" +
                   test::store_section(dir_.path()) +
                   "[[source]]\nid = \"own\"\nname = \"Own\"\npath = \"news\"\n");
    const std::string sound = dir_.write("Our talk.wav", second_of_silence()).string();
    const std::string picture = dir_.write("Photo.png", black_pixel()).string();
    run({"post",
         "--title",
         "Über \"Grüße\" & <b>",
         "--link",
         "https://t.example/open?a=1&b=2",
         "--date",
         "2026-02-01T09:30:00",
         "--kind",
         "listen",
         "--summary",
         "In \"short\" & sweet",
         "--author",
         "Jürgen <b> Öz",
         "--tag",
         "schools & co",
         "--tag",
         "Größe",
         "--enclosure",
         sound,
         "--image",
         picture,
         "--start",
         "2026-03-07T22:00:00",
         "--end",
         "2026-03-08T12:30:00",
         "--place",
         "Town Hall; room \"2\", left",
         "--expires",
         "2026-12-31",
         "--pinned"},
        kText);
    run({"refresh"});
    find_assets();
  }

  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(dir_ / "public" / name);
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return fs::exists(dir_ / "public" / name);
  }
  [[nodiscard]] std::string sound() const { return "https://t.example/feeds/" + sound_; }
  [[nodiscard]] std::string picture() const { return "https://t.example/feeds/" + picture_; }
  [[nodiscard]] std::string sound_bytes() const { return file(sound_); }
  [[nodiscard]] std::string picture_bytes() const { return file(picture_); }
  [[nodiscard]] std::string id() const {
    return json::parse(file("all.json")).at("items").at(0).at("id");
  }

  void run(std::vector<std::string> words, std::string_view input = {},
           const std::string& now = "2026-02-02T12:00:00Z") const {
    words.insert(words.begin(), {"-c", (dir_ / "syndic.toml").string()});
    const test::Finished run = test::run_syndic(words, {{"SYNDIC_NOW", now}}, input);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    REQUIRE(run.err.empty());
  }

 private:
  void find_assets() {
    for (const auto& entry : fs::directory_iterator(dir_ / "public/assets")) {
      const std::string name = "assets/" + entry.path().filename().string();
      if (name.starts_with("assets/our-talk-") && name.ends_with(".wav")) sound_ = name;
      if (name.starts_with("assets/photo-") && name.ends_with(".png")) picture_ = name;
    }
    REQUIRE_FALSE((sound_.empty() || picture_.empty()));
  }

  test::TempDir dir_;
  std::string sound_;
  std::string picture_;
};

/// The texts of all children of that name.
std::vector<std::string> texts(const pugi::xml_node& node, const char* name) {
  std::vector<std::string> texts;
  for (const pugi::xml_node& child : node.children(name)) texts.emplace_back(child.child_value());
  return texts;
}
using Texts = std::vector<std::string>;

/// The element's attributes as "name=value".
std::set<std::string> attributes(const pugi::xml_node& node) {
  std::set<std::string> attributes;
  for (const pugi::xml_attribute& each : node.attributes()) {
    attributes.insert(std::string(each.name()) + "=" + each.value());
  }
  return attributes;
}
using Attributes = std::set<std::string>;

/// Checks what RSS and Atom say alike.
void check_modules(const pugi::xml_node& item, const Site& site) {
  CHECK(texts(item, "ev:startdate") == Texts{"2026-03-08T03:00:00Z"});
  CHECK(texts(item, "ev:enddate") == Texts{"2026-03-08T16:30:00Z"});
  CHECK(texts(item, "ev:location") == Texts{"Town Hall; room \"2\", left"});
  CHECK(attributes(item.child("media:thumbnail")) == Attributes{"url=" + site.picture()});
  CHECK(attributes(item.child("media:content")) ==
        Attributes{"url=" + site.picture(), "medium=image"});
}

// What follows the line about the event, whose blanks are as ICU has them.
std::string after_event(const std::string& html) {
  CHECK_THAT(html, Catch::StartsWith("<p><strong>Sat, Mar 7, 2026, 10:00"));
  CHECK_THAT(html, Catch::Contains(" · Town Hall; room \"2\", left</strong></p>\n"));
  return html.substr(html.find("</p>\n") + 5);
}

}  // namespace

TEST_CASE("what was posted with every option is in all.json") {
  const Site site;
  const json all = json::parse(site.file("all.json"));
  REQUIRE(all.at("items").size() == 1);
  const json& item = all.at("items").at(0);
  CHECK(item.at("title") == "Über \"Grüße\" & <b>");
  CHECK(item.at("url") == "https://t.example/open?a=1&b=2");
  CHECK(item.at("date_published") == "2026-02-01T14:30:00Z");
  CHECK(item.at("summary") == "In \"short\" & sweet");
  CHECK(after_event(item.at("content_html")) == kHtml);
  CHECK(item.at("authors") == json::array({{{"name", "Jürgen <b> Öz"}}}));
  CHECK(item.at("tags") == json::array({"schools & co", "Größe", "Listen"}));
  CHECK(item.at("image") == site.picture());
  CHECK(item.at("attachments") == json::array({{{"url", site.sound()},
                                                {"mime_type", "audio/wav"},
                                                {"size_in_bytes", 8044},
                                                {"duration_in_seconds", 1}}}));
  CHECK(item.at("_syndic").at("kind") == "listen");
  CHECK(item.at("_syndic").at("event") == json{{"start", "2026-03-08T03:00:00Z"},
                                               {"end", "2026-03-08T16:30:00Z"},
                                               {"place", "Town Hall; room \"2\", left"}});
  CHECK(item.at("_syndic").at("source").at("id") == "own");
}

TEST_CASE("what was posted with every option is in all.rss") {
  const Site site;
  pugi::xml_document document;
  REQUIRE(document.load_string(site.file("all.rss").c_str()));
  const pugi::xml_node item = document.child("rss").child("channel").child("item");
  // A title of RSS is HTML to most readers.
  CHECK(texts(item, "title") == Texts{"Über \"Grüße\" &amp; &lt;b&gt;"});
  CHECK(texts(item, "link") == Texts{"https://t.example/open?a=1&b=2"});
  CHECK(texts(item, "guid") == Texts{site.id()});
  CHECK(texts(item, "pubDate") == Texts{"Sun, 01 Feb 2026 14:30:00 +0000"});
  CHECK(texts(item, "dc:creator") == Texts{"Jürgen <b> Öz"});
  CHECK(texts(item, "description") == Texts{"In \"short\" & sweet"});
  REQUIRE(texts(item, "content:encoded").size() == 1);
  CHECK(after_event(texts(item, "content:encoded")[0]) == kHtml);
  CHECK(texts(item, "category") == Texts{"schools & co", "Größe", "Listen"});
  CHECK(attributes(item.child("enclosure")) ==
        Attributes{"url=" + site.sound(), "length=8044", "type=audio/wav"});
  CHECK(texts(item, "source") == Texts{"Own"});
  check_modules(item, site);
}

TEST_CASE("what was posted with every option is in all.atom") {
  const Site site;
  pugi::xml_document document;
  REQUIRE(document.load_string(site.file("all.atom").c_str()));
  const pugi::xml_node entry = document.child("feed").child("entry");
  CHECK(texts(entry, "title") == Texts{"Über \"Grüße\" & <b>"});
  CHECK(texts(entry, "id") == Texts{site.id()});
  CHECK(texts(entry, "published") == Texts{"2026-02-01T14:30:00Z"});
  CHECK(texts(entry, "updated") == Texts{"2026-02-01T14:30:00Z"});
  CHECK(texts(entry.child("author"), "name") == Texts{"Jürgen <b> Öz"});
  CHECK(texts(entry, "summary") == Texts{"In \"short\" & sweet"});
  REQUIRE(texts(entry, "content").size() == 1);
  CHECK(after_event(texts(entry, "content")[0]) == kHtml);
  Texts tags;
  for (const auto& each : entry.children("category"))
    tags.emplace_back(each.attribute("term").value());
  CHECK(tags == Texts{"schools & co", "Größe", "listen"});
  const auto link = [&](const char* rel) {
    return attributes(entry.find_child_by_attribute("link", "rel", rel));
  };
  CHECK(link("alternate") ==
        Attributes{"rel=alternate", "type=text/html", "href=https://t.example/open?a=1&b=2"});
  CHECK(link("enclosure") ==
        Attributes{"rel=enclosure", "type=audio/wav", "length=8044", "href=" + site.sound()});
  CHECK(texts(entry.child("source"), "title") == Texts{"Own"});
  check_modules(entry, site);
}

TEST_CASE("what was posted with every option is on the page, on top") {
  const Site site;
  const std::string page = site.file("index.html");
  CHECK_THAT(page, Contains("<h2 id=\"pinned\">Pinned</h2>"));
  CHECK_THAT(page, Contains("<a href=\"https://t.example/open?a=1&amp;b=2\">"
                            "Über &quot;Grüße&quot; &amp; &lt;b&gt;</a>"));
  CHECK_THAT(page, Contains("<time datetime=\"2026-02-01T14:30:00Z\">February 1, 2026</time>"));
  CHECK_THAT(page, Contains("by Jürgen &lt;b&gt; Öz</bdi>"));
  CHECK_THAT(page, Contains("In &quot;short&quot; &amp; sweet</p>"));
  CHECK_THAT(page, Contains("<bdi>Town Hall; room &quot;2&quot;, left</bdi>"));
  CHECK_THAT(page, Contains("<time datetime=\"2026-03-08T03:00:00Z\">"));
  CHECK_THAT(page, Contains("<img src=\"" + site.picture() + "\""));
  CHECK_THAT(page, Contains("<audio controls preload=\"none\" src=\"" + site.sound() + "\""));
  CHECK_THAT(page, Contains(">LISTEN 1 min</a>"));
}

TEST_CASE("what was posted with every option is in events.ics") {
  const Site site;
  std::string calendar = site.file("events.ics");
  std::erase(calendar, '\r');
  CHECK_THAT(calendar, Contains("\nBEGIN:VEVENT\nUID:" + site.id() +
                                "\nDTSTAMP:20260201T143000Z\n"
                                "DTSTART;TZID=America/New_York:20260307T220000\n"
                                "DTEND;TZID=America/New_York:20260308T123000\n"
                                "SUMMARY:Über \"Grüße\" & <b>\n"
                                "DESCRIPTION:An open day & more.\\n\\nWhen What\\n9 Tea\\n10 Café\n"
                                "LOCATION:Town Hall\\; room \"2\"\\, left\n"
                                "URL:https://t.example/open?a=1&b=2\n"
                                "CATEGORIES:schools & co\nCATEGORIES:Größe\n"
                                "CREATED:20260201T143000Z\nLAST-MODIFIED:20260201T143000Z\n"
                                "END:VEVENT\n"));
}

TEST_CASE("what was posted is published with its files as they were, until it expires") {
  const Site site;
  CHECK(site.sound_bytes() == second_of_silence());
  CHECK(site.picture_bytes() == black_pixel());
  site.run({"refresh"}, {}, "2026-12-31T04:59:59Z");
  CHECK(json::parse(site.file("all.json")).at("items").size() == 1);
  site.run({"refresh"}, {}, "2026-12-31T05:00:00Z");
  CHECK(json::parse(site.file("all.json")).at("items").empty());
}

}  // namespace post_round_trip_test
