// SPDX-License-Identifier: MIT
#include "normalize/html/shorten.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "normalize/html/sanitize.h"
#include "tests/normalize/html_judge.h"

namespace syndic::normalize::shorten_test {
namespace {

constexpr std::string_view kUrl = "https://example.org/1?a=1&b=2";
constexpr std::string_view kLink =
    R"(<p><a href="https://example.org/1?a=1&amp;b=2">Read the whole item</a></p>)";

std::string sanitized(std::string_view html) {
  std::string out;
  sanitize(html, {"https://example.org/", false}, out);
  return out;
}

// The beginning that stays if `room` bytes are left beside the link.
std::string beginning(std::string_view html, std::size_t room) {
  std::string cut = shorten_html(html, room + kLink.size(), kUrl);
  REQUIRE(cut.ends_with(kLink));
  cut.resize(cut.size() - kLink.size());
  return cut;
}

TEST_CASE("HTML that fits stays as it is") {
  CHECK(shorten_html("<p>One.</p>", 11, kUrl) == "<p>One.</p>");
  CHECK(shorten_html("", 0, kUrl).empty());
}

TEST_CASE("HTML that is too long ends with the last block that fits, and a link to the whole") {
  const std::string long_text(100, 'x');
  const std::string html = "<p>" + long_text + "</p>\n<p>two " + long_text + "</p>";
  CHECK(beginning(html, 110) == "<p>" + long_text + "</p>");
  CHECK(beginning(html, 140) == "<p>" + long_text + "</p>");
  CHECK(shorten_html(html, 120, "") == "<p>" + long_text + "</p>");
}

TEST_CASE("Elements that are open at the cut are closed") {
  const std::string x(100, 'x');
  CHECK(beginning("<div><ul><li>" + x + "</li><li>" + x + "</li></ul></div>", 150) ==
        "<div><ul><li>" + x + "</li></ul></div>");
  CHECK(beginning("<table><tbody><tr><td>" + x + "</td><td>" + x + "</td></tr></tbody></table>",
                  180) == "<table><tbody><tr><td>" + x + "</td></tr></tbody></table>");
}

TEST_CASE("A long paragraph is cut after a word, outside references and characters") {
  const std::string words = "<p>one two &amp; three <b>four</b> five " + std::string(200, 'y');
  CHECK(beginning(words + "</p>", 110) == "<p>one two &amp; three <b>four</b> five…</p>");
  std::string ampersands;
  for (int i = 0; i < 100; ++i) ampersands += "&amp;";
  for (std::size_t room = 80; room < 90; ++room) {
    const std::string cut = beginning("<p>" + ampersands + "</p>", room);
    CHECK(cut.size() <= room);
    CHECK(cut.ends_with("&amp;…</p>"));
  }
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  for (std::size_t room = 80; room < 84; ++room) {
    const std::string cut = beginning("<p>" + umlauts + "</p>", room);
    CHECK(base::is_xml_text(cut));
    CHECK(cut.size() > 70);
  }
}

TEST_CASE("Where there is neither block nor word, it is cut between elements") {
  std::string pictures = "<p>";
  for (int i = 0; i < 10; ++i) pictures += R"(<img src="https://example.org/i.png">)";
  CHECK(beginning(pictures + "</p>", 120) ==
        R"(<p><img src="https://example.org/i.png"><img src="https://example.org/i.png">)"
        R"(<img src="https://example.org/i.png"></p>)");
}

TEST_CASE("A link that fills half of the room is left out") {
  const std::string url = "https://example.org/" + std::string(200, 'u');
  CHECK(shorten_html("<p>one two " + std::string(400, 'z') + "</p>", 300, url) ==
        "<p>one two…</p>");
}

TEST_CASE("Whatever is cut anywhere is balanced, fits, and is as sanitize() leaves it") {
  const std::string html = sanitized(
      "<h2>Ein Titel &amp; mehr</h2><p>Text <em>mit <b>Betonung</b></em>, <a href='/x?a=1&b=2'>"
      "Link</a> ü ö ä "
      "漢字かな交じり文</p><blockquote><p>x<br>y</p><ul><li>a<ol><li>b</ol><li>c</ul>"
      "</blockquote><table><caption>C</caption><tr><th>h<td>1<tr><td>2<td>3 &lt; 4</table>"
      "<pre>\n\n code  &gt; </pre><figure><img src=/i.png alt='\"q\" > "
      "r'><figcaption>f</figcaption>"
      "</figure><ruby>漢<rt>kan</rt></ruby><dl><dt>t<dd>d</dl><hr>end of it all");
  REQUIRE(html.size() > 500);
  for (std::size_t room = 0; room < html.size(); ++room) {
    const std::string cut = shorten_html(html, room, "");
    INFO(room << ": " << cut);
    CHECK(cut.size() <= room);
    CHECK(sanitized(cut) == cut);
    CHECK(test::faults_of(cut).empty());
  }
}

TEST_CASE("A plain text that is cut names the address of the whole in its last line") {
  model::Text text{std::string(400, 'x') + " " + std::string(400, 'y'), model::TextType::plain, {}};
  const std::string line = "\n\nRead the whole item: " + std::string(kUrl);
  CHECK(shorten(text, 600, kUrl));
  CHECK(text.value == std::string(400, 'x') + "…" + line);
  model::Text without = {std::string(400, 'x') + " y", model::TextType::plain, {}};
  CHECK(shorten(without, 401, ""));
  CHECK(without.value.find('\n') == std::string::npos);
  model::Text fits = {"x", model::TextType::plain, {}};
  CHECK_FALSE(shorten(fits, 1, kUrl));
  CHECK(fits.value == "x");
}

}  // namespace
}  // namespace syndic::normalize::shorten_test
