// SPDX-License-Identifier: MIT
//
// A folder of authored items over several runs: what is written, changed, renamed, put off and
// deleted.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace authored_test {

using namespace syndic;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A site whose only source is the folder "news".
class Site {
 public:
  Site() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
               "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"America/New_York\"\n" +
                   test::store_section(dir_.path()) +
                   "[[source]]\nid = \"own\"\nname = \"Own\"\npath = \"news\"\n");
  }

  void write(const std::string& name, const std::string& front,
             const std::string& body = "Text\n") {
    dir_.write("news/" + name, "+++\n" + front + "\n+++\n" + body);
  }
  void remove(const std::string& name) const { fs::remove(dir_ / "news" / name); }

  json refresh(const std::string& now = "2026-01-31T12:00:00Z") {
    const auto run = test::run_syndic({"refresh", "--json", "-c", (dir_ / "syndic.toml").string()},
                                      {{"SYNDIC_NOW", now}});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    return json::parse(run.out);
  }

  /// Of the newest file: "title" or "title id", by title.
  [[nodiscard]] std::map<std::string, json> items() const {
    std::map<std::string, json> items;
    const json parsed = json::parse(test::bytes_of(dir_ / "public/all.json"));
    for (const json& item : parsed.at("items")) {
      items.emplace(item.value("title", ""), item);
    }
    return items;
  }
  [[nodiscard]] const test::TempDir& dir() const { return dir_; }

 private:
  test::TempDir dir_;
};

std::string outcome(const json& report) { return report.at("sources").at(0).at("outcome"); }

std::vector<std::string> titles(const Site& site) {
  std::vector<std::string> titles;
  for (const auto& [title, item] : site.items()) titles.push_back(title);
  return titles;
}
using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a new file is an item at the next run, and an unchanged folder costs nothing") {
  Site site;
  site.write("a.md",
             "title = \"A\"\ndate = 2026-01-30\nlink = \"https://t.example/a\"\n"
             "kind = \"watch\"");
  CHECK(outcome(site.refresh()) == "updated");
  const json item = site.items().at("A");
  CHECK(item.at("date_published") == "2026-01-30T05:00:00Z");
  CHECK(item.at("url") == "https://t.example/a");
  CHECK(item.at("content_html") == "<p>Text</p>");
  CHECK(item.at("_syndic").at("kind") == "watch");
  CHECK(item.at("id").get<std::string>().starts_with("urn:uuid:"));
  CHECK(outcome(site.refresh("2026-01-31T12:01:00Z")) == "unchanged");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-31");
  CHECK(outcome(site.refresh("2026-01-31T12:02:00Z")) == "updated");
  CHECK(titles(site) == Titles{"A", "B"});
}

TEST_CASE("an item keeps its id when its file is edited and when it is renamed") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  const std::string id = site.items().at("A").at("id");
  site.write("a.md", "title = \"A new\"\ndate = 2026-01-30", "Other words\n");
  site.refresh("2026-01-31T13:00:00Z");
  CHECK(site.items().at("A new").at("id") == id);
  site.remove("a.md");
  site.write("moved.md", "title = \"A new\"\ndate = 2026-01-30", "Other words\n");
  site.refresh("2026-01-31T14:00:00Z");
  CHECK(titles(site) == Titles{"A new", "B"});
  CHECK(site.items().at("A new").at("id") == id);
  // Edited and renamed again, it is still known, by the name that it has now.
  site.write("moved.md", "title = \"A again\"\ndate = 2026-01-30", "Third words\n");
  site.refresh("2026-01-31T15:00:00Z");
  CHECK(site.items().at("A again").at("id") == id);
}

