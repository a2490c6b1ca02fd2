// SPDX-License-Identifier: MIT
//
// A folder of authored items in which someone means harm: what their Markdown says, what their
// files are, and what they refer to.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace authored_attack_test {

using namespace syndic;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const char* const kSecret = "Secret of another folder";

/// A site whose only source is the folder "news", beside which lies a secret.
class Site {
 public:
  Site() {
    fs::create_directory(dir_ / "news");
    dir_.write("syndic.toml",
               "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
               "feeds_url = \"https://t.example/feeds/\"\n" +
                   test::store_section(dir_.path()) +
                   "[[source]]\nid = \"own\"\nname = \"Own\"\npath = \"news\"\n");
    dir_.write("secret.png", kSecret);
    dir_.write("secret.md", std::string("+++\ntitle = \"Secret\"\n+++\n") + kSecret);
    write("good.md", "Good", "Good text");
  }

  void write(const std::string& name, const std::string& title, const std::string& body,
             const std::string& lines = {}) const {
    dir_.write("news/" + name,
               "+++\ntitle = '" + title + "'\ndate = 2026-02-01\n" + lines + "+++\n" + body + "\n");
  }
  /// Runs, with exit code 0; gives the mistakes, each without the folder's path.
  [[nodiscard]] std::vector<std::string> refresh() const {
    const auto run = test::run_syndic({"refresh", "--json", "-c", (dir_ / "syndic.toml").string()},
                                      {{"SYNDIC_NOW", "2026-02-02T12:00:00Z"}});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    std::vector<std::string> notes;
    const json report = json::parse(run.out);
    for (const std::string note : report.at("sources").at(0).value("notes", json::array())) {
      REQUIRE(note.starts_with(folder().string() + "/"));
      notes.push_back(note.substr(folder().string().size() + 1));
    }
    return notes;
  }
  [[nodiscard]] fs::path folder() const { return dir_ / "news"; }

  /// The published items by title.
  [[nodiscard]] std::map<std::string, json> items() const {
    std::map<std::string, json> items;
    const json all = json::parse(test::bytes_of(dir_ / "public/all.json"));
    for (const json& item : all.at("items")) items.emplace(item.at("title"), item);
    return items;
  }
  [[nodiscard]] std::string html(const std::string& title) const {
    return items().at(title).value("content_html", "");
  }
  /// The published files that have these bytes in them.
  [[nodiscard]] std::vector<std::string> files_with(std::string_view bytes) const {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir_ / "public")) {
      if (!entry.is_regular_file()) continue;
      const std::string text = test::bytes_of(entry.path());
      if (text.find(bytes) != std::string::npos) files.push_back(entry.path().string());
    }
    return files;
  }

 private:
  test::TempDir dir_;
};

using Lines = std::vector<std::string>;

std::vector<std::string> titles(const Site& site) {
  std::vector<std::string> titles;
  for (const auto& [title, item] : site.items()) titles.push_back(title);
  return titles;
}

/// The first line of a file that every system has and nobody means to publish.
std::string first_password_line() {
  const std::string bytes = test::bytes_of("/etc/passwd");
  return bytes.substr(0, bytes.find('\n'));
}

}  // namespace

TEST_CASE("nothing that a browser would run comes out of an item's Markdown") {
  const Site site;
  site.write("html.md", "Html",
             "One <script>alert(1)</script> two.\n\n<script>\nalert(2)\n</script>\n\n"
             "<img src=\"https://t.example/x.png\" onerror=\"alert(3)\"> "
             "<b onclick=\"alert(4)\">bold</b>\n\n"
             "<iframe src=\"https://evil.example/\"></iframe>\n\nThree");
  site.write("links.md", "Links",
             "[a](javascript:alert(1)) [b](data:text/html,x) [c](JaVaScRiPt&colon;alert(2)) "
             "[d](vbscript:x) [e][] [f](<java\tscript:x>)\n\n"
             "![g](javascript:alert(3)) ![h](data:image/svg+xml,x)\n\n[e]: javascript:alert(4)");
  CHECK(site.refresh().empty());
  CHECK(site.html("Html") ==
        "<p>One  two.</p>\n\n<p><img src=\"https://t.example/x.png\"> <b>bold</b></p>\n"
        "<a href=\"https://evil.example/\">evil.example</a>\n<p>Three</p>");
  CHECK(site.html("Links") ==
        "<p>a b c d e <a href=\"https://t.example/java%09script:x\">f</a></p>\n<p> </p>");
  for (const char* attack :
       {"<script>alert", "&lt;script", "onerror", "onclick", "<iframe src=\"https://evil",
        "\"javascript:", "&quot;javascript:", "\"data:text", "\"data:image/svg", "\"vbscript:"}) {
    CAPTURE(attack);
    CHECK(site.files_with(attack) == Lines());
  }
}

