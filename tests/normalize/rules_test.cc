// SPDX-License-Identifier: MIT
#include "normalize/rules.h"

#include <catch2/catch.hpp>
#include <initializer_list>

namespace rules_test {

using namespace syndic;
using normalize::Rule;
using normalize::Rules;

namespace {

std::vector<Rule> read(std::initializer_list<const char*> texts) {
  std::vector<Rule> rules;
  for (const char* text : texts) {
    auto rule = Rule::read(text);
    INFO(text << ": " << (rule ? "" : rule.error().message));
    REQUIRE(rule);
    rules.push_back(std::move(*rule));
  }
  return rules;
}

std::string mistake_in(const char* text) {
  const auto rule = Rule::read(text);
  return rule ? "" : rule.error().message;
}

model::Item titled(const std::string& title) {
  model::Item item;
  item.title.value = title;
  return item;
}

// A news item with something in every field that rules look at, and in some that they do not.
model::Item webinar() {
  model::Item item;
  item.id = "urn:example:identifier";
  item.title.value = "Rethinking our schools";
  item.url = "https://www.example.org/news/2021/symposium?lang=en";
  item.content.type = model::TextType::html;
  item.content.value =
      "<p class=\"wide\">Free <b>registration</b> for the labor&nbsp;management "
      "webinar.</p><p><img src=\"https://img.example.org/flower.jpg\" alt=\"A panel\"></p>";
  item.summary.value = "Held virtually in June";
  item.authors = {{.name = "Carole Ayanlaja", .email = "press@cec.example"}};
  item.categories = {{.term = "sel", .label = "Social and Emotional Learning"}, {.term = "Events"}};
  return item;
}

bool matches(const char* rule, const model::Item& item) {
  return !Rules{.exclude = read({rule})}.dropped_by(item).empty();
}

bool in_title(const char* rule, const std::string& title) { return matches(rule, titled(title)); }

}  // namespace

TEST_CASE("a source without rules lets everything in") {
  CHECK(Rules{}.empty());
  CHECK(Rules{}.dropped_by(webinar()).empty());
  CHECK(Rules{}.text().empty());
}

TEST_CASE("exclude names the first rule that matches, as it was written") {
  const Rules rules{.exclude = read({"podcast", "Webinar", "labor management"})};
  CHECK(rules.dropped_by(webinar()) == "exclude \"Webinar\"");
  CHECK(rules.dropped_by(titled("A podcast about webinars")) == "exclude \"podcast\"");
  CHECK(rules.dropped_by(titled("Webinars")).empty());
}

TEST_CASE("include keeps what one of its rules matches") {
  const Rules rules{.include = read({"budget", "schools"})};
  CHECK(rules.dropped_by(webinar()).empty());
  CHECK(rules.dropped_by(titled("Sports")) == "no include matches");
}

TEST_CASE("exclude beats include") {
  const Rules rules{.include = read({"schools"}), .exclude = read({"tag:events"})};
  CHECK(rules.dropped_by(webinar()) == "exclude \"tag:events\"");
  CHECK(rules.dropped_by(titled("Our schools")).empty());
}

TEST_CASE("a rule without a field looks at title, tags and text, and at nothing else") {
  CHECK(matches("rethinking", webinar()));
  CHECK(matches("emotional learning", webinar()));
  CHECK(matches("sel", webinar()));
  CHECK(matches("registration", webinar()));
  CHECK(matches("panel", webinar()));      // What is read aloud of a picture.
  CHECK(matches("virtually", webinar()));  // The summary.
  CHECK_FALSE(matches("ayanlaja", webinar()));
  CHECK_FALSE(matches("symposium", webinar()));
  CHECK_FALSE(matches("identifier", webinar()));
}

TEST_CASE("markup is not text: names of elements and what is in attributes match nothing") {
  for (const char* rule :
       {"p", "img", "class", "wide", "flower", "src", "nbsp", "/jpg/", "/<b>/"}) {
    CAPTURE(rule);
    CHECK_FALSE(matches(rule, webinar()));
  }
}

TEST_CASE("plain text is taken as it is, tags and all") {
  model::Item item = titled("How to use <b>");
  item.content.type = model::TextType::plain;
  item.content.value = "Write <strong> instead.";
  CHECK(matches("/<b>/", item));
  CHECK(matches("strong", item));
}

TEST_CASE("a field's name before a rule keeps it to that field") {
  CHECK(matches("title:schools", webinar()));
  CHECK_FALSE(matches("title:webinar", webinar()));
  CHECK(matches("tag:events", webinar()));
  CHECK(matches("tag:sel", webinar()));
  CHECK(matches("tag: social and emotional learning", webinar()));
  CHECK_FALSE(matches("tag:schools", webinar()));
  CHECK(matches("author:ayanlaja", webinar()));
  CHECK(matches("author:/@cec\\.example$/", webinar()));
  CHECK_FALSE(matches("author:schools", webinar()));
  CHECK_FALSE(matches("text:events", webinar()));
  CHECK(matches("link:example.org", webinar()));
  CHECK(matches("link:symposium", webinar()));
  CHECK(matches("link:/[?&]lang=en/", webinar()));
  CHECK_FALSE(matches("link:schools", webinar()));
  CHECK(matches("Title : schools", titled("title : schools")));  // No field: words.
  CHECK(matches("TITLE: Schools", webinar()));
}

TEST_CASE("other words before a colon are words") {
  CHECK(in_title("re:invent", "What AWS showed at re:Invent"));
  CHECK(in_title("note: closed", "Please note:  closed on Monday"));
}

TEST_CASE("words are whole") {
  CHECK(in_title("labor", "Labor Day"));
  CHECK(in_title("labor", "The labor-management partnership"));
  CHECK(in_title("labor", "(labor)"));
  CHECK(in_title("teacher", "A teacher's view"));
  CHECK(in_title("sel", "sponsored_sel_post"));
  CHECK_FALSE(in_title("labor", "The laboratory"));
  CHECK_FALSE(in_title("labor", "Elaborate"));
  CHECK_FALSE(in_title("labor", "labor2"));
  CHECK(in_title("labor", "Laboratories of labor"));  // The second is whole.
}

TEST_CASE("a sign at a word's end needs no edge there") {
  CHECK(in_title("c++", "Learning C++23"));
  CHECK(in_title("#sel", "On #SEL"));
  CHECK_FALSE(in_title("#sel", "On #selfies"));
  CHECK(in_title("!", "Free!"));
}

TEST_CASE("several words are found in that order, whatever blanks are between them") {
  CHECK(in_title("labor  management", "On Labor Management"));
  CHECK(in_title("labor management", "labor\u00A0management"));
  CHECK(in_title("labor management", "labor\u3000 management"));
  CHECK_FALSE(in_title("labor management", "labor and management"));
  CHECK_FALSE(in_title("labor management", "management labor"));
  CHECK_FALSE(in_title("labor management", "labor managements"));
}

TEST_CASE("words regard no case in any script, and accents count") {
  CHECK(in_title("école", "L'ÉCOLE"));
  CHECK(in_title("ÉCOLE", "l'école"));
  CHECK_FALSE(in_title("ecole", "l'école"));
  CHECK_FALSE(in_title("école", "ecole"));
  CHECK(in_title("strasse", "Lange Straße"));
  CHECK(in_title("STRASSE", "Lange straße"));
  CHECK(in_title("straße", "LANGE STRASSE"));
  CHECK(in_title("школа", "ШКОЛА"));
  CHECK_FALSE(in_title("школа", "школами"));
  CHECK(in_title("ΌΣΟΣ", "όσος"));  // Both kinds of small sigma.
}

TEST_CASE("words are the same however their letters are encoded") {
  CHECK(in_title("école", "l'e\u0301cole"));
  CHECK(in_title("e\u0301cole", "l'école"));
  CHECK_FALSE(in_title("ecole", "l'e\u0301cole"));
  CHECK(in_title("office", "o\uFB03ce"));              // One character for "ffi".
  CHECK(in_title("sponsored", "spon\u00ADsored"));     // A soft hyphen.
  CHECK(in_title("sponsored", "s\u200Bponsored ad"));  // A zero-width blank.
  CHECK(in_title("sponsored", "ｓｐｏｎｓｏｒｅｄ"));
}

TEST_CASE("in scripts without blanks a word is found wherever it stands") {
  CHECK(in_title("労働", "全国労働組合"));
  CHECK(in_title("セミナー", "無料オンラインセミナーのご案内"));
  CHECK(in_title("教育", "中国教育报"));
  CHECK(in_title("노동", "노동조합은"));
  CHECK(in_title("ครู", "สหภาพครูไทย"));
  CHECK(in_title("AI", "新しいAI技術"));
  CHECK_FALSE(in_title("AI", "新しいAID技術"));
  CHECK_FALSE(in_title("教師", "教員"));
}

TEST_CASE("a regular expression is found anywhere, in any case") {
  CHECK(in_title("/labor|management/", "Elaborate"));
  CHECK(in_title("/\\bLMC\\b/", "The lmc symposium"));
  CHECK_FALSE(in_title("/\\bLMC\\b/", "filmclub"));
  CHECK(in_title("/é/", "ÉCOLE"));
  CHECK(in_title("/^.cole$/", "École"));  // One character, of two bytes.
  CHECK(in_title("/a/b/", "and a/b"));
}

TEST_CASE("a regular expression looks at each field by itself") {
  CHECK(matches("/^events$/", webinar()));
  CHECK(matches("/^rethinking our schools$/", webinar()));
  CHECK_FALSE(matches("/schools.*events/", webinar()));
  CHECK(matches("title:/^$/", titled("")) == false);  // What is not there matches nothing.
}

TEST_CASE("a rule that is none says why") {
  CHECK(mistake_in("/(/") == "is no regular expression of RE2: missing ): (");
  CHECK(mistake_in("/*/") ==
        "is no regular expression of RE2: no argument for repetition operator: *");
  CHECK(mistake_in("title:/[a/") == "is no regular expression of RE2: missing ]: [a");
  CHECK(mistake_in("/(?<=a)b/") == "is no regular expression of RE2: invalid perl operator: (?<");
  CHECK(mistake_in("/labor") ==
        "is no regular expression: it needs a slash on either side, \"/…/\", and nothing after it");
  CHECK(mistake_in("/labor/i") ==
        "is no regular expression: it needs a slash on either side, \"/…/\", and nothing after it");
  CHECK(mistake_in("//") ==
        "is no regular expression: it needs a slash on either side, \"/…/\", and nothing after it");
  CHECK(mistake_in("tag:") == "says nothing to look for");
  CHECK(mistake_in("\u200B") == "says nothing to look for");
  CHECK(mistake_in("categories: ads") == "names no field; write tag:");
  for (const std::string name : {"content", "body", "Summary", "description"}) {
    CHECK(mistake_in((name + ": ads").c_str()) == "names no field; write text:");
  }
  CHECK(mistake_in("URL: example.org") == "names no field; write link:");
}

TEST_CASE(
    "an expression that would need much memory is refused, one that would need time is not slow") {
  CHECK(mistake_in("/((\\pL{100}){100}){100}/") ==
        "is no regular expression of RE2: invalid repetition size: {100}");
  CHECK_FALSE(mistake_in("/(\\pL{30}){30}\\pN/").empty());
  // Engines that step back would not end with this one.
  CHECK_FALSE(in_title("/(a+)+$/", std::string(100'000, 'a') + "b"));
}

TEST_CASE("the rules' text is another for other rules") {
  const Rules rules{.include = read({"a b"}), .exclude = read({"c", "tag:d"})};
  CHECK(rules.text() == "include a b\nexclude c\nexclude tag:d\n");
  CHECK(Rules{.exclude = read({"a b"})}.text() != Rules{.include = read({"a b"})}.text());
}

TEST_CASE("a rule is equal to one that is written alike") {
  CHECK(read({"labor"}) == read({" labor "}));
  CHECK_FALSE(read({"labor"}) == read({"Labor"}));
}

}  // namespace rules_test
