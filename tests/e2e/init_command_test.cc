// SPDX-License-Identifier: MIT
//
// `syndic init` in a folder of its own: with options alone, and on a terminal. What it does as root
// for the whole machine is in tests/package.
#include <cstdlib>

#include <catch2/catch.hpp>

#include "tests/e2e/network.h"

namespace init_command_test {

using namespace syndic;
using test::Finished;

namespace {

/// A partner, and an empty folder to set syndic up in.
struct Place {
  test::FaultServer server;
  test::TempDir dir;

  Place() {
    server.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  }

  [[nodiscard]] std::string config_file() const { return (dir / "syndic.toml").string(); }
  [[nodiscard]] std::string config() const { return test::bytes_of(dir / "syndic.toml"); }

  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const {
    words.insert(words.begin(), {"init", "-c", config_file(), "--allow-private"});
    return words;
  }
  [[nodiscard]] Finished init(const std::vector<std::string>& words) const {
    return test::run_syndic(command(words));
  }

  /// Runs it on a terminal, by script(1), with these answers.
  [[nodiscard]] Finished init_on_terminal(const std::string& answers) const {
    std::string line = "stty -echo; exec " + test::syndic_binary();
    for (const std::string& word : command({"--server", "none"})) line += " " + word;
    return test::Process({"script", "-qefc", line, "/dev/null"}, {}, answers).wait();
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("init with options writes all files and publishes") {
  const Place place;
  const Finished run = place.init({"--yes", "--title", "Our news", "--url", "https://turn.example/",
                                   "--run", "none", "--server", "nginx", place.server.url("/rss")});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  const std::string config = place.config();
  CHECK(has(config, "title     = \"Our news\"\n"));
  CHECK(has(config, "feeds_url = \"https://turn.example/feeds/\""));
  CHECK(has(config, "url    = \"" + place.server.url("/rss") + "\"\n"));
  CHECK(has(test::bytes_of(place.dir / "nginx.conf"),
            "alias " + (place.dir / "public").string() + "/;"));
  CHECK(has(test::bytes_of(place.dir / "public/all.rss"), "<title>Of the feed</title>"));
  CHECK(std::filesystem::exists(place.dir / "var/syndic.db"));
  CHECK(has(run.out, " refresh -c " + place.config_file() + " --quiet\n"));
  CHECK(test::run_syndic({"check", "-c", place.config_file()}).exit_code == 0);
}

TEST_CASE("init that is run again changes nothing, unless it is told to") {
  const Place place;
  const std::vector<std::string> words = {"--yes", "--run", "none", "--server", "none"};
  CHECK(place.init(words).exit_code == 0);
  const std::string edited = place.config() + "# mine\n";
  place.dir.write("syndic.toml", edited);
  const Finished again = place.init(words);
  CHECK(again.exit_code == 1);
  CHECK(has(again.out, place.config_file() + " is there already.\nNothing was changed."));
  CHECK(place.config() == edited);

  const Finished forced =
      place.init({"--yes", "--run", "none", "--server", "none", "--force", "--title", "Other"});
  INFO(forced.out + forced.err);
  CHECK(forced.exit_code == 0);
  CHECK(has(place.config(), "title     = \"Other\"\n"));
  CHECK_FALSE(has(place.config(), "# mine"));
  CHECK(test::bytes_of(place.dir / "syndic.toml.old") == edited);
}

TEST_CASE("init replaces no configuration that it cannot read") {
  const Place place;
  const std::string wrong = "[site]\ntitel = \"T\"\n[[source]]\nurl = \"https://a.example/\"\n";
  place.dir.write("syndic.toml", wrong);
  const Finished run =
      place.init({"--yes", "--force", "--run", "none", "--server", "none", "--title", "T"});
  CHECK(run.exit_code == 1);
  CHECK(has(run.out, "syndic.toml:2:1: unknown key site.titel; did you mean site.title?\n"));
  CHECK(has(run.out, "Nothing was changed; mend that, or move the file away.\n"));
  CHECK(place.config() == wrong);
}

TEST_CASE("init without a terminal asks for --yes") {
  const Place place;
  const Finished run = place.init({});
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "error: there is no terminal to ask questions on; with --yes it takes the "));
  CHECK(std::filesystem::is_empty(place.dir.path()));
}

TEST_CASE("init with addresses that offer nothing changes nothing") {
  const Place place;
  const Finished run = place.init({"--yes", place.server.url("/nothing")});
  CHECK(run.exit_code == 1);
  CHECK(has(run.err, "HTTP 404 from " + place.server.url("/nothing")));
  CHECK(has(run.err, "error: no source was found, so nothing was changed"));
  CHECK(std::filesystem::is_empty(place.dir.path()));
}

TEST_CASE("init refuses answers that cannot be, before anything is written") {
  const Place place;
  const auto refused = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all = {"--yes", "--server", "none"};
    all.insert(all.end(), words.begin(), words.end());
    const Finished run = place.init(all);
    CHECK(run.exit_code == 1);
    CHECK(std::filesystem::is_empty(place.dir.path()));
    return run.err;
  };
  CHECK(refused({"--directory", "/"}) ==
        "error: / is not for syndic alone; name a folder of its own, such as /var/www/html/feeds; "
        "nothing was changed\n");
  CHECK(has(refused({"--directory", place.dir.path().string()}), "would be served to everybody"));
  CHECK(has(refused({"--directory", "/etc/passwd"}), "/etc/passwd is a file; name a folder"));
  CHECK(has(refused({"--url", "no address"}), "error: --url no address: no address; write it as"));
  CHECK(has(refused({"--url", "https://x.example/?a"}), "without user, query and fragment"));
  CHECK(has(refused({"--run", "systemd"}), "systemd runs what root sets up in /etc"));
}

TEST_CASE("init does not publish over somebody's own files unless that is agreed to") {
  const Place place;
  place.dir.write("www/index.html", "<h1>my home page</h1>");
  const std::vector<std::string> words = {
      "--yes", "--run", "none", "--server", "none", "--directory", (place.dir / "www").string()};
  const Finished run = place.init(words);
  CHECK(run.exit_code == 1);
  CHECK(has(run.out, "has files already, of which syndic would replace some, such as index.html."));
  CHECK(test::bytes_of(place.dir / "www/index.html") == "<h1>my home page</h1>");
  std::vector<std::string> forced = words;
  forced.emplace_back("--force");
  CHECK(place.init(forced).exit_code == 1);
  CHECK(test::bytes_of(place.dir / "www/index.html") == "<h1>my home page</h1>");

  // Its own folder is no other's.
  std::filesystem::remove(place.dir / "www/index.html");
  CHECK(place.init(forced).exit_code == 0);
  CHECK(place.init(forced).exit_code == 0);
}

TEST_CASE("init does not drop what a configuration says beside its own questions") {
  const Place place;
  CHECK(place.init({"--yes", "--run", "none", "--server", "none"}).exit_code == 0);
  std::string edited = place.config();
  edited.replace(edited.find("directory ="), 0, "indexed = false\n");
  place.dir.write("syndic.toml", edited);
  const Finished run = place.init({"--yes", "--force", "--run", "none", "--server", "none"});
  CHECK(run.exit_code == 1);
  CHECK(has(run.out, "this would not be taken over: publish.indexed.\n"));
  CHECK(has(run.out, "Nothing was changed; edit the file, or move it away.\n"));
  CHECK(place.config() == edited);
}

TEST_CASE("init looks behind links and knows the home's short name") {
  const Place place;
  std::filesystem::create_directory_symlink("/", place.dir / "rootlink");
  const auto init = [&](const std::string& folder) {
    return place.init({"--yes", "--run", "none", "--server", "none", "--directory", folder});
  };
  CHECK(has(init((place.dir / "rootlink").string()).err, "error: / is not for syndic alone"));
  CHECK(has(init("~root/x").err, "\"~\" is of shells; name the folder in full"));
  CHECK(has(init("/tmp/" + std::string(300, 'x')).err, "error: no folder: File name too long"));
}

TEST_CASE("init keeps a password to the owner, and what it replaces under a name of its own") {
  const Place place;
  place.dir.write("syndic.toml.old", "the first\n");
  place.dir.write("syndic.toml", "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n");
  std::string address = place.server.url("/rss");
  address.insert(address.find("//") + 2, "ada:secret@");
  const Finished run =
      place.init({"--yes", "--force", "--run", "none", "--server", "none", address});
  CHECK(run.exit_code == 0);
  CHECK(has(place.config(), "ada:secret@"));
  CHECK(std::filesystem::status(place.dir / "syndic.toml").permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(test::bytes_of(place.dir / "syndic.toml.old") == "the first\n");
  CHECK(has(test::bytes_of(place.dir / "syndic.toml.old.2"), "title = \"T\""));
}

TEST_CASE("init asks five questions on a terminal, each with a default") {
  const Place place;
  const std::string sources = place.server.url("/rss");
  const Finished run =
      place.init_on_terminal("Our news\nturn.example\n\n" + sources + "\ny\nsometimes\nnone\n\n");
  INFO(run.out);
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "1. What is published: a title\r\n   [News of our network]: "));
  CHECK(has(run.out, "   one of systemd, cron and none\r\n"));
  CHECK(has(run.out, "Go on? [Y/n]: "));
  CHECK(has(place.config(), "title     = \"Our news\"\n"));
  CHECK(has(place.config(), "url       = \"https://turn.example/\""));
  CHECK(has(test::bytes_of(place.dir / "public/all.rss"), "<title>Of the feed</title>"));
}

