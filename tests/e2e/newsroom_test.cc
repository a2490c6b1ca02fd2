// SPDX-License-Identifier: MIT
//
// Weeks of a newsroom: what is done to a folder of authored items, and what a subscriber of
// all.atom and of all.json sees after each step.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace newsroom_test {

using namespace syndic;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

/// A site in New York whose only source is the folder "news", and one who subscribes to it.
class Newsroom {
 public:
  Newsroom() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
               "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"America/New_York\"\n" +
                   test::store_section(dir_.path()) +
                   "[[source]]\nid = \"own\"\nname = \"Own\"\npath = \"news\"\n");
  }

  void write(const std::string& name, const std::string& front, const std::string& body) const {
    dir_.write("news/" + name, "+++\n" + front + "\n+++\n" + body + "\n");
  }
  void rename(const std::string& from, const std::string& to) const {
    fs::rename(dir_ / "news" / from, dir_ / "news" / to);
  }
  void remove(const std::string& name) const { fs::remove(dir_ / "news" / name); }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (dir_ / "news" / name).string();
  }

  /// Runs at that moment; gives all that the run says.
  std::string run(const std::string& now) const {
    const test::Finished run =
        test::run_syndic({"refresh", "-c", (dir_ / "syndic.toml").string()}, {{"SYNDIC_NOW", now}});
    REQUIRE(run.exit_code == 0);
    return run.out + run.err;
  }
  /// Runs at that moment; gives what a subscriber sees then, see atom(). Both feeds say the same.
  Lines at(const std::string& now) {
    run(now);
    const Lines lines = atom();
    CHECK(lines == from_json());
    return lines;
  }
  [[nodiscard]] std::string page() const { return test::bytes_of(dir_ / "public/index.html"); }

 private:
  /// "#1 Title, published, updated, text" of each item, then "gone #1, when" of each deleted one.
  /// Ids are numbered as they are seen first.
  Lines atom() {
    pugi::xml_document document;
    REQUIRE(document.load_string(test::bytes_of(dir_ / "public/all.atom").c_str()));
    const pugi::xml_node feed = document.child("feed");
    Lines lines;
    for (const pugi::xml_node& entry : feed.children("entry")) {
      const auto text = [&](const char* name) {
        return std::string(entry.child(name).child_value());
      };
      lines.push_back(number(text("id")) + " " + text("title") + ", " + text("published") + ", " +
                      text("updated") + ", " + text("content"));
    }
    for (const pugi::xml_node& gone : feed.children("at:deleted-entry")) {
      lines.push_back("gone " + number(gone.attribute("ref").value()) + ", " +
                      gone.attribute("when").value());
    }
    return lines;
  }
  Lines from_json() {
    const json feed = json::parse(test::bytes_of(dir_ / "public/all.json"));
    Lines lines;
    for (const json& item : feed.at("items")) {
      const std::string published = item.at("date_published");
      lines.push_back(number(item.at("id")) + " " + item.value("title", "") + ", " + published +
                      ", " + item.value("date_modified", published) + ", " +
                      item.value("content_html", ""));
    }
    for (const json& gone : feed.at("_syndic").value("deleted", json::array())) {
      lines.push_back("gone " + number(gone.at("id")) + ", " + gone.value("when", ""));
    }
    return lines;
  }
  std::string number(const std::string& id) {
    return "#" + std::to_string(numbers_.try_emplace(id, numbers_.size() + 1).first->second);
  }

  test::TempDir dir_;
  std::map<std::string, std::size_t> numbers_;
};

const char* const kPlain = "title = \"Plain\"\ndate = 2026-03-02T10:00:00";
const char* const kTuesday = "title = \"Tuesday\"\ndate = 2026-03-10T09:00:00";
const char* const kTuesdaySeen =
    "#2 Tuesday, 2026-03-10T13:00:00Z, 2026-03-10T13:00:00Z, <p>Vote</p>";

/// Three files: one is published, one a draft, one due next Tuesday, after clocks have changed.
void write_three(const Newsroom& room) {
  room.write("plain.md", kPlain, "First words");
  room.write("draft.md", "title = \"Draft\"\ndate = 2026-03-02T11:00:00\ndraft = true", "Not yet");
  room.write("tuesday.md", kTuesday, "Vote");
}

/// The line of the plain item with such a time of change and text.
std::string plain(const std::string& updated, const std::string& text) {
  return "#1 Plain, 2026-03-02T15:00:00Z, " + updated + ", <p>" + text + "</p>";
}

}  // namespace

