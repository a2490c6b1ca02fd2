// SPDX-License-Identifier: MIT
//
// `syndic post`: a new file in the folder of authored items.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/fault_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace post_command_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kJpeg = "\xFF\xD8\xFF";
constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n";

struct Desk {
  test::TempDir dir;

  Desk() {
    fs::create_directory(dir / "news");
    dir.write("syndic.toml",
              "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\ntimezone = "
              "\"America/New_York\"\nfeeds_url = "
              "\"https://t.example/feeds/\"\n[fetch]\nallow_private = true\n"
              "[[source]]\nid = \"own\"\npath = \"news\"\n");
  }

  [[nodiscard]] test::Finished post(std::vector<std::string> words,
                                    std::map<std::string, std::string> environment = {},
                                    std::string_view input = {}) const {
    words.insert(words.begin(), {"-c", (dir / "syndic.toml").string(), "post"});
    environment.emplace("SYNDIC_NOW", "2026-01-31T12:00:00Z");
    return test::run_syndic(words, environment, input);
  }
  [[nodiscard]] test::Finished post_text(std::string_view input) const {
    return post({"--title", "A"}, {}, input);
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (dir / "news" / name).string();
  }
  [[nodiscard]] std::string two_sources() const {
    return test::bytes_of(config()) + "[[source]]\nid = \"more\"\npath = \"more\"\n";
  }
  [[nodiscard]] std::string config() const { return (dir / "syndic.toml").string(); }
  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(dir / "news" / name);
  }
};

}  // namespace

TEST_CASE("post writes a file that says what it was told, and prints its path") {
  const Desk desk;
  const auto run = desk.post({"--title",     "Essential \"Work\"!",
                              "--link",      "https://t.example/w",
                              "--date",      "May 16, 2022",
                              "--kind",      "watch",
                              "--summary",   "In short",
                              "--tag",       "a",
                              "--tag",       "b",
                              "--enclosure", "https://t.example/w.mp4",
                              "--author",    "Ann",
                              "--author",    "Bo",
                              "--image",     "https://t.example/w.png",
                              "--expires",   "2030-01-02",
                              "--pinned"});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(run.out == desk.path("2022-05-16-essential-work.md") +
                       "\nEssential \"Work\"!\nMon, 16 May 2022\nwatch\nhttps://t.example/w\n"
                       "appears at the next refresh\n");
  CHECK(desk.file("2022-05-16-essential-work.md") ==
        "+++\ntitle = \"Essential \\\"Work\\\"!\"\ndate = 2022-05-16\n"
        "link = \"https://t.example/w\"\nkind = \"watch\"\nsummary = \"In short\"\n"
        "author = [\"Ann\", \"Bo\"]\ntags = [\"a\", \"b\"]\n"
        "image = \"https://t.example/w.png\"\nenclosure = \"https://t.example/w.mp4\"\n"
        "expires = 2030-01-02\npinned = true\n+++\n");
}

