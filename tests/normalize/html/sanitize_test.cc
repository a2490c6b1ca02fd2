// SPDX-License-Identifier: MIT
//
// Each tests/data/normalize/sanitize/*.txt is a table of "in:" and "out:" lines (escaped_line.h).
#include "normalize/html/sanitize.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include "base/utf8.h"
#include "tests/normalize/escaped_line.h"
#include "tests/normalize/html_judge.h"
#include "tests/support/paths.h"

namespace syndic::normalize::sanitize_test {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kBase = "https://example.org/blog/post";

std::string sanitized(std::string_view html, std::string_view base = kBase) {
  std::string out;
  sanitize(html, {base, false}, out);
  return out;
}

struct Case {
  std::string where;
  std::string in;
  std::string out;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& entry :
       fs::directory_iterator(test::source_dir() / "tests/data/normalize/sanitize")) {
    std::ifstream file(entry.path());
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (line.starts_with("in:")) {
        const std::string where = entry.path().filename().string() + ":" + std::to_string(number);
        all.push_back(Case{where, test::unescaped(std::string_view(line).substr(5)), {}});
      } else if (line.starts_with("out: ")) {
        all.back().out = test::unescaped(std::string_view(line).substr(5));
      }
    }
  }
  return all;
}

// What must hold of every output, whatever the input was.
void require_fit_to_publish(const std::string& html) {
  CAPTURE(html);
  REQUIRE(test::faults_of(html) == "");
  REQUIRE(sanitized(html) == html);
  REQUIRE(base::is_xml_text(html));
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out.append(text);
  return out;
}

TEST_CASE("What is sanitised comes out as the tables say") {
  const std::vector<Case> all = cases();
  REQUIRE(all.size() > 250);
  for (const Case& each : all) {
    INFO(each.where << ": " << each.in);
    CHECK(sanitized(each.in) == each.out);
    const std::string text = base::to_xml_text(each.in);
    if (test::judge_can_read(text)) CHECK(test::made_up_text(text, each.out) == "");
    require_fit_to_publish(each.out);
  }
}

TEST_CASE("Any two pieces of hostile markup behind one another are fit to publish") {
  const std::vector<Case> all = cases();
  for (const Case& first : all) {
    for (std::size_t i = 0; i < all.size(); i += 7) {
      const std::string html = sanitized(first.in + all[i].in);
      if (test::faults_of(html).empty() && sanitized(html) == html) continue;
      INFO(first.in << all[i].in);
      require_fit_to_publish(html);
    }
  }
}

TEST_CASE("Tags in any order come out as a tree that every parser builds") {
  constexpr std::string_view kPieces[] = {
      "<p>",        "</p>",         "<a href=/x>",
      "</a>",       "<b>",          "</b>",
      "<div>",      "</div>",       "<ul>",
      "</ul>",      "<li>",         "</li>",
      "<table>",    "</table>",     "<tr>",
      "</tr>",      "<td>",         "</td>",
      "<tbody>",    "<caption>",    "</caption>",
      "<colgroup>", "<col>",        "<h1>",
      "</h1>",      "<h2>",         "<pre>",
      "</pre>",     "\n",           " ",
      "x",          "&amp;",        "<dl>",
      "<dd>",       "<dt>",         "</dl>",
      "<ruby>",     "<rt>",         "<rp>",
      "</ruby>",    "<video>",      "<source src=s>",
      "</video>",   "<img src=i>",  "<br>",
      "<hr>",       "<i>",          "</i>",
      "<svg>",      "<title>",      "</title>",
      "<math>",     "<span>",       "</span>",
      "<select>",   "</select>",    "<iframe src=https://vimeo.com/1>",
      "</iframe>",  "<!--",         "-->",
      "<details>",  "<summary>",    "<strong>",
      "</strong>",  "<section>",    "</section>",
      "<th>",       "<thead>",      "<q>",
      "</q>",       "<code>",       "<![CDATA[",
      "]]>",        "<blockquote>", "</blockquote>",
      "&#10;",      "<form>",       "<center>",
      "<ol>"};
  std::mt19937 random(4711);  // The same every time.
  for (int round = 0; round < 4'000; ++round) {
    std::string html;
    for (std::size_t n = 1 + random() % 40; n > 0; --n)
      html += kPieces[random() % std::size(kPieces)];
    const std::string out = sanitized(html);
    if (test::faults_of(out).empty() && sanitized(out) == out) continue;
    INFO(html);
    require_fit_to_publish(out);
  }
}

