// SPDX-License-Identifier: MIT
#include "markup/markdown.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "markup/markdown_limits.h"

namespace markdown_test {

using namespace syndic;
using Kind = markup::MarkdownBlock::Kind;

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

// The text of a paragraph.
std::string plain(std::string_view markdown) {
  const auto blocks = markup::read_markdown(markdown);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].kind == Kind::paragraph);
  return blocks[0].text;
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

TEST_CASE("plain text has no marks, and code keeps what is in it") {
  CHECK(plain("the `\"2m\"` of [Rules](#rules-which)") == "the \"2m\" of Rules");
  CHECK(plain("[TOML](https://toml.io/)") == "TOML (https://toml.io/)");
  CHECK(plain("[`[source.page]`](#source-page) and `[a](b)`") == "[source.page] and [a](b)");
  CHECK(plain("`[[source]]`s, a [b] c") == "[[source]]s, a [b] c");
  CHECK(plain("one ` alone, [no link") == "one ` alone, [no link");
  CHECK(plain("[a]() ![b](c.png)") == "a b");
  CHECK(plain("**One** *two*\nthree\\\nfour <b>five</b>") == "One two three four <b>five</b>");
}

TEST_CASE("blocks have their kinds, levels, numbers and cells, in their order") {
  const auto blocks = markup::read_markdown(
      "## A `b`\nOne\n- two\n  goes on\n\n  more\n\n3. three\n4. four\n\n   ```sh\n   run\n     "
      "it\n"
      "   ```\n\n| a | `b` |\n| --- | --- |\n| | [c](d) |\n| e |\n");
  REQUIRE(blocks.size() == 8);
  CHECK(blocks[0].kind == Kind::heading);
  CHECK(blocks[0].level == 2);
  CHECK(blocks[0].text == "A b");
  CHECK(blocks[1].text == "One");
  CHECK(blocks[2].kind == Kind::item);
  CHECK(blocks[2].text == "two goes on");
  CHECK(blocks[2].number.empty());
  CHECK(blocks[3].kind == Kind::paragraph);
  CHECK(blocks[3].text == "more");
  CHECK(blocks[4].number == "3.");
  CHECK(blocks[5].number == "4.");
  CHECK(blocks[6].kind == Kind::code);
  CHECK(blocks[6].text == "run\n  it\n");
  CHECK(blocks[7].kind == Kind::table);
  CHECK(blocks[7].rows ==
        std::vector<std::vector<std::string>>{{"a", "b"}, {"", "c (d)"}, {"e", ""}});
}

TEST_CASE("any text has blocks") {
  CHECK(markup::read_markdown("").empty());
  CHECK(markup::read_markdown("\n---\n").empty());
  CHECK(markup::read_markdown("<p>\na\n").front().text == "<p>\na\n");
  for (const char* text : {"|", "| ", "```", "#", "- ", "1. ", "- - ```", "> - | a |\n>   |---|"}) {
    CHECK_FALSE(markup::read_markdown(text).size() > 1);
  }
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