TEST_CASE("ids follow the bytes when files change names among themselves") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  const std::string a = site.items().at("A").at("id");
  const std::string b = site.items().at("B").at("id");
  site.write("a.md", "title = \"B\"\ndate = 2026-01-30");
  site.write("b.md", "title = \"A\"\ndate = 2026-01-30");
  site.refresh("2026-01-31T13:00:00Z");
  CHECK(titles(site) == Titles{"A", "B"});
  CHECK(site.items().at("A").at("id") == a);
  CHECK(site.items().at("B").at("id") == b);
  // The name that an item had serves another one, which is a new item.
  fs::rename(site.dir() / "news/b.md", site.dir() / "news/c.md");
  site.write("b.md", "title = \"New\"\ndate = 2026-01-31", "Nothing like it\n");
  site.refresh("2026-01-31T14:00:00Z");
  CHECK(titles(site) == Titles{"A", "B", "New"});
  CHECK(site.items().at("A").at("id") == a);
  CHECK(site.items().at("New").at("id") != a);
  CHECK(outcome(site.refresh("2026-01-31T15:00:00Z")) == "unchanged");
}

TEST_CASE("of two files with one id, the second is a mistake") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30\nid = \"tag:t.example,2026:x\"");
  site.refresh();
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30\nid = \"tag:t.example,2026:x\"");
  for (const char* now : {"2026-01-31T13:00:00Z", "2026-01-31T14:00:00Z"}) {
    const json report = site.refresh(now);
    CHECK(report.at("sources").at(0).at("notes") ==
          json::array({(site.dir() / "news/b.md").string() +
                       ":1:1: its id is that of a.md; give each its own"}));
    CHECK(titles(site) == Titles{"A"});
  }
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh("2026-01-31T15:00:00Z");
  CHECK(titles(site) == Titles{"A", "B"});
}

TEST_CASE("another time zone of the site dates the same files anew") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.refresh();
  CHECK(site.items().at("A").at("date_published") == "2026-01-30T05:00:00Z");
  std::string config = test::bytes_of(site.dir() / "syndic.toml");
  config.replace(config.find("America/New_York"), 16, "Europe/Berlin");
  site.dir().write("syndic.toml", config);
  site.refresh("2026-01-31T13:00:00Z");
  CHECK(site.items().at("A").at("date_published") == "2026-01-29T23:00:00Z");
}

TEST_CASE("the id of the front matter is the item's") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30\nid = \"tag:t.example,2026:a\"");
  site.refresh();
  CHECK(site.items().at("A").at("id") == "tag:t.example,2026:a");
}

TEST_CASE("a deleted file takes its item out of everything, and brings it back when it is back") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  site.remove("a.md");
  site.refresh("2026-01-31T13:00:00Z");
  CHECK(titles(site) == Titles{"B"});
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.refresh("2026-01-31T14:00:00Z");
  CHECK(titles(site) == Titles{"A", "B"});
}

TEST_CASE("drafts wait, and so do items of the future, which come without another event") {
  Site site;
  site.write("draft.md", "title = \"Draft\"\ndraft = true");
  site.write("future.md", "title = \"Future\"\ndate = 2026-02-01T09:00:00");
  site.write("now.md", "title = \"Now\"\ndate = 2026-01-31");
  site.refresh("2026-01-31T12:00:00Z");
  CHECK(titles(site) == Titles{"Now"});
  CHECK(outcome(site.refresh("2026-02-01T13:59:00Z")) == "unchanged");
  CHECK(titles(site) == Titles{"Now"});
  site.refresh("2026-02-01T14:00:00Z");
  CHECK(titles(site) == Titles{"Future", "Now"});
  CHECK(site.items().at("Future").at("date_published") == "2026-02-01T14:00:00Z");
  CHECK(outcome(site.refresh("2026-02-01T14:01:00Z")) == "unchanged");
}

TEST_CASE("an item goes when it expires, without another event") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30\nexpires = 2026-02-01");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  CHECK(titles(site) == Titles{"A", "B"});
  site.refresh("2026-02-01T05:00:00Z");
  CHECK(titles(site) == Titles{"B"});
}