TEST_CASE("Whatever file is taken for HTML comes out fit to publish") {
  std::size_t files = 0;
  for (const char* const folder : {"/tests/data", "/feeds"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(test::source_dir().string() + folder)) {
      if (!entry.is_regular_file() || entry.file_size() > 1'000'000) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      CAPTURE(entry.path());
      const std::string html = sanitized(bytes);
      REQUIRE(sanitized(html) == html);
      REQUIRE(base::is_xml_text(html));
      if (test::judge_can_read(html)) REQUIRE(test::faults_of(html) == "");
      const std::string text = base::to_xml_text(bytes);
      if (test::judge_can_read(text)) REQUIRE(test::made_up_text(text, html) == "");
      ++files;
    }
  }
  REQUIRE(files > 10);
}

TEST_CASE("Nesting is flattened beyond a hundred elements, and nothing in it is lost") {
  for (const std::string_view tag : {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>",
                                     "<p><b><div>", "<a href=/x><table><td>"}) {
    const std::string html = sanitized(repeated(tag, 5'000) + "the end");
    CAPTURE(tag);
    REQUIRE(html.find("the end") != std::string::npos);
    REQUIRE(html.size() < 8 * 5'000 * tag.size());
    REQUIRE(test::faults_of(html) == "");
    REQUIRE(sanitized(html) == html);
  }
}

TEST_CASE("Hostile repetition takes time and room in proportion") {
  for (const std::string_view piece :
       {"<",    "<!--",         "<![CDATA[",   "<a ",     "<a href=\"",
        "&",    "&#",           "&#x1",        "</",      "<script>",
        "<p>",  "<b><p>",       "<a href=/x>", "<table>", "<table><td>",
        "<!",   "<title>",      "<x y=",       "]]>",     "<svg>",
        "</p>", "<p><b><i><u>", "<template>",  "--",      "<pre>\n"}) {
    const std::string html = repeated(piece, 400'000 / piece.size());
    CAPTURE(piece);
    std::string out = sanitized(html, "");
    REQUIRE(out.size() <= 8 * html.size() + 1024);
  }
}

TEST_CASE("A tag with thousands of attributes costs no more than its bytes") {
  const std::string html = sanitized("<p " + repeated("title=x ", 100'000) + ">text</p>");
  REQUIRE(html == "<p title=\"x\">text</p>");
}

TEST_CASE("Without a base a relative link in a text stays relative, and a scheme stays out") {
  REQUIRE(sanitized("<a href='/a b'>x</a>", "") == "<a href=\"/a%20b\">x</a>");
  REQUIRE(sanitized("<a href='a/b:c'>x</a>", "") == "<a href=\"a/b:c\">x</a>");
  REQUIRE(sanitized("<a href='#top'>x</a>", "") == "<a href=\"#top\">x</a>");
  REQUIRE(sanitized("<img src=//cdn.example/i.png>", "") ==
          "<img src=\"https://cdn.example/i.png\">");
  for (const std::string_view url :
       {"javascript:alert(1)", "java\tscript:alert(1)", "&#1;javascript:alert(1)", "\x01 data:x",
        "a:b", " vbscript:x", "java\nscript:x"}) {
    CAPTURE(url);
    REQUIRE(sanitized("<a href=\"" + std::string(url) + "\">x</a>", "") == "x");
  }
}

TEST_CASE("Parameters that track readers leave links only where that is asked for") {
  const std::string html = "<a href=\"https://a.example/?b=1&amp;utm_source=rss#c\">x</a>";
  std::string kept;
  sanitize(html, {"", false}, kept);
  REQUIRE(kept == html);
  std::string removed;
  sanitize(html, {"", true}, removed);
  REQUIRE(removed == "<a href=\"https://a.example/?b=1#c\">x</a>");
}

TEST_CASE("Sanitising finds the first image that people see, films and recordings") {
  std::string out;
  const Findings image = sanitize("<img src=p.gif width=1 height=1><img src=a.png><img src=b.png>",
                                  {kBase, false}, out);
  REQUIRE(image.first_image == "https://example.org/blog/a.png");
  REQUIRE_FALSE(image.video);
  REQUIRE_FALSE(image.audio);
  REQUIRE(sanitize("<div class=sharedaddy><img src=x.png></div><img src='y.png?a&amp;b'>",
                   {kBase, false}, out)
              .first_image == "https://example.org/blog/y.png?a&b");
  REQUIRE(sanitize("<video src=v.mp4></video>", {kBase, false}, out).video);
  REQUIRE(sanitize("<iframe src=https://vimeo.com/1></iframe>", {kBase, false}, out).video);
  REQUIRE(sanitize("<audio src=a.mp3></audio>", {kBase, false}, out).audio);
  REQUIRE(
      sanitize("<iframe src=https://open.spotify.com/embed/show/1>", {kBase, false}, out).audio);
  REQUIRE(sanitize("<img src=i.png>", {"", false}, out).first_image == "");
}

TEST_CASE("What is sanitised is appended to what is there") {
  std::string out = "before ";
  sanitize("  <b>x</b>  ", {}, out);
  REQUIRE(out == "before <b>x</b>");
}

TEST_CASE("Short references at a long base do not make a bomb") {
  const std::string base = "https://example.org/" + std::string(2'000, 'x') + "/";
  for (const std::string_view piece :
       {"<a href=a>b</a>", "<img src=a>", "<q cite=a>b</q>", "<iframe src=a></iframe>"}) {
    CAPTURE(piece);
    const std::string html = repeated(piece, 10'000);
    const std::string out = sanitized(html, base);
    CHECK(out.size() <= 8 * html.size() + 64 * 1024);
    CHECK(out.find(base) != std::string::npos);
    CHECK(sanitized(out, base) == out);
  }
}

TEST_CASE("A frame or an object without an end tag does not swallow the rest") {
  CHECK(sanitized("<p>one</p><iframe src=https://x.example/f title=F><p>two</p>") ==
        "<p>one</p><a href=\"https://x.example/f\">F</a><p>two</p>");
  CHECK(sanitized("<iframe src=/a title=A><p>one</p><iframe src=/b title=B>x</iframe>") ==
        "<a href=\"https://example.org/a\">A</a><p>one</p>"
        "<a href=\"https://example.org/b\">B</a>");
  CHECK(sanitized("<object data=/o title=O><p>one</p>") ==
        "<a href=\"https://example.org/o\">O</a><p>one</p>");
}

TEST_CASE("Frames of advertising networks go, and what is around them stays") {
  for (const std::string_view host :
       {"googleads.g.doubleclick.net", "tpc.googlesyndication.com", "rcm-na.amazon-adsystem.com",
        "ib.adnxs.com", "cdn.taboola.com", "widgets.outbrain.com", "ads.pubmatic.com"}) {
    CAPTURE(host);
    CHECK(sanitized("<p>one</p><iframe src=\"https://" + std::string(host) +
                    "/x\"></iframe><p>two</p>") == "<p>one</p><p>two</p>");
  }
}

TEST_CASE("Frames go of what serves advertisements under a name of its own") {
  for (const std::string_view place :
       {"ads.yahoo.com/st", "ad.yieldmanager.com/st", "adserver.adtech.de/adiframe/3",
        "servedby.flashtalking.com/imp", "srv.buysellads.com/ads/x", "ads.twitter.com/x",
        "www.adsensecustomsearchads.com/afs", "example.org/www/delivery/afr.php?zoneid=1",
        "ads.example.org/revive/www/delivery/afr.php"}) {
    CAPTURE(place);
    CHECK(sanitized("<p>one</p><iframe src=\"https://" + std::string(place) +
                    "\"></iframe><p>two</p>") == "<p>one</p><p>two</p>");
  }
  for (const std::string_view place :
       {"yahoo.com/ads.yahoo.com", "twitter.com/x", "example.org/www/delivery/afr.phpx",
        "example.org/x?from=/www/delivery/afr.php", "example.org/docs/delivery/afr.php"}) {
    CAPTURE(place);
    CHECK(sanitized("<iframe src=\"https://" + std::string(place) + "\" title=F></iframe>") ==
          "<a href=\"https://" + std::string(place) + "\">F</a>");
  }
}

TEST_CASE("ftp is followed in links, and fetched for nothing") {
  CHECK(sanitized("<a href=ftp://ftp.example.org/f>f</a><img src=ftp://ftp.example.org/p.png>") ==
        "<a href=\"ftp://ftp.example.org/f\">f</a>");
  CHECK(sanitized("<a href=ftp:x>f</a><a href=ftp:///x>g</a>") == "fg");
}

}  // namespace
}  // namespace syndic::normalize::sanitize_test
