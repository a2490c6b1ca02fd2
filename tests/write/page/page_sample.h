// SPDX-License-Identifier: MIT
//
// Items on a page, for its tests: what the network's news list shows, in small.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "tests/write/sample.h"
#include "write/page/page.h"

namespace syndic::test {

inline write::Entry page_entry(const std::string& title, const char* date,
                               const std::string& source = "casel") {
  write::Entry made = entry("https://" + source + ".example/" + title);
  made.source_id = source;
  made.item.url = "https://" + source + ".example/item";
  made.item.title = plain(title);
  made.item.published = at(date);
  return made;
}

inline write::Document page_document(std::vector<write::Entry> entries) {
  write::Document made;
  made.title = "News";
  made.home_page_url = "https://turn.example/";
  made.language = "en-US";
  made.generator = "syndic 0.1.0";
  made.sources["casel"] = casel();
  made.sources["nlmp"].id = "nlmp";
  made.sources["nlmp"].name = "NLMP";
  made.entries = std::move(entries);
  return made;
}

inline write::PageOptions page_options() {
  return {.time_zone = "America/New_York",
          .feeds_url = "https://turn.example/feeds/",
          .formats = {write::Format::rss, write::Format::atom, write::Format::json},
          .feeds = {{"all", "News"}, {"turn", "The regions"}},
          .has_source_pages = true};
}

/// The files of a site whose newest items these are, by name.
inline std::map<std::string, std::string> pages_of(
    const write::Document& document, const write::PageOptions& options = page_options(),
    const write::Theme& theme = write::Theme(), const write::Document& pinned = {}) {
  const write::PageWriter writer(document, options, theme);
  std::vector<write::PageFile> all = writer.assets();
  all.push_back(writer.embed(document, "embed.html", document.title, "index.html"));
  for (write::PageFile& file : writer.latest(document, pinned, "")) all.push_back(std::move(file));
  std::map<std::string, std::string> files;
  for (write::PageFile& file : all) {
    REQUIRE(files.emplace(file.name, std::move(file.bytes)).second);
  }
  return files;
}

inline std::string index_of(const write::Document& document,
                            const write::PageOptions& options = page_options()) {
  return pages_of(document, options).at("index.html");
}

}  // namespace syndic::test