TEST_CASE("init that was given its sources asks for the rest, the title by their names") {
  const Place place;
  std::string line = "stty -echo; exec " + test::syndic_binary();
  for (const std::string& word : place.command({"--server", "none", place.server.url("/rss")})) {
    line += " " + word;
  }
  const Finished run =
      test::Process({"script", "-qefc", line, "/dev/null"}, {}, "y\n\n\n\nnone\n\n").wait();
  INFO(run.out);
  CHECK(run.exit_code == 0);
  CHECK(has(run.out,
            "Take these? [Y/n]: \r\n1. What is published: a title\r\n   "
            "[https://feed.example/]: "));
  CHECK(has(run.out, "\n4. Who runs it"));
  CHECK(has(place.config(), "title     = \"https://feed.example/\"\n"));
}

TEST_CASE("init tells at each question of that question's answer alone") {
  const Place place;
  const std::string file = (place.dir / "my conf/s.toml").string();
  const std::string line =
      "stty -echo; exec " + test::syndic_binary() + " -c '" + file + "' init --server nginx";
  const Finished run = test::Process({"script", "-qefc", line, "/dev/null"}, {},
                                     "\n\n\n" + (place.dir / "public").string() + "\n\nnone\nn\n")
                           .wait();
  INFO(run.out);
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "my conf/public has a character that a web server's file"));
  CHECK(has(run.out, "Nothing was changed."));
  CHECK(run.out.find("2. The address") == run.out.rfind("2. The address"));
}

TEST_CASE("init changes nothing if the plan is not agreed to, or the answers end") {
  const Place place;
  CHECK(has(place.init_on_terminal("\n\n\n\n\nn\n").out, "Nothing was changed."));
  CHECK(std::filesystem::is_empty(place.dir.path()));
  const Finished ended = place.init_on_terminal("Our news\n\x04");
  CHECK(ended.exit_code == 1);
  CHECK(std::filesystem::is_empty(place.dir.path()));
}

}  // namespace init_command_test
