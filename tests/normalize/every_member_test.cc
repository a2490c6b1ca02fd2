// SPDX-License-Identifier: MIT
//
// Every string of a feed is a stranger's. Each structure is taken apart by a structured binding, so
// that a member that is added to the model does not compile here until it is named, and said to be
// a text, a URL, an id or our own.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/url.h"
#include "base/utf8.h"
#include "normalize/normalize.h"
#include "text/readable.h"

namespace syndic::normalize::every_member_test {
namespace {

enum class What {
  text,  // For people.
  url,   // Followed or fetched.
  id,    // Compared; as the feed gives it.
};

using Visit = std::function<void(What, const char* name, std::string&)>;

void visit_text(const char* name, model::Text& text, const Visit& visit) {
  auto& [value, type, base_url] = text;
  (void)type;
  visit(What::text, name, value);
  visit(What::url, name, base_url);
}

void visit_people(const char* name, std::vector<model::Person>& people, const Visit& visit) {
  for (auto& [person, email, url] : people) {
    visit(What::text, name, person);
    visit(What::text, name, email);
    visit(What::url, name, url);
  }
}

void visit_extras(model::Extras& extras, const Visit& visit) {
  auto& [license, comments_feed_url, comments, in_reply_to, pictures, credits, places, place_name,
         episode] = extras;
  visit(What::url, "license", license);
  visit(What::url, "comments_feed_url", comments_feed_url);
  for (auto& [ref, url, source] : in_reply_to) {
    visit(What::id, "in_reply_to", ref);
    visit(What::url, "in_reply_to.url", url);
    visit(What::url, "in_reply_to.source", source);
  }
  for (auto& [url, width, height] : pictures) {
    visit(What::url, "picture", url);
    (void)width, (void)height;
  }
  for (auto& [name, role, scheme] : credits) {
    visit(What::text, "credit", name);
    visit(What::text, "credit.role", role);
    visit(What::url, "scheme", scheme);
  }
  visit(What::text, "place_name", place_name);
  auto& [season, number, type, is_explicit, chapters_url, chapters_type, transcripts, voices] =
      episode;
  visit(What::url, "chapters_url", chapters_url);
  visit(What::text, "chapters_type", chapters_type);
  for (auto& [url, media_type, language, rel] : transcripts) {
    visit(What::url, "transcript", url);
    visit(What::text, "transcript.type", media_type);
    visit(What::text, "transcript.language", language);
    visit(What::text, "transcript.rel", rel);
  }
  for (auto& [name, role, group, image, url] : voices) {
    visit(What::text, "voice", name);
    visit(What::text, "voice.role", role);
    visit(What::text, "voice.group", group);
    visit(What::url, "voice.image", image);
    visit(What::url, "voice.url", url);
  }
  // Numbers, and words that parse/ makes of a few known ones.
  (void)comments, (void)places, (void)season, (void)number, (void)type, (void)is_explicit;
}

void visit_item(model::Item& item, const Visit& visit) {
  auto& [id, guid_is_permalink, url, external_url, comments_url, title, content, summary, rights,
         language, published, updated, authors, contributors, categories, enclosures, image,
         banner_image, origin, extras, event, pinned, given_kind, kind, dated_by_first_sight,
         canonical_url, content_hash, lineage] = item;
  visit(What::id, "id", id);
  visit(What::url, "url", url);
  visit(What::url, "external_url", external_url);
  visit(What::url, "comments_url", comments_url);
  visit_text("title", title, visit);
  visit_text("content", content, visit);
  visit_text("summary", summary, visit);
  visit(What::text, "rights", rights);
  visit(What::text, "language", language);
  visit_people("authors", authors, visit);
  visit_people("contributors", contributors, visit);
  for (auto& [term, scheme, label] : categories) {
    visit(What::text, "term", term);
    visit(What::url, "scheme", scheme);
    visit(What::text, "label", label);
  }
  for (auto& [file, media_type, file_title, length, duration] : enclosures) {
    visit(What::url, "enclosure", file);
    visit(What::text, "media_type", media_type);
    visit(What::text, "file_title", file_title);
    (void)length, (void)duration;
  }
  visit(What::url, "image", image);
  visit(What::url, "banner_image", banner_image);
  auto& [origin_title, origin_url, origin_id] = origin;
  visit(What::text, "origin_title", origin_title);
  visit(What::url, "origin_url", origin_url);
  visit(What::id, "origin_id", origin_id);
  visit_extras(extras, visit);
  if (event) visit(What::text, "event.place", event->place);
  // No strings, or our own.
  (void)guid_is_permalink, (void)published, (void)updated, (void)kind, (void)dated_by_first_sight;
  (void)canonical_url, (void)content_hash, (void)lineage, (void)pinned, (void)given_kind;
}

void visit_feed(model::Feed& feed, const Visit& visit) {
  auto& [format, encoding, warnings, id, title, subtitle, home_page_url, feed_url, base_url,
         language, rights, icon, favicon, authors, hubs, updated, minimum_interval, skip_hours,
         skip_days, items, lacks_items, recurs, is_cut, ends_in_item, is_too_long, last_is_half,
         prev_archive, deleted] = feed;
  visit(What::id, "feed.id", id);
  visit_text("feed.title", title, visit);
  visit_text("feed.subtitle", subtitle, visit);
  visit(What::url, "home_page_url", home_page_url);
  visit(What::url, "feed_url", feed_url);
  visit(What::url, "base_url", base_url);
  visit(What::text, "feed.language", language);
  visit(What::text, "feed.rights", rights);
  visit(What::url, "icon", icon);
  visit(What::url, "favicon", favicon);
  visit_people("feed.authors", authors, visit);
  for (std::string& hub : hubs) visit(What::url, "hub", hub);
  for (model::Item& item : items) visit_item(item, visit);
  (void)format, (void)encoding, (void)warnings, (void)updated, (void)minimum_interval;
  (void)skip_hours, (void)skip_days, (void)prev_archive, (void)deleted;
  (void)lacks_items, (void)recurs, (void)is_cut, (void)ends_in_item, (void)is_too_long,
      (void)last_is_half;
}

// A feed that has one of everything.
model::Feed feed_of(model::Format format, const std::string& everywhere) {
  model::Feed feed;
  feed.format = format;
  feed.authors.resize(1);
  feed.hubs.resize(1);
  feed.items.resize(1);
  model::Item& item = feed.items[0];
  item.authors.resize(1);
  item.contributors.resize(1);
  item.categories.resize(1);
  item.enclosures.resize(1);
  item.extras.in_reply_to.resize(1);
  item.extras.pictures.resize(1);
  item.extras.credits.resize(1);
  item.extras.episode.transcripts.resize(1);
  item.extras.episode.voices.resize(1);
  item.event.emplace();
  visit_feed(feed, [&](What, const char*, std::string& value) { value = everywhere; });
  for (model::Text* text :
       {&feed.title, &feed.subtitle, &item.title, &item.content, &item.summary}) {
    text->type = format == model::Format::rss20 ? model::TextType::unknown : model::TextType::plain;
  }
  return feed;
}

constexpr model::Format kFormats[] = {model::Format::rss20, model::Format::atom10,
                                      model::Format::jsonfeed11};

TEST_CASE("Every text of a feed comes out readable: no control, no open direction, form C") {
  // Each of them is dropped or mended; where only one is left, this finds it.
  const std::string hostile = "a\x01 e\u0301 \u202E\u2067x\uFEFF\u200B\xFF\xED\xA0\x80 \U000E0041z";
  for (const model::Format format : kFormats) {
    model::Feed feed = feed_of(format, hostile);
    clean(feed);
    std::size_t texts = 0;
    visit_feed(feed, [&](What what, const char* name, std::string& value) {
      CAPTURE(name, value);
      CHECK(base::is_xml_text(value));
      if (what != What::text) return;
      CHECK(text::readable_text(value) == value);
      texts += value.empty() ? 0 : 1;
    });
    CHECK(texts > 8);
  }
}

TEST_CASE("Every URL of a feed is one that does no harm, or absent") {
  for (const char* const url :
       {"javascript:alert(1)", " JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "blob:https://a.example/x", "\x01javascript:alert(1)"}) {
    for (const model::Format format : kFormats) {
      model::Feed feed = feed_of(format, url);
      clean(feed);
      visit_feed(feed, [&](What what, const char* name, std::string& value) {
        CAPTURE(url, name, value);
        if (what == What::url) CHECK(value == "");
      });
    }
  }
}

TEST_CASE("Every URL of a feed is absolute and encoded") {
  model::Feed feed = feed_of(model::Format::atom10, "https://a.example/\u00E9 \"<b>\u202E");
  clean(feed);
  std::size_t urls = 0;
  visit_feed(feed, [&](What what, const char* name, std::string& value) {
    if (what != What::url || value.empty() || std::string_view(name) == "scheme") return;
    CAPTURE(name);
    CHECK(value == "https://a.example/%C3%A9%20%22%3Cb%3E%E2%80%AE");
    ++urls;
  });
  CHECK(urls >= 14);
}

TEST_CASE("No text of a feed that is HTML comes out with a tag in it") {
  model::Feed feed = feed_of(model::Format::rss20, "<script>alert(1)</script><b>x</b>");
  clean(feed);
  visit_feed(feed, [&](What what, const char* name, std::string& value) {
    CAPTURE(name, value);
    if (what == What::id) return;
    CHECK(value.find("<script") == std::string::npos);
    if (std::string_view(name) != "content") CHECK(value.find("<b>") == std::string::npos);
  });
}

}  // namespace
}  // namespace syndic::normalize::every_member_test