TEST_CASE("post never overwrites, and dates by now where nothing else is said") {
  const Desk desk;
  CHECK(desk.post({"--title", "A", "-q"}).out == desk.path("2026-01-31-a.md") + "\n");
  CHECK(desk.file("2026-01-31-a.md") == "+++\ntitle = \"A\"\ndate = 2026-01-31T12:00:00Z\n+++\n");
  CHECK(desk.post({"--title", "A", "-q"}).out == desk.path("2026-01-31-a-2.md") + "\n");
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
                        "<meta name=author content='Ann Lee'>"
                        "<meta property='article:published_time' content='2022-05-16T09:30:00Z'>"});
  const auto run = desk.post({"--from", server.url("/story"), "--summary", "Our words"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(desk.file("2022-05-16-their-title.md") ==
        "+++\ntitle = \"Their title\"\ndate = 2022-05-16T09:30:00Z\nlink = \"" +
            server.url("/story") + "\"\nsummary = \"Our words\"\nauthor = \"Ann Lee\"\nimage = \"" +
            server.url("/p.jpg") + "\"\nsource = \"Partner\"\n+++\n");
}

TEST_CASE("post --from writes a link without what only counts readers") {
  const Desk desk;
  test::FaultServer server;
  server.reply("/story?a=1&utm_source=list",
               {.headers = {{"Content-Type", "text/html"}}, .body = "<title>A</title>"});
  CHECK(desk.post({"--from", server.url("/story?a=1&utm_source=list")}).exit_code == 0);
  CHECK(desk.file("2026-01-31-a.md").find("link = \"" + server.url("/story?a=1") + "\"\n") !=
        std::string::npos);
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

TEST_CASE("post keeps a title in one line and quotes all that TOML has a meaning for") {
  const Desk desk;
  CHECK(desk.post({"--title", "One\n+++\n\"two\" \\ \x01\x1b[31mthree", "-q"}).exit_code == 0);
  CHECK(desk.file("2026-01-31-one-two-31mthree.md") ==
        "+++\ntitle = \"One +++ \\\"two\\\" \\\\ [31mthree\"\ndate = 2026-01-31T12:00:00Z\n+++\n");
}

TEST_CASE("post takes its text from standard input, whatever it begins with") {
  const Desk desk;
  CHECK(desk.post_text("+++\r\ntitle = \"B\"\r\n+++\r\nHello *you*").exit_code == 0);
  CHECK(desk.file("2026-01-31-a.md") ==
        "+++\ntitle = \"A\"\ndate = 2026-01-31T12:00:00Z\n+++\n"
        "+++\ntitle = \"B\"\n+++\nHello *you*\n");
  const auto latin = desk.post_text("caf\xE9 au lait\n");
  CHECK(latin.err == "warning: standard input is no UTF-8; it was read as windows-1252\n");
  CHECK(desk.file("2026-01-31-a-2.md").ends_with("+++\ncaf\u00E9 au lait\n"));
  CHECK(desk.post_text(" \n\t\n").exit_code == 0);
  CHECK(desk.file("2026-01-31-a-3.md").ends_with("Z\n+++\n"));
}

TEST_CASE("post --body reads a file, and standard input only if that is said") {
  const Desk desk;
  const std::string text = desk.dir.write("text.md", "From the file\n").string();
  CHECK(desk.post({"--title", "A", "--body", text}, {}, "From the pipe\n").exit_code == 0);
  CHECK(desk.file("2026-01-31-a.md").ends_with("+++\nFrom the file\n"));
  CHECK(desk.post({"--title", "B", "--body", "-"}, {}, "From the pipe\n").exit_code == 0);
  CHECK(desk.file("2026-01-31-b.md").ends_with("+++\nFrom the pipe\n"));
  CHECK(desk.post({"--title", "C", "--body", text + "x"}).exit_code == 1);
}

TEST_CASE("post refuses a text that is too long or none, and writes nothing") {
  const Desk desk;
  constexpr std::size_t kMost = std::size_t{1024} * 1024;
  CHECK(desk.post_text(std::string(kMost - 20, 'a')).err ==
        "error: the item would be longer than 1 MiB; shorten its text\n");
  CHECK(desk.post_text(std::string(kMost + 1, 'a')).err ==
        "error: standard input is larger than 1048576 bytes; give a shorter one\n");
  CHECK(desk.post_text(std::string("\x89PNG\0\0\xFF", 7)).err ==
        "error: standard input is no text; a picture or sound goes with --image or --enclosure\n");
  CHECK(fs::is_empty(desk.dir / "news"));
}

TEST_CASE("posts of one title at the same moment each get a file of their own, whole") {
  const Desk desk;
  constexpr int kPosts = 8;
  std::vector<std::unique_ptr<test::Process>> posts;
  for (int i = 0; i < kPosts; ++i) {
    posts.push_back(std::make_unique<test::Process>(
        std::vector<std::string>{test::syndic_binary(), "-c", desk.config(), "post", "--title", "A",
                                 "--date", "2026-01-31"},
        std::map<std::string, std::string>{}, "Text " + std::to_string(i)));
  }
  for (const auto& post : posts) CHECK(post->wait().exit_code == 0);
  std::set<std::string> texts;
  for (const auto& entry : fs::directory_iterator(desk.dir / "news")) {
    texts.insert(test::bytes_of(entry.path()));
  }
  std::set<std::string> expected;
  for (int i = 0; i < kPosts; ++i) {
    expected.insert("+++\ntitle = \"A\"\ndate = 2026-01-31\n+++\nText " + std::to_string(i) + "\n");
  }
  CHECK(texts == expected);
}

TEST_CASE("post copies a picture beside the item under a safe name, each one once") {
  const Desk desk;
  const std::string photo = desk.dir.write("Our Photo (1).JPG", kJpeg).string();
  CHECK(desk.post({"--title", "A", "--image", photo}).exit_code == 0);
  CHECK(desk.file("our-photo-1.jpg") == kJpeg);
  CHECK(desk.file("2026-01-31-a.md").find("\nimage = \"our-photo-1.jpg\"\n") != std::string::npos);
  CHECK(desk.post({"--title", "B", "--image", photo}).exit_code == 0);
  CHECK(desk.file("2026-01-31-b.md").find("\nimage = \"our-photo-1.jpg\"\n") != std::string::npos);
  CHECK_FALSE(fs::exists(desk.path("our-photo-1-2.jpg")));
  desk.dir.write("Our Photo (1).JPG", kPng);
  CHECK(desk.post({"--title", "C", "--image", photo}).exit_code == 0);
  CHECK(desk.file("our-photo-1.jpg") == kJpeg);
  CHECK(desk.file("our-photo-1-2.jpg") == kPng);
  CHECK(desk.file("2026-01-31-c.md").find("\nimage = \"our-photo-1-2.jpg\"\n") !=
        std::string::npos);
}

TEST_CASE("post finds the kind of a recording that is copied beside the item") {
  const Desk desk;
  const std::string sound = desk.dir.write("Talk.MP3", "ID3").string();
  CHECK(desk.post({"--title", "A", "--enclosure", sound}).out ==
        desk.path("2026-01-31-a.md") +
            "\nA\nSat, 31 Jan 2026\nlisten\nread on the page itself\nappears at the next "
            "refresh\n");
}

TEST_CASE("post refuses what cannot be beside an item, and leaves no copy of what could") {
  const Desk desk;
  const std::string photo = desk.dir.write("p.png", kPng).string();
  CHECK(
      desk.post({"--title", "A", "--image", "nowhere.png"}).err ==
      "error: \"nowhere.png\" is neither an http or https URL, nor a file that is there; check its "
      "name\n");
  CHECK(desk.post({"--title", "A", "--image", desk.dir.path().string()})
            .err.ends_with(" is no regular file; name the file itself\n"));
  CHECK(desk.post({"--title", "A", "--image", photo, "--enclosure", "nowhere.mp3"}).exit_code == 1);
  CHECK(desk.post({"--title", "A", "--image", photo, "--expires", "soon"}).exit_code == 1);
  CHECK(fs::is_empty(desk.dir / "news"));
}

TEST_CASE("post refuses a picture or enclosure that is none, and writes nothing") {
  const Desk desk;
  const auto refusal = [&](const std::string& option, const std::string& name,
                           std::string_view bytes) {
    const auto run = desk.post({"--title", "A", option, desk.dir.write(name, bytes).string()});
    CHECK(run.exit_code == 1);
    CHECK(run.out.empty());
    return run.err;
  };
  CHECK(refusal("--image", "empty.jpg", "") == "error: empty.jpg is empty\n");
  CHECK(refusal("--image", "fake.jpg", "<html></html>") ==
        "error: fake.jpg is no picture: only its name is that of one\n");
  for (const char* name : {"run.sh", "index.html", "photo"}) {
    CHECK(refusal("--image", name, kPng) ==
          "error: " + std::string(name) +
              " is no picture: its name does not end in .jpg, .jpeg, .png, .gif, .webp, .avif "
              "or .svg\n");
  }
  CHECK(refusal("--enclosure", "run.sh", "#!/bin/sh") ==
        "error: run.sh cannot be enclosed: its name is not that of a sound, a film or a "
        "document\n");
  CHECK(refusal("--enclosure", "talk.mp3", "") == "error: talk.mp3 is empty\n");
  CHECK(fs::is_empty(desk.dir / "news"));
  std::ofstream(desk.path("beside.png")) << "<html>";
  CHECK(desk.post({"--title", "A", "--image", "beside.png"}).err ==
        "error: beside.png is no picture: only its name is that of one\n");
}

TEST_CASE("post tells when and where an event is, after the day") {
  const Desk desk;
  const auto event_line = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--title", "A"});
    const std::string out = desk.post(words).out;
    const std::size_t at = out.find("Sat, 31 Jan 2026\n") + 17;
    return out.substr(at, out.find('\n', at) - at);
  };
  CHECK(event_line({"--start", "2026-03-02 09:00", "--end", "2026-03-02 10:30", "--place",
                    "Gym"}) == "event: Mon, 2 Mar 2026 09:00 \u2013 10:30 (America/New_York), Gym");
  CHECK(event_line({"--start", "2026-03-02 09:00"}) ==
        "event: Mon, 2 Mar 2026 09:00 (America/New_York)");
  CHECK(event_line({"--start", "2026-03-02 21:00", "--end", "2026-03-03 01:00"}) ==
        "event: Mon, 2 Mar 2026 21:00 \u2013 Tue, 3 Mar 2026 01:00 (America/New_York)");
  CHECK(event_line({"--start", "2026-03-02", "--end", "2026-03-04"}) ==
        "event: Mon, 2 Mar 2026 \u2013 Wed, 4 Mar 2026");
  CHECK(event_line({}) == "read");
}

TEST_CASE("post --source chooses the folder, and names those there are") {
  const Desk desk;
  fs::create_directory(desk.dir / "more");
  desk.dir.write("syndic.toml", desk.two_sources());
  const auto run = desk.post({"--title", "A", "--source", "more", "-q"});
  CHECK(run.out == (desk.dir / "more/2026-01-31-a.md").string() + "\n");
  CHECK(desk.post({"--title", "A", "--source", "mroe"}).err ==
        "error: no folder of authored items is the source \"mroe\"; did you mean more?\n");
  CHECK(desk.post({"--title", "A", "--source", "other"}).err ==
        "error: no folder of authored items is the source \"other\"; there are own, more\n");
}

TEST_CASE("post says when the item appears, in the clock of that day") {
  const Desk desk;
  const auto last_line = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all = {"--title", "A"};
    all.insert(all.end(), words.begin(), words.end());
    const std::string out = desk.post(all).out;
    return out.substr(out.rfind('\n', out.size() - 2) + 1);
  };
  CHECK(last_line({"--date", "2026-03-02 09:00"}) ==
        "waits until Mon, 2 Mar 2026 09:00 (America/New_York)\n");
  CHECK(last_line({"--date", "2026-03-09 09:00"}) ==
        "waits until Mon, 9 Mar 2026 09:00 (America/New_York)\n");
  CHECK(last_line({"--date", "2026-03-09T09:00:00Z"}) ==
        "waits until Mon, 9 Mar 2026 05:00 (America/New_York)\n");
  CHECK(last_line({"--draft"}) == "is a draft: remove the line draft = true\n");
  CHECK(last_line({"--date", "2026-01-02", "--expires", "2026-01-30"}) ==
        "does not appear: it expired on Fri, 30 Jan 2026 00:00 (America/New_York)\n");
}

