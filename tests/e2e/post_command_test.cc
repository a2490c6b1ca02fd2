// SPDX-License-Identifier: MIT
//
// `syndic post`: a new file in the folder of authored items.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/fault_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace post_command_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

struct Desk {
  test::TempDir dir;

  Desk() {
    fs::create_directory(dir / "news");
    dir.write("syndic.toml",
              "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\ntimezone = "
              "\"America/New_York\"\n[fetch]\nallow_private = true\n"
              "[[source]]\nid = \"own\"\npath = \"news\"\n");
  }

  [[nodiscard]] test::Finished post(std::vector<std::string> words,
                                    std::map<std::string, std::string> environment = {}) const {
    words.insert(words.begin(), {"-c", (dir / "syndic.toml").string(), "post"});
    environment.emplace("SYNDIC_NOW", "2026-01-31T12:00:00Z");
    return test::run_syndic(words, environment);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(dir / "news" / name);
  }
};

}  // namespace

TEST_CASE("post writes a file that says what it was told, and prints its path") {
  const Desk desk;
  const auto run =
      desk.post({"--title", "Essential \"Work\"!", "--link", "https://t.example/w", "--date",
                 "May 16, 2022", "--kind", "watch", "--summary", "In short", "--tag", "a", "--tag",
                 "b", "--enclosure", "https://t.example/w.mp4"});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(run.out == (desk.dir / "news/2022-05-16-essential-work.md").string() + "\n");
  CHECK(desk.file("2022-05-16-essential-work.md") ==
        "+++\ntitle = \"Essential \\\"Work\\\"!\"\ndate = 2022-05-16\n"
        "link = \"https://t.example/w\"\nkind = \"watch\"\nsummary = \"In short\"\n"
        "tags = [\"a\", \"b\"]\nenclosure = \"https://t.example/w.mp4\"\n+++\n");
}

TEST_CASE("post never overwrites, and dates by now where nothing else is said") {
  const Desk desk;
  CHECK(desk.post({"--title", "A"}).out == (desk.dir / "news/2026-01-31-a.md").string() + "\n");
  CHECK(desk.file("2026-01-31-a.md") == "+++\ntitle = \"A\"\ndate = 2026-01-31T12:00:00Z\n+++\n");
  CHECK(desk.post({"--title", "A"}).out == (desk.dir / "news/2026-01-31-a-2.md").string() + "\n");
}

TEST_CASE("post --from fills in what the page says of itself, and not what was said") {
  const Desk desk;
  test::FaultServer server;
  server.reply("/story",
               {.headers = {{"Content-Type", "text/html"}},
                .body = "<meta property=og:title content='Their title'>"
                        "<meta property=og:description content='Their words'>"
                        "<meta property=og:image content=/p.jpg>"
                        "<meta property=og:site_name content=Partner>"
                        "<meta property='article:published_time' content='2022-05-16T09:30:00Z'>"});
  const auto run = desk.post({"--from", server.url("/story"), "--summary", "Our words"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(desk.file("2022-05-16-their-title.md") ==
        "+++\ntitle = \"Their title\"\ndate = 2022-05-16T09:30:00Z\nlink = \"" +
            server.url("/story") + "\"\nsummary = \"Our words\"\nimage = \"" +
            server.url("/p.jpg") + "\"\nsource = \"Partner\"\n+++\n");
}

TEST_CASE("post --edit opens the file in the editor and checks what came of it") {
  const Desk desk;
  const auto good = desk.post({"--title", "A", "--edit"},
                              {{"VISUAL", ""}, {"EDITOR", "sh -c 'echo Hello >> \"$1\"' sh"}});
  CHECK(good.exit_code == 0);
  CHECK(desk.file("2026-01-31-a.md").ends_with("+++\nHello\n"));
  const auto bad =
      desk.post({"--title", "B", "--edit"}, {{"VISUAL", "sh -c 'echo x > \"$1\"' sh"}});
  CHECK(bad.exit_code == 1);
  CHECK(bad.err.find("2026-01-31-b.md:1:1: an item begins with a line +++") != std::string::npos);
}

TEST_CASE("post says what is wrong and writes nothing") {
  const Desk desk;
  CHECK(desk.post({}).exit_code == 2);
  CHECK(desk.post({"--title", "A", "--kind", "see"}).exit_code == 2);
  CHECK(desk.post({"--title", "A", "--date", "soon"}).exit_code == 1);
  test::FaultServer server;
  const auto missing = desk.post({"--from", server.url("/no")});
  CHECK(missing.exit_code == 1);
  CHECK(missing.err.find("HTTP 404") != std::string::npos);
  CHECK(fs::is_empty(desk.dir / "news"));
  desk.dir.write("syndic.toml", "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n");
  CHECK(desk.post({"--title", "A"}).err.find("no source is a folder of authored items") !=
        std::string::npos);
}

}  // namespace post_command_test