TEST_CASE("a mistake costs its own item alone, is said at each run, and takes nothing back") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  site.write("a.md", "title = 5\ndate = 2026-01-30");
  site.write("c.md", "title = \"C\"\ndate = 2026-01-31");
  for (const char* now : {"2026-01-31T13:00:00Z", "2026-01-31T14:00:00Z"}) {
    const auto run = test::run_syndic({"refresh", "-c", (site.dir() / "syndic.toml").string()},
                                      {{"SYNDIC_NOW", now}});
    CHECK(run.exit_code == 0);
    const std::string place = (site.dir() / "news/a.md").string() + ":2:9: title must be a text";
    CHECK((run.out + run.err).find(place) != std::string::npos);
    CHECK(titles(site) == Titles{"A", "B", "C"});
  }
}

TEST_CASE("pictures and sounds beside an item are published under the hash of their bytes") {
  Site site;
  site.dir().write("news/My photo.jpg", "picture");
  site.dir().write("news/talk.mp3", "sound");
  site.dir().write("news/unused.jpg", "unused");
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30\nenclosure = \"talk.mp3\"",
             "![see](<My photo.jpg>) [out](../../etc/passwd)\n");
  site.refresh();
  std::vector<std::string> assets;
  for (const auto& entry : fs::directory_iterator(site.dir() / "public/assets")) {
    const std::string name = entry.path().filename();
    if (name.ends_with(".jpg") || name.ends_with(".mp3")) assets.push_back(name);
  }
  std::sort(assets.begin(), assets.end());
  REQUIRE(assets.size() == 2);
  CHECK(assets[0].starts_with("my-photo-"));
  CHECK(assets[1].starts_with("talk-"));
  CHECK(test::bytes_of(site.dir() / "public/assets" / assets[0]) == "picture");
  const json item = site.items().at("A");
  CHECK(item.at("content_html")
            .get<std::string>()
            .find("src=\"https://t.example/feeds/assets/" + assets[0] + "\"") != std::string::npos);
  const json& sound = item.at("attachments").at(0);
  CHECK(sound.at("url") == "https://t.example/feeds/assets/" + assets[1]);
  CHECK(sound.at("size_in_bytes") == 5);
  CHECK(item.at("_syndic").at("kind") == "listen");
  // Another picture under the same name is another address, which readers have not stored.
  site.dir().write("news/My photo.jpg", "another picture");
  site.refresh("2026-01-31T12:30:00Z");
  const std::string changed = site.items().at("A").at("content_html");
  CHECK(changed.find("assets/my-photo-") != std::string::npos);
  CHECK(changed.find(assets[0]) == std::string::npos);
  site.dir().write("news/My photo.jpg", "picture");
  site.refresh("2026-01-31T12:40:00Z");
  // What is missing is restored, where nothing else changed.
  fs::remove(site.dir() / "public/assets" / assets[0]);
  CHECK(outcome(site.refresh("2026-01-31T13:00:00Z")) == "unchanged");
  CHECK(test::bytes_of(site.dir() / "public/assets" / assets[0]) == "picture");
}

TEST_CASE("an item waits for a file that it names, and its last good version stays") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30\nimage = \"late.png\"");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30", "![](b.png)\n");
  site.dir().write("news/b.png", "picture");
  const json report = site.refresh();
  CHECK(report.at("sources").at(0).at("notes") ==
        json::array(
            {(site.dir() / "news/a.md").string() +
             ":4:10: \"late.png\" is not in the folder; put the file itself beside the item"}));
  CHECK(titles(site) == Titles{"B"});
  const std::string good = site.items().at("B").at("content_html");
  site.dir().write("news/late.png", "picture");
  fs::remove(site.dir() / "news/b.png");
  site.refresh("2026-01-31T13:00:00Z");
  const std::string image = site.items().at("A").value("image", "");
  CHECK(image.starts_with("https://t.example/feeds/assets/late-"));
  CHECK(site.items().at("B").at("content_html") == good);
}