TEST_CASE("post --draft writes the line that it names") {
  const Desk desk;
  CHECK(desk.post({"--title", "A", "--draft"}).exit_code == 0);
  CHECK(desk.file("2026-01-31-a.md") ==
        "+++\ntitle = \"A\"\ndate = 2026-01-31T12:00:00Z\ndraft = true\n+++\n");
}

TEST_CASE(
    "post --edit removes a file that was emptied, and makes a draft of one whose editor failed") {
  const Desk desk;
  const auto emptied = desk.post({"--title", "A", "--edit"}, {{"VISUAL", "sh -c ': > \"$1\"' sh"}});
  CHECK(emptied.exit_code == 0);
  CHECK(emptied.out.empty());
  CHECK(emptied.err.find(" was emptied, so it is removed and nothing is posted\n") !=
        std::string::npos);
  CHECK(fs::is_empty(desk.dir / "news"));
  const auto failed = desk.post({"--title", "B", "--edit"}, {{"VISUAL", "false"}});
  CHECK(failed.exit_code == 1);
  CHECK(failed.err == "error: the editor (false) failed; " + desk.path("2026-01-31-b.md") +
                          " stays as a draft; write on in it, or name another editor in EDITOR\n");
  CHECK(desk.file("2026-01-31-b.md") ==
        "+++\ndraft = true\ntitle = \"B\"\ndate = 2026-01-31T12:00:00Z\n+++\n");
  const auto missing = desk.post({"--title", "C", "--edit"}, {{"VISUAL", "/no/such/editor"}});
  CHECK(missing.exit_code == 1);
  CHECK(desk.file("2026-01-31-c.md").starts_with("+++\ndraft = true\n"));
  CHECK(desk.post({"--title", "D", "--draft", "--edit"}, {{"VISUAL", "false"}}).exit_code == 1);
  CHECK(desk.file("2026-01-31-d.md") ==
        "+++\ntitle = \"D\"\ndate = 2026-01-31T12:00:00Z\ndraft = true\n+++\n");
}

