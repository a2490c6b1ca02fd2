// SPDX-License-Identifier: MIT
#include "tests/bench/draw.h"

#include <array>

#include "base/time_format.h"
#include "markup/escape.h"

namespace syndic::bench {
namespace {

constexpr std::array<std::string_view, 40> kWords = {
    "school",    "district",  "union",    "teachers", "students",     "learning",  "social",
    "emotional", "agreement", "contract", "board",    "meeting",      "community", "research",
    "report",    "practice",  "labor",    "partners", "and",          "the",       "of",
    "a",         "in",        "with",     "for",      "how",          "between",   "their",
    "support",   "network",   "shared",   "decision", "équipe",       "niños",     "success",
    "webinar",   "podcast",   "equity",   "lessons",  "collaboration"};

constexpr std::uint64_t kFirstDate = 1'500'000'000;

constexpr std::array<std::string_view, 24> kKanji = {
    "学校", "教師", "生徒", "の", "は",   "と",   "を", "労働", "研究", "会議", "地域", "支援",
    "協力", "報告", "する", "学", "教育", "委員", "会", "新",   "しい", "こと", "から", "です"};

}  // namespace

void Draw::words(std::size_t count, std::string& out) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += kWords[below(kWords.size())];
  }
}

void Draw::kanji(std::size_t count, std::string& out) {
  for (std::size_t i = 1; i <= count; ++i) {
    out += kKanji[below(kKanji.size())];
    if (i % 20 == 0) {
      out += "。";
    } else if (i % 8 == 0) {
      out += "、";
    }
  }
}

void Draw::paragraph(std::string& out) {
  out += "<p class=\"wp-block\">";
  words(20 + below(40), out);
  out += " <a href=\"https://www.example.org/news/" + std::to_string(below(100'000)) +
         "/?ref=feed&amp;utm_source=rss\" target=\"_blank\">";
  words(3, out);
  out += "</a>&nbsp;&#8220;";
  words(8, out);
  out += "&#8221; <strong>";
  words(2, out);
  out += "</strong>.</p>\n";
}

std::string Draw::body(std::size_t paragraphs) {
  std::string out;
  for (std::size_t i = 0; i < paragraphs; ++i) {
    paragraph(out);
    if (i % 4 == 1) {
      out += "<figure><img src=\"/images/" + std::to_string(below(10'000)) +
             ".jpg\" alt=\"A meeting\" width=\"640\" height=\"480\" loading=\"lazy\"/></figure>\n";
    }
    if (i % 6 == 3) out += "<ul><li>one</li><li>two &amp; three</li></ul>\n<h3>More</h3>\n";
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  markup::append_escaped_text(text, out);
  return out;
}

std::string cdata(std::string_view text) {
  std::string out = "<![CDATA[";
  out += text;
  return out += "]]>";
}

boost::posix_time::ptime date_of(std::size_t item, Draw& draw) {
  return *base::from_unix_seconds(
      static_cast<long long>(kFirstDate - item * 90'000 + draw.below(3'600)));
}

}  // namespace syndic::bench