TEST_CASE("a cron job hears once of a mistake, and again of the next") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30");
  const auto quiet = [&](const char* now) {
    const auto run = test::run_syndic(
        {"refresh", "--quiet", "-c", (site.dir() / "syndic.toml").string()}, {{"SYNDIC_NOW", now}});
    CHECK(run.exit_code == 0);
    return run.out + run.err;
  };
  CHECK(quiet("2026-01-31T12:00:00Z") == "");
  site.write("b.md", "titel = \"B\"");
  CHECK_THAT(quiet("2026-01-31T12:15:00Z"), Catch::Contains("source own has a mistake: ") &&
                                                Catch::Contains("b.md:2:1: unknown key"));
  CHECK(quiet("2026-01-31T12:30:00Z") == "");
  site.write("b.md", "titel = \"C\"");
  CHECK_THAT(quiet("2026-01-31T12:45:00Z"), Catch::Contains("b.md:2:1: unknown key"));
}

TEST_CASE("the date of a file can be corrected, and is the first sight's without one") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2025-02-20");
  site.write("old.md", "title = \"Old\"\ndate = 1999-01-20");
  site.write("undated.md", "title = \"Undated\"");
  site.refresh();
  CHECK(site.items().at("Undated").at("date_published") == "2026-01-31T12:00:00Z");
  const std::string id = site.items().at("A").at("id");
  site.write("a.md", "title = \"A\"\ndate = 2026-01-20");
  site.write("undated.md", "title = \"Undated\"", "More words\n");
  site.refresh("2026-01-31T13:00:00Z");
  CHECK(site.items().at("A").at("date_published") == "2026-01-20T05:00:00Z");
  CHECK(site.items().at("A").at("id") == id);
  CHECK(site.items().at("Undated").at("date_published") == "2026-01-31T12:00:00Z");
}

TEST_CASE("ids outlast a folder that is empty for a while, but are no other item's") {
  Site site;
  site.write("a.md", "title = \"A\"");
  site.write("b.md", "title = \"B\"\ndate = 2026-01-30");
  site.refresh();
  fs::rename(site.dir() / "news/a.md", site.dir() / "news/renamed.md");
  site.refresh("2026-01-31T12:30:00Z");
  const std::string a = site.items().at("A").at("id");
  fs::rename(site.dir() / "news", site.dir() / "away");
  fs::create_directory(site.dir() / "news");
  site.refresh("2026-01-31T13:00:00Z");
  fs::remove(site.dir() / "news");
  fs::rename(site.dir() / "away", site.dir() / "news");
  site.refresh("2026-01-31T14:00:00Z");
  CHECK(titles(site) == Titles{"A", "B"});
  CHECK(site.items().at("A").at("id") == a);
  CHECK(site.items().at("A").at("date_published") == "2026-01-31T12:00:00Z");
  const std::string b = site.items().at("B").at("id");
  site.remove("b.md");
  site.refresh("2026-02-01T12:00:00Z");
  site.write("b.md", "title = \"Another\"\ndate = 2026-02-02", "Nothing of the other\n");
  site.refresh("2026-02-02T12:00:00Z");
  CHECK(site.items().at("Another").at("id") != b);
  CHECK(site.items().at("Another").at("date_published") == "2026-02-02T05:00:00Z");
}

TEST_CASE("HTML in a text is kept as far as it is harmless, with its words") {
  Site site;
  site.write("a.md", "title = \"A\"\ndate = 2026-01-30",
             "<p align=\"center\">Centered</p>\n\nAfter<br>line, <a href=\"https://t.example/x\" "
             "onclick=\"x()\">link</a> <script>alert(1)</script> [j](javascript:alert(2))\n");
  site.refresh();
  const std::string html = site.items().at("A").at("content_html");
  CHECK_THAT(html, Catch::Contains("Centered</p>") && Catch::Contains("After<br>line") &&
                       Catch::Contains("<a href=\"https://t.example/x\">link</a>"));
  CHECK_THAT(
      html, !Catch::Contains("script") && !Catch::Contains("alert") && !Catch::Contains("onclick"));
}

}  // namespace authored_test