TEST_CASE("post --from attaches the recording of a page, or says what one does with it") {
  const Desk desk;
  test::FaultServer server;
  const auto page = [&](const std::string& path, const std::string& body) {
    server.reply(path, {.headers = {{"Content-Type", "text/html"}}, .body = body});
    return server.url(path);
  };
  const auto has = [&](const std::string& name, const std::string& line) {
    return desk.file(name).find("\n" + line + "\n") != std::string::npos;
  };
  CHECK(desk.post({"--from", page("/a", "<title>A</title><meta property=og:audio content=/t.mp3>")})
            .exit_code == 0);
  CHECK(has("2026-01-31-a.md", "enclosure = \"" + server.url("/t.mp3") + "\""));
  CHECK_FALSE(desk.file("2026-01-31-a.md").find("kind") != std::string::npos);
  CHECK(desk.post({"--from", page("/b", "<title>B</title><meta property=og:video content=/p?v=1>")})
            .exit_code == 0);
  CHECK(has("2026-01-31-b.md", "kind = \"watch\""));
  CHECK(desk.post({"--from",
                   page("/c", "<title>C</title><meta property=og:type content=music.song>")})
            .exit_code == 0);
  CHECK(has("2026-01-31-c.md", "kind = \"listen\""));
  CHECK(desk.post({"--from", page("/d", "<p>Words</p>")}).err ==
        "error: " + server.url("/d") + " has no title; give --title\n");
}

