// SPDX-License-Identifier: MIT
#include "text/excerpt.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <catch2/catch.hpp>
#include <random>

#include "base/utf8.h"
#include "text/readable.h"

namespace syndic::text::excerpt_test {
namespace {

std::size_t characters_of(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(base::decode_utf8(text).length);
  return count;
}

// Whether `text` can be cut at `at` without parting what people see as one character.
bool is_between_graphemes(std::string_view text, std::size_t at) {
  UErrorCode status = U_ZERO_ERROR;
  UText* const all =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  UBreakIterator* const iterator = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status);
  ubrk_setUText(iterator, all, &status);
  const bool is_boundary = ubrk_isBoundary(iterator, static_cast<std::int32_t>(at)) != 0;
  ubrk_close(iterator);
  utext_close(all);
  return is_boundary;
}

TEST_CASE("A text that is short enough is its own excerpt, in one line") {
  CHECK(excerpt("", 5) == "");
  CHECK(excerpt("short", 5) == "short");
  CHECK(excerpt("äöü", 3) == "äöü");
  CHECK(excerpt("two\nlines", 20) == "two lines");
  CHECK(excerpt("One.\n\nTwo.", 20) == "One. Two.");
}

TEST_CASE("An excerpt ends with a whole word and an ellipsis, and is not longer than asked") {
  CHECK(excerpt("one two three", 9) == "one two…");
  CHECK(excerpt("one two three", 8) == "one two…");
  CHECK(excerpt("one two three", 7) == "one…");
  CHECK(excerpt("Grüße aus Zürich", 11) == "Grüße aus…");
  CHECK(excerpt("4-5:30 p.m. and more", 12) == "4-5:30 p.m…");
}

TEST_CASE("An excerpt does not end with what leads on to the next words") {
  CHECK(excerpt("one, two", 6) == "one…");
  CHECK(excerpt("one (two three", 7) == "one…");
  CHECK(excerpt("one – two three", 7) == "one…");
  CHECK(excerpt("he said “yes indeed”", 10) == "he said…");
}

TEST_CASE("A word with a hyphen is one word") {
  CHECK(excerpt("our well-known members", 10) == "our…");
}

TEST_CASE("Whole sentences that fill half of the room stand without an ellipsis") {
  CHECK(excerpt("They met. They talked for hours.", 16) == "They met.");
  CHECK(excerpt("Is it so? It may well be.", 18) == "Is it so?");
  CHECK(excerpt("Yes. They talked for hours and hours.", 20) == "Yes. They talked…");
}

TEST_CASE("A full stop that ends no sentence does not count as one") {
  CHECK(excerpt("We met at 4.30 in the hall of the school.", 14) == "We met at…");
  CHECK(excerpt("The talk lasts from 4 to 5 p.m. and is free.", 36) ==
        "The talk lasts from 4 to 5 p.m. and…");
}

TEST_CASE("An empty line ends what stands before it, a line feed alone does not") {
  CHECK(excerpt("Meeting notes\n\nWe talked about schools", 20) == "Meeting notes");
  CHECK(excerpt("Meeting notes\nand what was said of it", 20) == "Meeting notes and…");
}

TEST_CASE("A word that is longer than the excerpt is cut between characters") {
  CHECK(excerpt("öffentlich", 4) == "öff…");
  CHECK(excerpt("word", 1) == "…");
}

TEST_CASE("Scripts without spaces are cut where their lines may break") {
  CHECK(excerpt("日本語の文章", 4) == "日本語…");
  CHECK(excerpt("会议于五月举行。代表们讨论了学校的未来。", 12) == "会议于五月举行。");
  // Thai knows words, but no spaces between them.
  CHECK(excerpt("ครูและนักเรียน", 8) == "ครูและ…");
}

TEST_CASE("No cut parts what people see as one character (UAX #29)") {
  CHECK(excerpt("q\u0301q\u0301q\u0301", 4) == "q\u0301…");
  CHECK(excerpt("👩‍👧👩‍👧", 5) == "👩‍👧…");
  CHECK(excerpt("🇩🇪🇫🇷🇮🇹", 4) == "🇩🇪…");
  CHECK(excerpt("👍🏽👍🏽", 3) == "👍🏽…");
  CHECK(excerpt("ᄒ\u1161\u11ABᄀ\u1173\u11AF", 5) == "한…");
  CHECK(excerpt("a\u0300\u0300\u0300\u0300\u0300\u0300", 4) == "…");
}

TEST_CASE("A direction that an excerpt cuts off is ended in it, within the room") {
  const std::string text = "one \u2067two three\u2069 four";
  CHECK(excerpt(text, 11) == "one \u2067two\u2069…");
  for (std::size_t n = 1; n < 25; ++n) CHECK(characters_of(excerpt(text, n)) <= n);
}

TEST_CASE("Whatever the text, an excerpt is short enough, whole characters, and its own excerpt") {
  constexpr std::array<std::string_view, 24> kPieces = {
      " ",    "a",      "word",   ". ",          "\n\n",   "\n",       "é",      "e\u0301",
      "日本", "。",     "ไทย",    "👩‍👧", "🇩🇪",     "👍🏽", "\u00A0", "-",
      "(",    "\u2067", "\u2069", "\u202E",      "\u202C", "क्षि",      "한",     "Mr. "};
  std::mt19937 random(4);
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (int j = 0; j < 40; ++j) text += kPieces.at(random() % kPieces.size());
    text = readable_text(text);
    const std::size_t most = 1 + random() % 30;
    const std::string cut = excerpt(text, most);
    CAPTURE(text, most, cut);
    REQUIRE(base::is_xml_text(cut));
    REQUIRE(characters_of(cut) <= most);
    REQUIRE(excerpt(cut, most) == cut);
    std::string line = readable_line(text);
    const std::string_view kept =
        cut.ends_with("…") ? std::string_view(cut).substr(0, cut.size() - 3) : cut;
    if (line.starts_with(kept)) REQUIRE(is_between_graphemes(line, kept.size()));
  }
}

TEST_CASE("Long texts cost no more than their beginning") {
  CHECK(excerpt(std::string(5'000'000, 'x'), 4) == "xxx…");
  std::string marks = "a";
  for (int i = 0; i < 500'000; ++i) marks += "\u0301";
  CHECK(excerpt(marks, 280) == "…");
}

TEST_CASE("A beginning keeps its lines, ends after a word, and is counted in bytes") {
  CHECK(beginning("one\n\ntwo", 8) == "one\n\ntwo");
  CHECK(beginning("one\n\ntwo, three four", 19) == "one\n\ntwo, three…");
  CHECK(beginning("one\n\ntwo, three four", 18) == "one\n\ntwo…");
  CHECK(beginning("xxxxxxxxxx", 8) == "xxxxx…");
  CHECK(beginning("üüüüüü", 8) == "üü…");
  CHECK(beginning("xxxxxxxxxx", 3).empty());
  CHECK(beginning("x", 0).empty());
}

TEST_CASE("What ends a direction at the end of a beginning is counted, too") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "\u2067abc ";
  for (int i = 0; i < 20; ++i) text += "\u2069";
  for (std::size_t room = 0; room < text.size(); ++room) {
    const std::string cut = beginning(text, room);
    CHECK(cut.size() <= room);
    CHECK(balanced_direction(cut) == cut);
  }
  CHECK(beginning(text, 30) == "\u2067abc \u2067abc\u2069\u2069…");
}

}  // namespace
}  // namespace syndic::text::excerpt_test
