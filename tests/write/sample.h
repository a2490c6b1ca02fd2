// SPDX-License-Identifier: MIT
//
// A small document for the writers' tests, and ways to look into what they wrote.
#pragma once

#include <catch2/catch.hpp>
#include <pugixml.hpp>
#include <string>
#include <utility>

#include "base/time_format.h"
#include "write/feed_writer.h"

namespace syndic::test {

inline model::Timestamp at(const char* rfc3339) { return base::parse_rfc3339_utc(rfc3339).value(); }

/// ICU puts thin and narrow spaces into dates, each version its own.
inline std::string with_usual_blanks(std::string text) {
  for (const std::string blank : {"\u2009", "\u202F"}) {
    for (std::size_t at = 0; (at = text.find(blank, at)) != std::string::npos;) {
      text.replace(at, blank.size(), " ");
    }
  }
  return text;
}

/// An entry with an id and nothing else.
inline write::Entry entry(const std::string& id) {
  write::Entry made;
  made.item.id = id;
  return made;
}

inline write::Document document(write::Entry one) {
  write::Document made;
  made.title = "News";
  made.home_page_url = "https://turn.example/";
  made.entries.push_back(std::move(one));
  return made;
}

inline model::Source casel() {
  model::Source source;
  source.id = "casel";
  source.name = "CASEL";
  source.feed_url = "https://casel.example/feed/";
  source.home_page_url = "https://casel.example/";
  source.atom_id = "tag:casel.example,2020:feed";
  source.rights = "© CASEL";
  source.icon = "https://casel.example/icon.png";
  source.updated = at("2022-01-21T00:00:00Z");
  return source;
}

inline model::Text html(const std::string& value) { return {value, model::TextType::html, ""}; }
inline model::Text plain(const std::string& value) { return {value, model::TextType::plain, ""}; }

/// A document with all that a published feed usually has.
inline write::Document full_document() {
  write::Entry one = entry("https://casel.example/sel");
  one.source_id = "casel";
  one.also_in = {{"nlmp", "https://nlmp.example/sel"}};
  one.item.guid_is_permalink = true;
  one.item.url = "https://casel.example/sel";
  one.item.comments_url = "https://casel.example/sel#comments";
  one.item.title = plain("Ten years of SEL & more");
  one.item.content = html("<p>Ten <em>years</em></p>");
  one.item.summary = plain("What was learned");
  one.item.rights = "CC BY";
  one.item.language = "en-GB";
  one.item.published = at("2022-01-21T09:30:00Z");
  one.item.updated = at("2022-01-22T10:00:00Z");
  one.item.authors = {{"Ann", "ann@casel.example", "https://casel.example/ann"}};
  one.item.contributors = {{"Bob", "", ""}};
  one.item.categories = {{"sel", "https://casel.example/tags", "Social learning"}};
  one.item.enclosures = {{"https://casel.example/sel.pdf", "application/pdf", "", 100, {}},
                         {"https://casel.example/sel.mp3", "audio/mpeg", "Talk", 200, 60}};
  one.item.image = "https://casel.example/sel.png";
  one.item.kind = model::Kind::listen;

  write::Document made = document(std::move(one));
  made.subtitle = "From the network";
  made.language = "en-US";
  made.rights = "© TURN";
  made.icon = "https://turn.example/logo.png";
  made.favicon = "https://turn.example/icon.png";
  made.authors = {{"TURN", "news@turn.example", ""}};
  made.hubs = {"https://hub.example/"};
  made.generator = "syndic 0.1.0";
  made.updated = at("2022-01-22T10:00:00Z");
  made.sources["casel"] = casel();
  made.sources["nlmp"].name = "NLMP";
  made.sources["nlmp"].home_page_url = "https://nlmp.example/";
  return made;
}

/// XML read back; a test fails where it is not well-formed. pugixml lets some faults pass, so the
/// tests of hostile text look at the characters too.
class Xml {
 public:
  explicit Xml(const std::string& bytes) {
    const auto result = tree_.load_buffer(bytes.data(), bytes.size(),
                                          pugi::parse_default | pugi::parse_ws_pcdata_single);
    INFO(bytes);
    REQUIRE(result);
  }
  /// The text of the first element that the XPath finds; "(none)" where it finds none.
  [[nodiscard]] std::string text(const char* xpath) const {
    const auto found = tree_.select_node(xpath);
    if (!found) return "(none)";
    return found.attribute() ? found.attribute().value() : found.node().text().get();
  }
  [[nodiscard]] std::size_t count(const char* xpath) const {
    return tree_.select_nodes(xpath).size();
  }

 private:
  pugi::xml_document tree_;
};

}  // namespace syndic::test
