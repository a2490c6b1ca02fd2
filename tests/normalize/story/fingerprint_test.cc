// SPDX-License-Identifier: MIT
#include "normalize/story/fingerprint.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "text/near_text.h"

namespace syndic::normalize::fingerprint_test {
namespace {

model::Item item(const std::string& title, const std::string& html = {},
                 const std::string& summary = {}) {
  model::Item made;
  made.title.value = title;
  made.content = {html, model::TextType::html, ""};
  made.summary.value = summary;
  describe_title(made);
  describe_text(made);
  return made;
}

std::string key(const std::string& title) { return item(title).lineage.title_key; }

bool alike(const model::Item& a, const model::Item& b) {
  return text::nearly_same({a.lineage.fingerprint, a.lineage.words},
                           {b.lineage.fingerprint, b.lineage.words});
}

// Two items of one title that hold these.
bool alike(const std::string& html, const std::string& other) {
  return alike(item("An agreement in Portland", html), item("An agreement in Portland", other));
}

constexpr const char* kArticle =
    "<p>After nine months of talks the teachers of Portland and their district have agreed on how "
    "new colleagues are to be welcomed. Each of them will have a mentor for two years, and the "
    "mentors will have one day a week for it.</p>"
    "<p>The plan is paid for from what the district saves when fewer teachers leave. In the last "
    "three years every fourth of them was gone before the second summer, and each one had to be "
    "found, hired and trained anew.</p>"
    "<p>Both sides call the way they went more important than what they found: they met each "
    "Thursday, wrote down what they knew and what they did not, and asked a neighbouring district "
    "that had been there before.</p>";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A title's key is its words, whatever their case, marks and blanks") {
  const char* const same = "nick wahl interest based bargaining";
  CHECK(key("Nick Wahl: Interest-Based Bargaining") == same);
  CHECK(key("NICK WAHL – “Interest Based Bargaining”!") == same);
  CHECK(key("  Nick\u00A0Wahl:  Interest\u2011Based Bargain\u00ADing ") == same);
  CHECK(key("It’s not only the money") == key("It's Not Only the Money"));
  CHECK(key("STRASSE FÜR SCHULEN GESPERRT") == "strasse für schulen gesperrt");
  CHECK(key("Straße für Schulen gesperrt") == "strasse für schulen gesperrt");
  CHECK(key("Вчителі домовилися з районом") == "вчителі домовилися з районом");
  CHECK(key("Cafe\u0301 culture in schools") == key("Café culture in schools"));
  CHECK(key("教員と教育委員会") == "教 員 と 教 育 委 員 会");
}

TEST_CASE("A title that tells nothing has no key") {
  for (const char* title : {"", "News", "Update", "Weekly update", "Part 2", "1 2 3", "Q & A",
                            "!!!", "Week of 5/16", "新闻"}) {
    CAPTURE(title);
    CHECK(key(title).empty());
  }
}

TEST_CASE("A title without end has a key that ends") {
  CHECK(key(std::string(1'000'000, 'a')).empty());
  std::string words;
  for (int i = 0; i < 100'000; ++i) words += "word ";
  CHECK(key(words).size() == 40 * 5 - 1);
}

TEST_CASE("The text is the content, else the summary, without a title that it begins with") {
  const std::string words = "teachers and district agreed on a plan for new colleagues";
  const model::Item plain = item("An agreement in Portland", "", words);
  CHECK(plain.lineage.words == 10);
  CHECK(item("An agreement in Portland", "<p>" + words + "</p>").lineage == plain.lineage);
  CHECK(item("An agreement in Portland", "<p>" + words + "</p>", "Other words").lineage ==
        plain.lineage);
  CHECK(item("An agreement in Portland", "<h1>An Agreement in Portland</h1><p>" + words + "</p>")
            .lineage == plain.lineage);
  CHECK(item("An agreement in Salem", "An agreement in Portland " + words).lineage.words == 14);
  CHECK(item("An agreement in Portland").lineage.words == 0);
}

TEST_CASE("An article is known again, however a partner passes it on") {
  const std::string article = kArticle;
  CHECK(alike(article, article));
  CHECK(alike(article, with(article, "nine months", "9 months")));
  CHECK(alike(article, with(with(article, "colleagues", "teachers"), "Thursday", "Friday")));
  CHECK(alike(article, with(article, "<p>After", "<p><b>PORTLAND</b> – After")));
  CHECK(alike(article, article + "<p>Read more at portland.example</p>"));
  CHECK(alike(article, article + "<p>The post An agreement in Portland appeared first on the "
                                 "blog of the Portland teachers.</p>"));
  CHECK(alike(article, "<p>This article was first published by Portland Teachers.</p>" + article));
  CHECK(alike(article, "<h2>An agreement in Portland</h2>" + article));
  CHECK(alike(article, with(article, "talks the", "<em>talks</em><br>the")));
}

TEST_CASE("A teaser is known by the full text that begins as it does") {
  const std::string article = kArticle;
  const model::Item full = item("An agreement in Portland", article);
  const std::string teaser =
      "After nine months of talks the teachers of Portland and their district have agreed on how "
      "new colleagues are to be welcomed.";
  CHECK(alike(full, item("An agreement in Portland", "", teaser)));
  CHECK(alike(full, item("An agreement in Portland", "", teaser + " Each of them will have […]")));
  CHECK(alike(full, item("An agreement in Portland", "<p>" + teaser + "</p><p>Read more …</p>")));
  // Too short to tell, or told in other words.
  CHECK_FALSE(alike(full, item("An agreement in Portland", "", "After nine months of talks …")));
  CHECK_FALSE(alike(full, item("An agreement in Portland", "",
                               "In Portland there is now a plan for mentors, found together by "
                               "union and district and paid for by keeping more teachers.")));
}

TEST_CASE("Articles of one title that say other things are different") {
  CHECK_FALSE(alike(
      kArticle,
      "<p>The school board of Portland and the union of its bus drivers have signed a contract for "
      "the next three years. It brings higher wages for early shifts, and an end to shifts that "
      "are "
      "split in two.</p><p>Parents had feared a strike in the first week of school.</p>"));
  CHECK_FALSE(alike(kArticle, ""));
  CHECK_FALSE(alike("", ""));
  CHECK_FALSE(alike("<p>Read the full story on our site today, it is worth it.</p>",
                    "<p>Read the full story on our page today, it is worth it.</p>"));
}

TEST_CASE("The same column's issues, a thousand of one title and one frame, are a thousand") {
  const std::vector<std::string> who = {
      "the board",   "our local",   "the district", "a committee", "the teachers", "two parents",
      "the drivers", "our mentors", "the council",  "a class",     "the nurses",   "the principal"};
  const std::vector<std::string> did = {"met about",   "agreed on",    "asked for", "voted over",
                                        "spoke about", "put off",      "wrote to",  "went to see",
                                        "paid for",    "complained of"};
  const std::vector<std::string> what = {
      "the budget",     "class sizes",    "new mentors", "the calendar",   "bus times",
      "school meals",   "substitutes",    "the roof",    "a new contract", "the library",
      "summer courses", "the playground", "safe routes", "the heating"};
  const std::vector<std::string> when = {
      "on Monday",      "last night",     "in public",           "at length",   "by mail",
      "without a vote", "in the old gym", "for the second time", "after lunch", "in Spanish"};
  std::mt19937 random(4);
  const auto any = [&](const std::vector<std::string>& list) {
    return list[random() % list.size()];
  };
  std::vector<model::Item> issues;
  for (int issue = 0; issue < 1'000; ++issue) {
    std::string text = "<p>Here is what happened in our schools this week.</p>";
    for (int i = 0; i < 12; ++i) {
      text += "<p>" + any(when) + ' ' + any(who) + ' ' + any(did) + ' ' + any(what) + " and " +
              any(did) + ' ' + any(what) + ' ' + any(when) + ".</p>";
    }
    text += "<p>Write to us if we forgot something.</p>";
    issues.push_back(item("The week in our schools", text));
  }
  // What comes within three days of another is its neighbour; that none is taken for its neighbour
  // counts. Of all half a million pairs a handful, which share a frame and happen to agree further.
  int neighbours = 0;
  int all = 0;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    for (std::size_t j = i + 1; j < issues.size(); ++j) {
      if (!alike(issues[i], issues[j])) continue;
      ++all;
      if (j - i <= 3) ++neighbours;
    }
  }
  CHECK(neighbours == 0);
  CHECK(all <= 25);
}

TEST_CASE("Only the beginning of a huge text is read") {
  std::string huge;
  while (huge.size() < 8'000'000) huge += "<p>One more line of a log that nobody will read.</p>";
  CHECK(item("A log that has no end", huge).lineage.words == 1'000);
}

}  // namespace syndic::normalize::fingerprint_test