TEST_CASE("post --mail posts a message with its pictures; what was given counts more") {
  const Desk desk;
  const std::string message =
      "From: Ann Lee <ann@a.example>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n"
      "Subject: =?utf-8?q?Caf=C3=A9?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n\r\n-- \r\nAnn\r\n"
      "--b\r\nContent-Type: image/jpeg; name=\"../My Photo.php\"\r\n\r\n\xFF\xD8\xFF\r\n"
      "--b\r\nContent-Type: image/png\r\n\r\nGIF89a\r\n"
      "--b\r\nContent-Type: text/plain\r\n\r\nBye\r\n--b--\r\n";
  CHECK(desk.post({"--mail"}, {}, message).out ==
        desk.path("2026-01-31-cafe.md") +
            "\nCaf\u00E9\nSat, 31 Jan 2026\nread\nread on the page itself\n"
            "appears at the next refresh\n");
  CHECK(desk.file("2026-01-31-cafe.md") ==
        "+++\ntitle = \"Caf\u00E9\"\ndate = 2026-01-31T12:00:00Z\nauthor = \"Ann Lee\"\n"
        "image = \"my-photo.jpg\"\n+++\nHello\n\n![](picture.png)\n\nBye\n");
  CHECK(desk.file("my-photo.jpg") == kJpeg);
  CHECK(desk.file("picture.png") == "GIF89a");
  CHECK(desk.post({"--mail", "--title", "B", "--author", "Bo", "-q"}, {}, message).out ==
        desk.path("2026-01-31-b.md") + "\n");
  CHECK(desk.file("2026-01-31-b.md").find("author = \"Bo\"\n") != std::string::npos);
}

TEST_CASE("post --mail refuses answers of machines and messages without a subject") {
  const Desk desk;
  const auto automatic =
      desk.post({"--mail"}, {}, "Subject: Away\nAuto-Submitted: auto-replied\n\nI am away\n");
  CHECK(automatic.exit_code == 1);
  CHECK(automatic.err ==
        "error: the message was sent by a machine or to a list; nothing is posted\n");
  CHECK(desk.post({"--mail"}, {}, "From: a@b.example\n\nHello\n").err ==
        "error: the message has no subject; give --title\n");
  CHECK(desk.post({"--mail"}, {}, "Return-Path: <>\nSubject: Undelivered\n\nNo\n").err ==
        "error: the message is a mail server's report; nothing is posted\n");
  CHECK(desk.post({"--mail"}, {}, "").err ==
        "error: standard input is empty; --mail reads a message there\n");
  CHECK(
      desk.post({"--mail"}, {}, "Subject: A\nContent-Type: image/png; name=a.png\n\n<html>").err ==
      "error: a.png is no picture: only its name is that of one\n");
  CHECK(desk.post({"--mail", "--body", "-"}, {}, "Subject: A\n\nHello\n").exit_code == 2);
  CHECK(fs::is_empty(desk.dir / "news"));
}

TEST_CASE("check tells the mistakes of authored items by file, line and column") {
  const Desk desk;
  desk.dir.write("news/good.md", "+++\ntitle = \"A\"\n+++\n");
  const auto check = [&] { return test::run_syndic({"-c", desk.config(), "check"}); };
  CHECK(check().exit_code == 0);
  desk.dir.write("news/bad.md", "+++\ntitle = \"A\"\ndate = \"soon\"\n+++\n");
  const auto run = check();
  CHECK(run.exit_code == 1);
  CHECK(run.out.starts_with(desk.path("bad.md") + ":3:8: date must be a date"));
  CHECK(run.out.find("nothing wrong") == std::string::npos);
}

}  // namespace post_command_test
