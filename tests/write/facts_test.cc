// SPDX-License-Identifier: MIT
//
// What the writers say of an item where it does not say it in the form that they need.
#include "write/facts.h"

#include "tests/write/sample.h"

namespace syndic::write::facts_test {
namespace {

using test::html;
using test::plain;

constexpr const char* kLong =
    "The learning series brings teachers, principals and union leaders of twenty districts "
    "together "
    "for two days of work on shared leadership. Its first webinar is on Oct. 25, and it shows what "
    "three districts have learned since 2011 about social and emotional learning in their schools, "
    "with time for questions at the end.";

model::Item item_of(model::Text summary, model::Text content) {
  model::Item item;
  item.summary = std::move(summary);
  item.content = std::move(content);
  return item;
}

TEST_CASE("An entry is called by its title, else by its summary's first words") {
  model::Item item = item_of(plain(kLong), html("<p>Something else</p>"));
  CHECK(entry_name(item) ==
        "The learning series brings teachers, principals and union leaders of twenty…");
  item.title = plain("Leading Forward");
  CHECK(entry_name(item) == "Leading Forward");
}

TEST_CASE("An entry without a summary is called by its text's first words") {
  CHECK(entry_name(item_of({}, html("<p>Nick&nbsp;Wahl <img alt='&amp; more'></p>"))) ==
        "Nick\u00A0Wahl & more");
  CHECK(entry_name(item_of({}, plain("Two\nlines"))) == "Two lines");
}

TEST_CASE("A heading is the name of what stands below it, where it is long enough for one") {
  CHECK(
      entry_name(item_of({}, html("<h2>Collaborating for student success in 2022</h2>"
                                  "<p>A new model for education partnerships, as a video</p>"))) ==
      "Collaborating for student success in 2022");
}

TEST_CASE("An entry without words is called by what it carries, else by its link") {
  model::Item item;
  CHECK(entry_name(item) == "");
  item.url = "https://a.example/1";
  CHECK(entry_name(item) == "https://a.example/1");
  item.content = html("<img src=\"https://a.example/i.png\">");
  CHECK(entry_name(item) == "https://a.example/1");
  item.enclosures.resize(2);
  item.enclosures[1].title = "Episode 11";
  CHECK(entry_name(item) == "Episode 11");
}

TEST_CASE("Only Atom makes a title; JSON Feed has none, RSS a description") {
  write::Entry one = test::entry("urn:x:1");
  one.item.content = plain("Words");
  const Document document = test::document(one);
  CHECK(test::Xml(render(document, Format::atom, "")).text("//entry/title") == "Words");
  CHECK(render(document, Format::json, "").find("\"title\": \"Words\"") == std::string::npos);
  const test::Xml rss(render(document, Format::rss, ""));
  CHECK(rss.count("//item/title") == 0);
  CHECK(rss.text("//item/description") == "Words");
}

TEST_CASE("A summary beside the whole text is cut to 280 characters, where the document cuts") {
  const model::Item item = item_of(plain(kLong), html("<p>All of it</p>"));
  Document document;
  CHECK(summary_of(document, item).value == kLong);
  document.is_published = true;
  CHECK(summary_of(document, item).value ==
        "The learning series brings teachers, principals and union leaders of twenty districts "
        "together for two days of work on shared leadership. Its first webinar is on Oct. 25, and "
        "it shows what three districts have learned since 2011 about social and emotional learning "
        "in their…");
  for (const Format format : {Format::rss, Format::atom, Format::json}) {
    document.entries = {{item}};
    CHECK(render(document, format, "").find("in their…") != std::string::npos);
  }
}

TEST_CASE("A summary that is cut behind a sentence tells that it goes on") {
  std::string sentence = "The learning series brings teachers and union leaders together";
  for (int i = 0; i < 3; ++i) sentence += " for two days of work on leadership";
  sentence += ".";
  Document document;
  document.is_published = true;
  const model::Item item =
      item_of(plain(sentence + " " + std::string(200, 'X') + "."), html("<p>All of it</p>"));
  CHECK(summary_of(document, item).value == sentence + " …");
}

TEST_CASE("A summary that is all there is stays whole, as does one that is short") {
  Document document;
  document.is_published = true;
  CHECK(summary_of(document, item_of(plain(kLong), {})).value == kLong);
  CHECK(summary_of(document, item_of(plain("Short.\nTwo"), plain("x"))).value == "Short. Two");
}

TEST_CASE("What stands for a leading picture is no part of an excerpt") {
  CHECK(excerpt_of(item_of({}, html("<p><img src='p.png' alt='A map'>One<img alt=two>three</p>")),
                   100) == "One two three");
  CHECK(excerpt_of(item_of({}, html("<p>&nbsp;</p><p><img src='p.png' alt='A map'></p>"
                                    "<p>Words here</p>")),
                   100) == "Words here");
}

TEST_CASE("A plain text as HTML has its paragraphs and lines") {
  CHECK(html_of_plain("one") == "one");
  CHECK(html_of_plain("one\ntwo") == "one<br>\ntwo");
  CHECK(html_of_plain("one < 2\n\n\ntwo\nthree") == "<p>one &lt; 2</p>\n<p>two<br>\nthree</p>");
}

TEST_CASE("A line of blanks ends a paragraph, and no line of a plain text begins with blanks") {
  constexpr const char* kTwo = "<p>Para one.</p>\n<p>Para two.</p>";
  CHECK(html_of_plain("Para one.\n    \n    Para two.") == kTwo);
  CHECK(html_of_plain("  Para one.\n \t\n\n\u00A0\nPara two.\n  ") == kTwo);
  CHECK(html_of_plain("one\n  two \n\tthree") == "one<br>\ntwo<br>\nthree");
  CHECK(html_of_plain("  one\n  ") == "one");
  CHECK(html_of_plain("one\n\u3000two") == "one<br>\n\u3000two");
  CHECK(html_of_plain(" \n ") == "");
}

TEST_CASE(
    "Paragraphs of a plain text are paragraphs in RSS and Atom, and JSON Feed has its lines") {
  write::Entry one = test::entry("urn:x:1");
  one.item.content = plain("Para one.\n    \n    Para two.");
  const Document document = test::document(one);
  constexpr const char* kTwo = "<p>Para one.</p>\n<p>Para two.</p>";
  CHECK(test::Xml(render(document, Format::atom, "")).text("//entry/content") == kTwo);
  CHECK(test::Xml(render(document, Format::rss, "")).text("//item/description") == kTwo);
  CHECK(render(document, Format::json, "").find(R"("Para one.\n    \n    Para two.")") !=
        std::string::npos);
}

}  // namespace
}  // namespace syndic::write::facts_test
