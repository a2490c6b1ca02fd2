// SPDX-License-Identifier: MIT
#include "tests/normalize/attack_vectors.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "markup/escape.h"
#include "tests/normalize/escaped_line.h"
#include "tests/support/paths.h"

namespace syndic::test {
namespace {

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "tests/data/normalize/attacks")) {
    all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
  for (std::size_t at = text.find(old); at != std::string::npos;
       at = text.find(old, at + with.size())) {
    text.replace(at, old.size(), with);
  }
  return text;
}

std::string filled(std::string_view pattern, const std::string& text) {
  std::string escaped;
  markup::append_escaped_attribute(text, escaped);
  return replaced(std::string(pattern), "$", escaped);
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>$</title><link>$</link><description>$</description><language>$</language>
<copyright>$</copyright><managingEditor>$</managingEditor><generator>$</generator>
<image><url>$</url><title>$</title><link>$</link></image><atom:link rel="hub" href="$"/>
<atom:link rel="self" href="$"/><category domain="$">$</category>
<item><guid>$</guid><link>$</link><title>$</title><description>$</description>
<content:encoded>$</content:encoded><author>$</author><category domain="$">$</category>
<comments>$</comments><enclosure url="$" type="$" length="1"/><itunes:image href="$"/>
<itunes:keywords>$</itunes:keywords><source url="$">$</source><dc:rights>$</dc:rights>
<pubDate>Mon, 16 May 2022 10:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">b $</guid><title>b $</title><description>$</description>
<dc:creator>$</dc:creator><media:thumbnail url="$"/><media:content url="$" type="image/png">
<media:title>$</media:title></media:content><dc:subject>$</dc:subject></item>
</channel></rss>
)";

constexpr std::string_view kAtom = R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="$">
<id>$</id><title type="html">$</title><subtitle type="html">$</subtitle><rights>$</rights>
<link href="$"/><link rel="self" href="$"/><link rel="hub" href="$"/><icon>$</icon><logo>$</logo>
<author><name>$</name><uri>$</uri><email>$</email></author><generator uri="$">$</generator>
<entry><id>$</id><title type="html">$</title><summary type="html">$</summary>
<content type="html">$</content><link href="$" hreflang="$" title="$"/><rights type="html">$</rights>
<link rel="enclosure" href="$" type="$" title="$"/><link rel="replies" href="$"/>
<author><name>$</name><uri>$</uri><email>$</email></author><contributor><name>$</name></contributor>
<category term="$" scheme="$" label="$"/>
<source><id>$</id><title type="html">$</title><link rel="self" href="$"/></source></entry>
<entry xml:base="$"><id>b $</id><title type="text">b $</title><summary type="text">$</summary>
<content type="text">$</content></entry>
</feed>
)";

nlohmann::json hostile_item(const std::string& text, const std::string& id) {
  const nlohmann::json author = {{"name", text}, {"url", text}, {"avatar", text}};
  return {{"id", id},
          {"url", text},
          {"external_url", text},
          {"title", id},
          {"summary", text},
          {"image", text},
          {"banner_image", text},
          {"language", text},
          {"tags", {text}},
          {"authors", {author}},
          {"attachments", {{{"url", text}, {"mime_type", text}, {"title", text}}}}};
}

std::string hostile_json(const std::string& text) {
  nlohmann::json html = hostile_item(text, text);
  html["content_html"] = text;
  nlohmann::json plain = hostile_item(text, "b " + text);
  plain["content_text"] = text;
  const nlohmann::json author = {{"name", text}, {"url", text}, {"avatar", text}};
  const nlohmann::json feed = {{"version", "https://jsonfeed.org/version/1.1"},
                               {"title", text},
                               {"home_page_url", text},
                               {"feed_url", text},
                               {"description", text},
                               {"user_comment", text},
                               {"next_url", text},
                               {"icon", text},
                               {"favicon", text},
                               {"language", text},
                               {"authors", {author}},
                               {"hubs", {{{"type", text}, {"url", text}}}},
                               {"items", {html, plain}}};
  return feed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::vector<AttackVector> attack_vectors() {
  std::vector<AttackVector> all;
  for (const std::filesystem::path& path : files()) {
    std::ifstream file(path);
    std::string line;
    for (int row = 1; std::getline(file, line); ++row) {
      if (line.empty() || line.starts_with("# ")) continue;
      const int number = static_cast<int>(all.size()) + 1;
      all.push_back({number, path.filename().string() + ":" + std::to_string(row),
                     replaced(unescaped(line), "@", std::to_string(number))});
    }
  }
  return all;
}

HostileFeeds hostile_feeds(const std::string& text) {
  return {filled(kRss, text), filled(kAtom, text), hostile_json(text)};
}

}  // namespace syndic::test