TEST_CASE("names and titles of files are text wherever they are shown") {
  const Site site;
  const std::string attack = "<img src=x onerror=alert(1)>";
  site.write(attack + ".md", attack, "![](nothing.png)");
  CHECK(
      site.refresh() ==
      Lines{attack +
            ".md:5:5: \"nothing.png\" is not in the folder; put the file itself beside the item"});
  CHECK(titles(site) == Lines{"Good"});
  site.write(attack + ".md", attack, "x");
  CHECK(site.refresh() == Lines());
  CHECK(titles(site) == Lines{attack, "Good"});
  for (const std::string& file : site.files_with("<img src=x")) {
    CHECK_FALSE(file.ends_with(".html"));
  }
}

TEST_CASE("a file that costs too much is named and costs nothing else") {
  const Site site;
  site.write("deep.md", "Deep", std::string(10'000, '>') + " x");
  site.write("big.md", "Big", "x");
  fs::resize_file(site.folder() / "big.md", 100'000'000);
  CHECK(site.refresh() == Lines{"big.md:1:1: longer than 1 MiB, which is no item",
                                "deep.md:5:1: more than 50 quotes and lists, one in another"});
  CHECK(titles(site) == Lines{"Good"});
}

TEST_CASE("links, pipes, folders and hidden files are no items") {
  const Site site;
  fs::create_symlink("../secret.md", site.folder() / "link.md");
  fs::create_symlink("/etc/passwd", site.folder() / "passwd.md");
  fs::create_symlink("/nowhere", site.folder() / "dangling.md");
  fs::create_directory_symlink("..", site.folder() / "up.md");
  REQUIRE(::mkfifo((site.folder() / "pipe.md").c_str(), 0600) == 0);
  site.write("inner.md/x.md", "Inner", "x");
  site.write(".hidden.md", "Hidden", "x");
  site.write("..md", "Dots", "x");
  site.write("...md", "More dots", "x");
  site.write("new\nline.md", "Line", "x");
  CHECK(site.refresh() == Lines());
  CHECK(titles(site) == Lines{"Good"});
  CHECK(site.files_with(kSecret) == Lines());
}

TEST_CASE("whatever else a file is called, it is an item") {
  const Site site;
  site.write("a \"quoted\" name's.md", "Quotes", "x");
  site.write("Über uns 日本.md", "Umlauts", "x");
  site.write("--help.md", "Dash", "x");
  site.write("a..b.md", "Dots", "x");
  site.write("$(touch x);%2e%2e%2fx.md", "Shell", "x");
  site.write("\xFF\xFE.md", "Bytes", "x");
  CHECK(site.refresh() == Lines());
  CHECK(titles(site) == Lines{"Bytes", "Dash", "Dots", "Good", "Quotes", "Shell", "Umlauts"});
}

TEST_CASE("no file out of the folder is published, however an item refers to it") {
  const Site site;
  fs::create_symlink("../secret.png", site.folder() / "link.png");
  REQUIRE(::mkfifo((site.folder() / "pipe.png").c_str(), 0600) == 0);
  site.write("text.md", "Text",
             "![a](../../../../../../../../etc/passwd) ![b](/etc/passwd) ![c](file:///etc/passwd) "
             "![d](../secret.png) ![e](..%2Fsecret.png) ![f](%2e%2e/secret.png) "
             "![h](sub/../../secret.png) ![i](..\\secret.png) [j](file:///etc/passwd)");
  site.write("beside.md", "Beside", "![g](link.png) ![k](pipe.png)");
  site.write("front.md", "Front", "x",
             "image = \"../secret.png\"\nenclosure = \"../../../../../../../../etc/passwd\"\n");
  site.write("file.md", "File", "x",
             "image = \"file:///etc/passwd\"\nenclosure = \"file:///etc/passwd\"\n");
  site.write("link.md", "Link", "x", "image = \"link.png\"\nenclosure = \"pipe.png\"\n");
  CHECK(
      site.refresh() ==
      Lines{
          "beside.md:5:6: \"link.png\" is not in the folder; put the file itself beside the item",
          "beside.md:5:21: \"pipe.png\" is not in the folder; put the file itself beside the item",
          "link.md:4:10: \"link.png\" is not in the folder; put the file itself beside the item",
          "link.md:5:14: \"pipe.png\" is not in the folder; put the file itself beside the item"});
  CHECK(titles(site) == Lines{"File", "Front", "Good", "Text"});
  CHECK(site.files_with(kSecret) == Lines());
  CHECK(site.files_with(first_password_line()) == Lines());
  CHECK(site.files_with("file:///") == Lines());
  CHECK(site.files_with(site.folder().string()) == Lines());
  // What is no file beside the item is an address of the site, as everywhere in the web.
  CHECK(site.items().at("Front").at("image") == "https://t.example/secret.png");
  CHECK_FALSE(site.items().at("File").contains("image"));
  CHECK_FALSE(site.items().at("File").contains("attachments"));
}

}  // namespace authored_attack_test
