// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <catch2/catch.hpp>

#include "markup/markdown_limits.h"

namespace markdown_test {

using namespace syndic;

namespace {

std::string html(std::string_view markdown) {
  return markup::markdown_to_html(
      markdown, [](std::string_view reference) { return "/to/" + std::string(reference); });
}

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

// "line: message", or "fine".
std::string excess(std::string_view markdown) {
  const auto found = markup::markdown_excess(markdown);
  return found ? std::to_string(found->line) + ": " + std::string(found->message) : "fine";
}

}  // namespace

TEST_CASE("tables, struck words and bare addresses are read as GitHub does") {
  CHECK(html("| a | b |\n|:--|--:|\n| *1* | 2 |\n") ==
        "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n"
        "</thead>\n<tbody>\n<tr>\n<td align=\"left\"><em>1</em></td>\n<td align=\"right\">2</td>\n"
        "</tr>\n</tbody>\n</table>\n");
  CHECK(html("~~no~~ yes") == "<p><del>no</del> yes</p>\n");
  CHECK(html("See https://a.example/b.") ==
        "<p>See <a href=\"/to/https://a.example/b\">https://a.example/b</a>.</p>\n");
  CHECK(html("| ![x](y.png) |\n|---|\n") ==
        "<table>\n<thead>\n<tr>\n<th><img src=\"/to/y.png\" alt=\"x\" /></th>\n</tr>\n</thead>\n"
        "</table>\n");
}

TEST_CASE("nesting and indentation are bounded") {
  CHECK(excess(times(50, "> ") + "a\n") == "fine");
  CHECK(excess("a\n\n" + times(51, ">") + "a\n") ==
        "3: more than 50 quotes and lists, one in another");
  CHECK(excess(times(17, "> - 1. ") + "a\n") == "1: more than 50 quotes and lists, one in another");
  CHECK(excess(times(250, " ") + "a\n") == "fine");
  CHECK(excess(times(251, " ") + "a\n") == "1: more than 250 blanks before the first character");
  CHECK(excess(times(300, " ") + "\n") == "fine");
}

TEST_CASE("a block of lines is bounded, a text of many is not") {
  CHECK(excess(times(20'000, "a b\n\n")) == "fine");
  CHECK(excess(times(16'384, "a b\n")) == "fine");
  CHECK(excess(times(16'385, "a b\n")) ==
        "16385: a paragraph of more than 64 KiB; put blank lines into it");
  CHECK(excess(times(5'000, "[a]")) == "fine");
  CHECK(excess(times(5'000, "[a]\n\n") + times(5'001, "[a]\n")) ==
        "15001: a paragraph with more than 5000 square brackets");
}

TEST_CASE("the cells of tables are bounded, also those that rows leave out") {
  const std::string table = "a|b|c|d\n-|-|-|-\n";
  CHECK(excess(table + times(9'000, "a|b|c\n")) == "fine");
  CHECK(excess(table + times(25'000, "a\n")) == "25001: tables of more than 100000 cells");
  CHECK(excess(times(8'334, table + "a\n\n")) == "33334: tables of more than 100000 cells");
  CHECK(excess("> " + times(500, "a|") + "\n> " + times(500, "-|") + "\n" + times(300, "> a\n")) ==
        "200: tables of more than 100000 cells");
}

TEST_CASE("the parentheses that a word closes are bounded") {
  CHECK(excess("www.a.example" + times(200, ")") + " )\n") == "fine");
  CHECK(excess("a\nwww.a.example" + times(201, ")") + "\n") ==
        "2: a word with more than 200 \")\"");
}

TEST_CASE("mail addresses, and links that repeat a long address, are bounded") {
  CHECK(excess(times(1'000, "a@b.example\n\n")) == "fine");
  CHECK(excess(times(1'001, "a@b.example\n\n")) == "2001: more than 1000 \"@\" in one text");
  const std::string definition = "[a]: /" + times(20'000, "u") + "\n\n";
  CHECK(excess(definition + times(800, "[a] ")) == "fine");
  CHECK(excess(definition + times(900, "[a] ")) == "1: a link's address that is too long");
}

}  // namespace markdown_test
