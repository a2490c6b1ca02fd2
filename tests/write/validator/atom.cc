// SPDX-License-Identifier: MIT
//
// Sections are RFC 4287's where no other document is named.
#include <map>

#include "tests/write/validator/rules.h"

namespace syndic::test {
namespace {

std::string text_of(pugi::xml_node parent, const char* name) {
  return parent.child(name).text().get();
}

void judge_people(Judge& judge, pugi::xml_node parent) {
  for (const char* role : {"author", "contributor"}) {
    for (const pugi::xml_node person : parent.children(role)) {
      judge.expect(!text_of(person, "name").empty(), "§3.2.1: a person has a name", person);
      const std::string mail = text_of(person, "email");
      judge.expect(mail.empty() || is_mail_address(mail), "§3.2.3: email", mail);
      const std::string uri = text_of(person, "uri");
      judge.expect(uri.empty() || is_full_iri(uri), "§3.2.2: uri", uri);
    }
  }
}

void judge_texts(Judge& judge, pugi::xml_node parent) {
  for (const char* name : {"title", "subtitle", "summary", "rights", "content"}) {
    const pugi::xml_node text = parent.child(name);
    if (!text) continue;
    const std::string type = text.attribute("type").value();
    judge.expect(type == "text" || type == "html", "§3.1.1, §4.1.3.1: type", text);
    if (type == "html") judge_html(judge, text.text().get());
  }
}

void judge_links(Judge& judge, pugi::xml_node parent) {
  static const std::set<std::string> kRelations = {
      "self",    "alternate", "enclosure",    "hub",          "via",    "replies",
      "related", "license",   "prev-archive", "next-archive", "current"};
  std::set<std::string> alternates;
  for (const pugi::xml_node link : parent.children("link")) {
    const std::string rel = link.attribute("rel").value();
    const std::string type = link.attribute("type").value();
    judge.expect(kRelations.count(rel) > 0, "§4.2.7.2 (W3C UnregisteredAtomLinkRel)", rel);
    judge.expect(is_full_url(link.attribute("href").value()), "§4.2.7.1: href", link);
    judge.expect(type.empty() || is_mime_type(type), "§4.2.7.3: type", type);
    const std::string length = link.attribute("length").value();
    judge.expect(length.empty() || is_whole_number(length), "§4.2.7.6: length", length);
    const auto title = link.attribute("title");
    judge.expect(!title || !std::string(title.value()).empty(), "W3C AttrNotBlank: title", link);
    if (rel == "alternate") {
      const bool is_new = alternates.insert(type + " " + link.attribute("hreflang").value()).second;
      judge.expect(is_new, "§4.1.1, §4.1.2: one alternate of a type and hreflang", link);
    }
  }
}

void judge_head(Judge& judge, pugi::xml_node node) {
  expect_once(judge, node,
              {"id", "title", "updated", "subtitle", "rights", "icon", "logo", "generator",
               "published", "summary", "content", "source"});
  judge.expect(is_full_iri(text_of(node, "id")), "§4.2.6: id is an IRI", text_of(node, "id"));
  judge.expect(node.child("title") && !text_of(node, "title").empty(),
               "§4.1.1, §4.1.2: a title (W3C NotBlank)", node);
  for (const char* name : {"updated", "published"}) {
    const std::string date = text_of(node, name);
    judge.expect(date.empty() || is_rfc3339_date(date), "§3.3: RFC 3339", date);
  }
  for (const char* name : {"icon", "logo"}) {
    const std::string url = text_of(node, name);
    judge.expect(url.empty() || is_full_iri(url), "§4.2.5, §4.2.8: an IRI", url);
  }
  judge_texts(judge, node);
  judge_people(judge, node);
  judge_links(judge, node);
}

void judge_source(Judge& judge, pugi::xml_node entry) {
  const pugi::xml_node source = entry.child("source");
  if (!source) return;
  judge_head(judge, source);
  judge.expect(!source.next_sibling(), "the source stands last in the entry", entry);
}

void judge_entry(Judge& judge, pugi::xml_node entry, std::set<std::string>& ids) {
  judge_head(judge, entry);
  judge.expect(ids.insert(text_of(entry, "id")).second, "§4.1.1: ids are unique", entry);
  judge.expect(static_cast<bool>(entry.child("updated")), "§4.1.2: updated is required", entry);
  const bool is_signed = entry.child("author") || entry.child("source").child("author") ||
                         entry.parent().child("author");
  judge.expect(is_signed, "§4.1.2: an author, of entry, source or feed", entry);
  const bool has_page =
      static_cast<bool>(entry.find_child_by_attribute("link", "rel", "alternate"));
  judge.expect(has_page || entry.child("content"), "§4.1.2: content or an alternate", entry);
  std::set<std::string> terms;
  for (const pugi::xml_node category : entry.children("category")) {
    judge.expect(!std::string(category.attribute("term").value()).empty(), "§4.2.2.1: term",
                 category);
    const std::string scheme = category.attribute("scheme").value();
    judge.expect(scheme.empty() || is_full_iri(scheme), "§4.2.2.2: scheme is an IRI", scheme);
  }
  judge_source(judge, entry);
  judge_extensions(judge, entry);
}

}  // namespace

Findings validate_atom(const std::string& bytes, std::string_view self_url) {
  Judge judge;
  pugi::xml_document tree;
  if (!read_xml(judge, bytes, tree)) return judge.take();
  const pugi::xml_node feed = tree.document_element();
  judge.expect(std::string(feed.name()) == "feed", "§4.1.1: feed", feed);
  judge_head(judge, feed);
  judge.expect(static_cast<bool>(feed.child("updated")), "§4.1.1: updated is required", feed);
  const pugi::xml_node self = feed.find_child_by_attribute("link", "rel", "self");
  judge.expect(self_url == self.attribute("href").value(),
               "§4.1.1: a link to itself (W3C MissingSelf, SelfDoesntMatchLocation)", self);
  const std::string language = feed.attribute("xml:lang").value();
  judge.expect(language.empty() || is_language(language), "W3C InvalidLanguage", language);
  std::set<std::string> ids;
  bool after_entries = false;
  for (const pugi::xml_node node : feed.children()) {
    const bool is_entry = std::string(node.name()) == "entry";
    judge.expect(!after_entries || is_entry, "§4.1.1 (W3C MisplacedMetadata)", node);
    after_entries = after_entries || is_entry;
    if (is_entry) judge_entry(judge, node, ids);
  }
  return judge.take();
}

}  // namespace syndic::test
