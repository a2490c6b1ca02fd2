// SPDX-License-Identifier: MIT
#include "tests/bench/feed_generator.h"

#include <array>
#include <random>
#include <string_view>

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

/// Words, markup and dates drawn from one seed. The distributions of the standard library differ
/// between implementations; remainders do not.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

  void words(std::size_t count, std::string& out) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ' ';
      out += kWords[below(kWords.size())];
    }
  }

  /// A paragraph as an editor writes it: a link, emphasis, references.
  void paragraph(std::string& out) {
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

  std::string body(std::size_t paragraphs) {
    std::string out;
    for (std::size_t i = 0; i < paragraphs; ++i) {
      paragraph(out);
      if (i % 4 == 1) {
        out +=
            "<figure><img src=\"/images/" + std::to_string(below(10'000)) +
            ".jpg\" alt=\"A meeting\" width=\"640\" height=\"480\" loading=\"lazy\"/></figure>\n";
      }
      if (i % 6 == 3) out += "<ul><li>one</li><li>two &amp; three</li></ul>\n<h3>More</h3>\n";
    }
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

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

void append_rss_item(Style style, std::size_t number, Draw& draw, std::string& out) {
  const std::string link = "https://www.example.org/" + std::to_string(number) + "/" +
                           std::to_string(draw.below(1'000'000)) + "/";
  out += "<item>\n<title>";
  draw.words(8, out);
  out += " &amp; more</title>\n<link>" + link + "</link>\n<dc:creator>" + cdata("A. Teacher") +
         "</dc:creator>\n<pubDate>" + base::format_rfc822(date_of(number, draw)) +
         "</pubDate>\n<category>" + cdata("News") + "</category>\n<category>" + cdata("SEL") +
         "</category>\n<guid isPermaLink=\"false\">https://www.example.org/?p=" +
         std::to_string(number) + "</guid>\n";
  switch (style) {
    case Style::rss_escaped:
      out += "<description>" + escaped(draw.body(4)) + "</description>\n";
      break;
    case Style::podcast:
      out += "<description>" + cdata(draw.body(1)) + "</description>\n<enclosure url=\"" + link +
             "audio.mp3\" length=\"12345678\" type=\"audio/mpeg\"/>\n"
             "<itunes:duration>00:31:07</itunes:duration>\n<itunes:explicit>no</itunes:explicit>\n";
      break;
    default:
      out += "<description>" + cdata(draw.body(1)) + "</description>\n<content:encoded>" +
             cdata(draw.body(10)) + "</content:encoded>\n";
  }
  out += "</item>\n";
}

void append_atom_entry(std::size_t number, Draw& draw, std::string& out) {
  const std::string date = base::format_rfc3339(date_of(number, draw));
  const std::string path = std::to_string(draw.below(1'000'000));
  out += "<entry>\n<title type=\"html\">";
  draw.words(8, out);
  out += "</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"https://blog.example.org/" +
         path + "\"/>\n<id>tag:blog.example.org,2017:" + std::to_string(number) +
         "</id>\n<published>" + date + "</published>\n<updated>" + date +
         "</updated>\n<author><name>A. Teacher</name></author>\n<category term=\"news\"/>\n"
         "<content type=\"html\">" +
         escaped(draw.body(8)) + "</content>\n</entry>\n";
}

}  // namespace

std::string make_feed(Style style, std::size_t items, std::uint64_t seed) {
  Draw draw(seed);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  if (style == Style::atom_html) {
    out +=
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-US\">\n<title>A blog</title>\n"
        "<id>tag:blog.example.org,2017:feed</id>\n<updated>2017-07-14T02:40:00Z</updated>\n"
        "<link href=\"https://blog.example.org/\"/>\n";
    for (std::size_t i = 0; i < items; ++i) append_atom_entry(i, draw, out);
    return out += "</feed>\n";
  }
  out +=
      "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\n<channel>\n"
      "<title>A site</title>\n<link>https://www.example.org/</link>\n"
      "<description>News of a site</description>\n<language>en-US</language>\n"
      "<atom:link href=\"https://www.example.org/feed/\" rel=\"self\"/>\n";
  for (std::size_t i = 0; i < items; ++i) append_rss_item(style, i, draw, out);
  return out += "</channel>\n</rss>\n";
}

std::vector<std::string> make_feeds(std::size_t count, std::uint64_t seed) {
  constexpr std::array kStyles = {Style::rss_full_text, Style::rss_escaped, Style::atom_html,
                                  Style::podcast};
  std::vector<std::string> feeds;
  feeds.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    feeds.push_back(make_feed(kStyles[i % kStyles.size()], 10 + (seed + i * 7) % 31, seed + i));
  }
  return feeds;
}

}  // namespace syndic::bench
