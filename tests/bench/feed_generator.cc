// SPDX-License-Identifier: MIT
#include "tests/bench/feed_generator.h"

#include <array>

#include "base/time_format.h"
#include "tests/bench/draw.h"

namespace syndic::bench {
namespace {

/// What an editor's program makes of a long post: much more markup than text.
std::string post(std::size_t blocks, Draw& draw) {
  std::string out = "<div class=\"entry-content\"><div class=\"wp-block-group\">\n";
  for (std::size_t i = 0; i < blocks; ++i) {
    draw.paragraph(out);
    out += "<p style=\"text-align: left\">";
    for (std::size_t part = 0; part < 6; ++part) {
      out +=
          "<span style=\"font-weight: 400;\" data-id=\"" + std::to_string(draw.below(1000)) + "\">";
      draw.words(4, out);
      out += " <em>it&rsquo;s</em> <a href=\"/tag/" + std::to_string(draw.below(100)) +
             "/\" rel=\"tag\" title=\"More\">";
      draw.words(2, out);
      out += "</a></span><br />";
    }
    out +=
        "</p>\n<table class=\"grid\"><tbody><tr><th>Year</th><td>2017</td></tr>"
        "<tr><th>School</th><td><b>12</b></td></tr></tbody></table>\n"
        "<!-- wp:quote --><blockquote><p>";
    draw.words(6, out);
    out += "</p></blockquote>\n<figure class=\"wp-block-image\"><a href=\"/img/" +
           std::to_string(i) + ".jpg\"><img src=\"/img/" + std::to_string(i) +
           "-300x200.jpg\" srcset=\"/img/a-300x200.jpg 300w, /img/a.jpg 1024w\" alt=\"\" "
           "width=\"300\" height=\"200\" onload=\"seen()\"/></a></figure>\n";
  }
  return out += "</div></div>\n<script>track('post');</script>";
}

void append_body(Style style, const std::string& link, Draw& draw, std::string& out) {
  switch (style) {
    case Style::rss_escaped:
      out += "<description>" + escaped(draw.body(4)) + "</description>\n";
      break;
    case Style::podcast:
      out += "<description>" + cdata(draw.body(1)) + "</description>\n<enclosure url=\"" + link +
             "audio.mp3\" length=\"12345678\" type=\"audio/mpeg\"/>\n"
             "<itunes:duration>00:31:07</itunes:duration>\n<itunes:explicit>no</itunes:explicit>\n";
      break;
    case Style::plain:
      out += "<description>";
      draw.words(80, out);
      out += "</description>\n";
      break;
    case Style::posts:
      out += "<description>" + cdata(draw.body(1)) + "</description>\n<content:encoded>" +
             cdata(post(6, draw)) + "</content:encoded>\n";
      break;
    default:
      out += "<description>" + cdata(draw.body(1)) + "</description>\n<content:encoded>" +
             cdata(draw.body(10)) + "</content:encoded>\n";
  }
}

void append_cjk_item(std::size_t number, Draw& draw, std::string& out) {
  const std::string name = std::to_string(number);
  out += "<item>\n<title>";
  draw.kanji(10, out);
  out += "</title>\n<link>https://jp.example.org/" + name + "/</link>\n<pubDate>" +
         base::format_rfc822(date_of(number, draw)) + "</pubDate>\n<guid>https://jp.example.org/" +
         name + "/</guid>\n<description><![CDATA[";
  for (std::size_t i = 0; i < 6; ++i) {
    out += "<p>";
    draw.kanji(60, out);
    out += "<strong>";
    draw.kanji(4, out);
    out += "</strong></p>\n";
  }
  out += "]]></description>\n</item>\n";
}

void append_tiny_item(std::size_t number, Draw& draw, std::string& out) {
  out += "<item><title>";
  draw.words(3, out);
  out += "</title><link>https://www.example.org/" + std::to_string(number) + "</link></item>\n";
}

void append_rss_item(Style style, std::size_t number, Draw& draw, std::string& out) {
  if (style == Style::cjk) return append_cjk_item(number, draw, out);
  if (style == Style::tiny) return append_tiny_item(number, draw, out);
  const std::string link = "https://www.example.org/" + std::to_string(number) + "/" +
                           std::to_string(draw.below(1'000'000)) + "/";
  out += "<item>\n<title>";
  draw.words(8, out);
  out += " &amp; more</title>\n<link>" + link + "</link>\n<dc:creator>" + cdata("A. Teacher") +
         "</dc:creator>\n<pubDate>" + base::format_rfc822(date_of(number, draw)) +
         "</pubDate>\n<category>" + cdata("News") + "</category>\n<category>" + cdata("SEL") +
         "</category>\n<guid isPermaLink=\"false\">https://www.example.org/?p=" +
         std::to_string(number) + "</guid>\n";
  append_body(style, link, draw, out);
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