TEST_CASE("subscribers see a draft when it is none, and next Tuesday's item at nine o'clock") {
  Newsroom room;
  write_three(room);
  const std::string first = plain("2026-03-02T15:00:00Z", "First words");
  CHECK(room.at("2026-03-03T15:00:00Z") == Lines{first});
  CHECK(room.at("2026-03-10T12:59:59Z") == Lines{first});
  CHECK_THAT(room.page(), !Contains("Tuesday"));
  CHECK(room.at("2026-03-10T13:00:00Z") == Lines{kTuesdaySeen, first});
  CHECK_THAT(room.page(), Contains(">Tuesday<"));
  room.write("draft.md", "title = \"Draft\"\ndate = 2026-03-02T11:00:00", "At last");
  CHECK(room.at("2026-03-11T15:00:00Z") ==
        Lines{kTuesdaySeen, "#3 Draft, 2026-03-02T16:00:00Z, 2026-03-02T16:00:00Z, <p>At last</p>",
              first});
}

TEST_CASE("an edit moves the time of change alone, and another name nothing") {
  Newsroom room;
  write_three(room);
  CHECK(room.at("2026-03-03T15:00:00Z") == Lines{plain("2026-03-02T15:00:00Z", "First words")});
  room.write("plain.md", kPlain, "Second words");
  const Lines edited = {plain("2026-03-04T15:00:00Z", "Second words")};
  CHECK(room.at("2026-03-04T15:00:00Z") == edited);
  room.rename("plain.md", "renamed.md");
  CHECK(room.at("2026-03-05T15:00:00Z") == edited);
  room.write("renamed.md", kPlain, "Third words");
  CHECK(room.at("2026-03-06T15:00:00Z") == Lines{plain("2026-03-06T15:00:00Z", "Third words")});
}

TEST_CASE("a file that breaks is named with line and column, and its last good version stays") {
  Newsroom room;
  write_three(room);
  const Lines good = {plain("2026-03-02T15:00:00Z", "First words")};
  CHECK(room.at("2026-03-03T15:00:00Z") == good);
  room.write("plain.md", "title = \"Plain\ndate = 2026-03-02T10:00:00", "Broken");
  CHECK_THAT(room.run("2026-03-04T15:00:00Z"),
             Contains(room.path("plain.md") + ":2:15: this is no TOML: "));
  CHECK(room.at("2026-03-04T15:15:00Z") == good);
  room.write("plain.md", std::string(kPlain) + "\nkind = \"see\"", "Broken");
  CHECK_THAT(room.run("2026-03-05T15:00:00Z"),
             Contains(room.path("plain.md") + ":4:8: kind must be "));
  CHECK(room.at("2026-03-05T15:15:00Z") == good);
  room.write("plain.md", kPlain, "Repaired");
  CHECK_THAT(room.run("2026-03-06T15:00:00Z"), !Contains("plain.md"));
  CHECK(room.at("2026-03-06T15:15:00Z") == Lines{plain("2026-03-06T15:00:00Z", "Repaired")});
}

TEST_CASE("an item that expires is named as gone, and comes back when that is put off") {
  Newsroom room;
  write_three(room);
  const std::string first = plain("2026-03-02T15:00:00Z", "First words");
  room.write("plain.md", std::string(kPlain) + "\nexpires = 2026-03-15", "First words");
  CHECK(room.at("2026-03-03T15:00:00Z") == Lines{first});
  CHECK(room.at("2026-03-15T03:59:59Z") == Lines{kTuesdaySeen, first});
  CHECK(room.at("2026-03-15T04:00:00Z") == Lines{kTuesdaySeen, "gone #1, 2026-03-15T04:00:00Z"});
  CHECK_THAT(room.page(), !Contains(">Plain<"));
  CHECK(room.at("2026-03-20T04:00:00Z") == Lines{kTuesdaySeen, "gone #1, 2026-03-15T04:00:00Z"});
  room.write("plain.md", std::string(kPlain) + "\nexpires = 2026-06-01", "First words");
  CHECK(room.at("2026-03-21T04:00:00Z") == Lines{kTuesdaySeen, first});
  CHECK_THAT(room.page(), Contains(">Plain<"));
  CHECK(room.at("2026-06-01T04:00:00Z") == Lines{kTuesdaySeen, "gone #1, 2026-06-01T04:00:00Z"});
}

TEST_CASE("a file that is deleted takes its item away, and one that is recreated is that item") {
  Newsroom room;
  write_three(room);
  const std::string first = plain("2026-03-02T15:00:00Z", "First words");
  CHECK(room.at("2026-03-03T15:00:00Z") == Lines{first});
  CHECK(room.at("2026-03-16T15:00:00Z") == Lines{kTuesdaySeen, first});
  room.remove("tuesday.md");
  CHECK(room.at("2026-03-17T15:00:00Z") == Lines{first, "gone #2, 2026-03-17T15:00:00Z"});
  CHECK_THAT(room.page(), !Contains(">Tuesday<"));
  room.write("tuesday.md", kTuesday, "Vote");
  CHECK(room.at("2026-03-18T15:00:00Z") == Lines{kTuesdaySeen, first});
  room.remove("tuesday.md");
  room.remove("plain.md");
  CHECK(room.at("2026-03-19T15:00:00Z") ==
        Lines{"gone #1, 2026-03-19T15:00:00Z", "gone #2, 2026-03-19T15:00:00Z"});
}

}  // namespace newsroom_test
