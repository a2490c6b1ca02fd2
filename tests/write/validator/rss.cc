// SPDX-License-Identifier: MIT
//
// "Spec" is RSS 2.0.11 (https://www.rssboard.org/rss-specification), "Profile" the Best Practices
// Profile (https://www.rssboard.org/rss-profile).
#include <regex>

#include "tests/write/validator/rules.h"

namespace syndic::test {
namespace {

const std::set<std::string> kChannelElements = {"title",
                                                "link",
                                                "description",
                                                "atom:link",
                                                "language",
                                                "copyright",
                                                "managingEditor",
                                                "dc:creator",
                                                "atom:author",
                                                "lastBuildDate",
                                                "generator",
                                                "docs",
                                                "image",
                                                "item",
                                                "atom:icon",
                                                "atom:logo",
                                                "itunes:author",
                                                "itunes:summary",
                                                "itunes:image",
                                                "itunes:explicit",
                                                "itunes:owner",
                                                "itunes:category",
                                                "itunes:type",
                                                "podcast:guid",
                                                "creativeCommons:license"};

const std::set<std::string> kItemElements = {"title",
                                             "link",
                                             "description",
                                             "content:encoded",
                                             "guid",
                                             "pubDate",
                                             "dcterms:modified",
                                             "author",
                                             "dc:creator",
                                             "atom:author",
                                             "dc:contributor",
                                             "atom:contributor",
                                             "category",
                                             "enclosure",
                                             "media:content",
                                             "media:thumbnail",
                                             "media:credit",
                                             "media:rating",
                                             "atom:link",
                                             "comments",
                                             "wfw:commentRss",
                                             "slash:comments",
                                             "thr:total",
                                             "thr:in-reply-to",
                                             "ev:startdate",
                                             "ev:enddate",
                                             "ev:location",
                                             "georss:point",
                                             "georss:line",
                                             "georss:polygon",
                                             "georss:featureName",
                                             "dc:language",
                                             "dc:rights",
                                             "creativeCommons:license",
                                             "source",
                                             "itunes:duration",
                                             "itunes:image",
                                             "itunes:season",
                                             "itunes:episode",
                                             "itunes:episodeType",
                                             "itunes:explicit",
                                             "podcast:season",
                                             "podcast:episode",
                                             "podcast:transcript",
                                             "podcast:chapters",
                                             "podcast:person"};

bool is_mail_with_name(const std::string& text) {
  static const std::regex kForm(R"([^\s@()<>]+@[^\s@()<>]+ \([^()]+\))");
  return std::regex_match(text, kForm);
}

std::string rss_text(pugi::xml_node parent, const char* name) {
  return parent.child(name).text().get();
}

void judge_enclosure(Judge& judge, pugi::xml_node item) {
  const pugi::xml_node enclosure = item.child("enclosure");
  if (!enclosure) return;
  judge.expect(!enclosure.next_sibling("enclosure"), "Profile, enclosure: one an item", enclosure);
  judge.expect(is_full_url(enclosure.attribute("url").value()), "Spec, enclosure: url", enclosure);
  judge.expect(is_whole_number(enclosure.attribute("length").value()),
               "Spec, enclosure: length in bytes, 0 where unknown (Profile)", enclosure);
  judge.expect(is_mime_type(enclosure.attribute("type").value()), "Spec, enclosure: type",
               enclosure);
}

void judge_guid(Judge& judge, pugi::xml_node item, std::set<std::string>& guids) {
  const pugi::xml_node guid = item.child("guid");
  const std::string id = guid.text().get();
  judge.expect(!id.empty(), "Profile, guid: every item has one (W3C MissingGuid)", item);
  judge.expect(guids.insert(id).second, "Spec, guid: unique (W3C DuplicateValue)", id);
  const std::string permalink = guid.attribute("isPermaLink").value();
  judge.expect(permalink == "true" || permalink == "false", "Spec, guid: isPermaLink", guid);
  if (permalink == "true") {
    judge.expect(is_full_url(id), "Spec, guid: a permalink is a URL (W3C InvalidHttpGUID)", id);
  } else {
    const bool is_short = id.size() < 9 && is_whole_number(id);
    judge.expect(!is_short, "W3C NotSufficientlyUnique", id);
  }
}

void judge_rss_people(Judge& judge, pugi::xml_node item) {
  const std::string author = rss_text(item, "author");
  if (item.child("author")) {
    judge.expect(is_mail_with_name(author), "Spec and Profile, author: mail (name)", author);
    judge.expect(!item.child("dc:creator"), "W3C DuplicateItemSemantics: author, dc:creator", item);
  }
  expect_once(judge, item, {"author", "atom:author"});
  for (const char* name : {"atom:author", "atom:contributor"}) {
    for (const pugi::xml_node person : item.children(name)) {
      judge.expect(!rss_text(person, "atom:name").empty(), "RFC 4287 §3.2.1: a name", person);
      const std::string mail = rss_text(person, "atom:email");
      judge.expect(mail.empty() || is_mail_address(mail), "RFC 4287 §3.2.3: email", mail);
    }
  }
}

void judge_words(Judge& judge, pugi::xml_node item) {
  judge.expect(item.child("title") || item.child("description"),
               "Spec, item: a title or a description", item);
  if (item.child("title")) {
    judge.expect(!rss_text(item, "title").empty(), "W3C NotBlank: title", item);
  }
  if (const pugi::xml_node content = item.child("content:encoded")) {
    bool after = false;
    for (auto node = content.previous_sibling(); node; node = node.previous_sibling()) {
      after = after || std::string(node.name()) == "description";
    }
    judge.expect(after, "Profile, content:encoded: behind description", item);
    judge_html(judge, content.text().get());
  }
  judge_html(judge, rss_text(item, "description"));
}

void judge_rss_links(Judge& judge, pugi::xml_node parent) {
  for (const pugi::xml_node link : parent.children("atom:link")) {
    static const std::set<std::string> kRelations = {"self",    "hub",  "via",
                                                     "related", "next", "enclosure"};
    const std::string rel = link.attribute("rel").value();
    judge.expect(kRelations.count(rel) > 0, "W3C UnregisteredAtomLinkRel", rel);
    judge.expect(is_full_url(link.attribute("href").value()), "RFC 4287 §4.2.7.1: href", link);
    const auto title = link.attribute("title");
    judge.expect(!title || !std::string(title.value()).empty(), "W3C AttrNotBlank", link);
  }
}

void judge_item(Judge& judge, pugi::xml_node item, std::set<std::string>& guids) {
  for (const pugi::xml_node node : item.children()) {
    judge.expect(kItemElements.count(node.name()) > 0, "W3C UndefinedElement", node.name());
  }
  expect_once(judge, item,
              {"title", "link", "description", "content:encoded", "guid", "pubDate", "comments",
               "source", "enclosure"});
  judge_guid(judge, item, guids);
  judge_words(judge, item);
  judge_rss_people(judge, item);
  judge_enclosure(judge, item);
  judge_rss_links(judge, item);
  judge_extensions(judge, item);
  for (const char* name : {"link", "comments"}) {
    const pugi::xml_node link = item.child(name);
    judge.expect(!link || is_full_url(link.text().get()), "Spec, item: an absolute URL", link);
  }
  if (const pugi::xml_node date = item.child("pubDate")) {
    judge.expect(is_rfc822_date(date.text().get()), "Spec, pubDate: RFC 822, year of 4 digits",
                 date);
  }
  for (const pugi::xml_node category : item.children("category")) {
    judge.expect(!std::string(category.text().get()).empty(), "W3C NotBlank: category", category);
  }
  if (const pugi::xml_node source = item.child("source")) {
    judge.expect(is_full_url(source.attribute("url").value()), "Spec, source: url is required",
                 source);
  }
  if (item.child("slash:comments")) {
    judge.expect(static_cast<bool>(item.parent().child("lastBuildDate")),
                 "Profile, slash:comments: wants a lastBuildDate (W3C SlashDate)", item);
  }
}

bool uses_itunes(pugi::xml_node channel) {
  return static_cast<bool>(channel.find_node(
      [](pugi::xml_node node) { return std::string(node.name()).starts_with("itunes:"); }));
}

// Apple's and W3C's MissingItunesElement; without language and address in the configuration there
// are none to give.
void judge_podcast(Judge& judge, pugi::xml_node channel) {
  if (!uses_itunes(channel)) return;
  for (const char* name : {"itunes:author", "itunes:summary", "itunes:explicit"}) {
    judge.expect(!rss_text(channel, name).empty(), "W3C MissingItunesElement", name);
    judge.expect(rss_text(channel, name).size() <= 4'000, "W3C TooLong", name);
  }
  const std::string word = rss_text(channel, "itunes:explicit");
  judge.expect(word == "true" || word == "false", "W3C InvalidTrueFalse: itunes:explicit", word);
  judge.expect(channel.child("itunes:category").attribute("text"), "W3C MissingItunesElement",
               "itunes:category");
  const std::string type = rss_text(channel, "itunes:type");
  judge.expect(type.empty() || type == "episodic" || type == "serial", "Apple, itunes:type", type);
  static const std::regex kUuid(
      "[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  const std::string guid = rss_text(channel, "podcast:guid");
  judge.expect(guid.empty() || std::regex_match(guid, kUuid), "Podcasting 2.0, guid: a UUIDv5",
               guid);
  expect_once(judge, channel, {"itunes:type", "itunes:image", "podcast:guid"});
  if (channel.child("managingEditor")) {
    judge.expect(is_mail_address(rss_text(channel.child("itunes:owner"), "itunes:email")),
                 "W3C MissingItunesEmail", "itunes:owner");
  }
  for (const pugi::xml_node item : channel.children("item")) {
    // W3C looks at the end of the whole URL; players take a file with a query, or with none of the
    // endings, by its media type.
    static const std::regex kApple("[^?#]*\\.(m4a|mp3|mov|mp4|m4v|pdf|epub)([?#].*)?",
                                   std::regex::icase);
    static const std::regex kAppleType("audio/(mpeg|mp4|x-m4a)|video/(mp4|quicktime|x-m4v)",
                                       std::regex::icase);
    if (!uses_itunes(item)) continue;
    const pugi::xml_node file = item.child("enclosure");
    judge.expect(std::regex_match(file.attribute("url").value(), kApple) ||
                     std::regex_match(file.attribute("type").value(), kAppleType),
                 "W3C UnsupportedItunesFormat", item);
  }
}

void judge_image(Judge& judge, pugi::xml_node channel) {
  const pugi::xml_node image = channel.child("image");
  if (!image) return;
  judge.expect(rss_text(image, "title") == rss_text(channel, "title"), "Profile, image: title",
               image);
  judge.expect(rss_text(image, "link") == rss_text(channel, "link"), "Profile, image: link", image);
  judge.expect(is_full_url(rss_text(image, "url")), "Spec, image: url", image);
}

void judge_channel(Judge& judge, pugi::xml_node channel, std::string_view self_url) {
  bool after_items = false;
  for (const pugi::xml_node node : channel.children()) {
    const std::string name = node.name();
    judge.expect(kChannelElements.count(name) > 0, "W3C UndefinedElement", name);
    judge.expect(!after_items || name == "item", "Profile: items last (W3C MisplacedItem)", node);
    after_items = after_items || name == "item";
  }
  for (const char* name : {"title", "link", "description"}) {
    judge.expect(!rss_text(channel, name).empty(), "Spec, required channel elements", name);
  }
  judge.expect(is_full_iri(rss_text(channel, "link")), "Spec, link: absolute",
               rss_text(channel, "link"));
  expect_once(judge, channel,
              {"title", "link", "description", "language", "copyright", "managingEditor",
               "lastBuildDate", "generator", "docs", "image"});
  const pugi::xml_node self = channel.find_child_by_attribute("atom:link", "rel", "self");
  judge.expect(self_url == self.attribute("href").value(),
               "Profile, atom:link: self (W3C MissingAtomSelfLink, SelfDoesntMatchLocation)", self);
  judge_rss_links(judge, channel);
  const std::string editor = rss_text(channel, "managingEditor");
  if (!editor.empty()) {
    judge.expect(is_mail_with_name(editor), "Profile, managingEditor: mail (name)", editor);
    judge.expect(!channel.child("dc:creator"), "W3C DuplicateSemantics: managingEditor", channel);
  }
  const std::string language = rss_text(channel, "language");
  judge.expect(language.empty() || is_language(language), "W3C InvalidLanguage", language);
  const std::string date = rss_text(channel, "lastBuildDate");
  judge.expect(date.empty() || is_rfc822_date(date), "Spec, lastBuildDate: RFC 822", date);
  judge_image(judge, channel);
  judge_podcast(judge, channel);
}

}  // namespace

Findings validate_rss(const std::string& bytes, std::string_view self_url) {
  Judge judge;
  pugi::xml_document tree;
  if (!read_xml(judge, bytes, tree)) return judge.take();
  const pugi::xml_node rss = tree.document_element();
  judge.expect(
      std::string(rss.name()) == "rss" && std::string(rss.attribute("version").value()) == "2.0",
      "Spec: rss of version 2.0 (W3C InvalidRSSVersion)", rss);
  const pugi::xml_node channel = rss.child("channel");
  judge_channel(judge, channel, self_url);
  std::set<std::string> guids;
  for (const pugi::xml_node item : channel.children("item")) judge_item(judge, item, guids);
  return judge.take();
}

}  // namespace syndic::test
