// SPDX-License-Identifier: MIT
#include "text/near_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace near_text_test {

using syndic::text::nearly_same;
using syndic::text::TextPrint;
using syndic::text::TextPrinter;

namespace {

TextPrint print_of(const std::string& text) {
  TextPrinter printer;
  std::istringstream words(text);
  for (std::string word; words >> word;) printer.add(word);
  return printer.print();
}

// A text of words drawn evenly from a vocabulary, or from a part of it.
class Author {
 public:
  explicit Author(std::uint32_t seed) : random_(seed) {}

  std::vector<std::string> write(std::size_t words, std::uint32_t vocabulary = 2'000) {
    std::vector<std::string> text;
    for (std::size_t i = 0; i < words; ++i) text.push_back(word(vocabulary));
    return text;
  }

  // Puts another word in the place of one in `every`.
  std::vector<std::string> edit(std::vector<std::string> text, std::size_t every) {
    for (std::size_t i = random_() % every; i < text.size(); i += every) text[i] = word(9'999);
    return text;
  }

 private:
  std::string word(std::uint32_t vocabulary) {
    return "w" + std::to_string(random_() % vocabulary);
  }

  std::mt19937 random_;
};

TextPrint print_of(const std::vector<std::string>& text) {
  TextPrinter printer;
  for (const std::string& word : text) printer.add(word);
  return printer.print();
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// Of a thousand pairs, in how many the second is made of the first by `change`.
template <class Change>
int recognised(std::size_t words, Change change) {
  int count = 0;
  for (std::uint32_t seed = 0; seed < 1'000; ++seed) {
    Author author(seed);
    const auto text = author.write(words);
    if (nearly_same(print_of(text), print_of(change(text, author)))) ++count;
  }
  return count;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("The same words give the same print, today and on every machine") {
  const TextPrint print = print_of("the locals and the district agreed on a plan for new teachers");
  CHECK(print.words == 12);
  CHECK(print.bits == 0x835abbdbbbcf7d92U);
  CHECK(print == print_of("the locals and the district agreed on a plan for new teachers"));
}

TEST_CASE("A print stands for a thousand words at most") {
  Author author(1);
  const auto text = author.write(1'000);
  CHECK(print_of(text).words == 1'000);
  CHECK(print_of(joined(text, author.write(50))) == print_of(text));
}

TEST_CASE("Fewer than eight words are never enough, and fewer than twenty must be the same") {
  const std::string seven = "read the full story on our site";
  CHECK_FALSE(nearly_same(print_of(seven), print_of(seven)));
  CHECK(nearly_same(print_of(seven + " now"), print_of(seven + " now")));
  CHECK_FALSE(nearly_same(print_of(seven + " now"), print_of(seven + " today")));
  CHECK_FALSE(nearly_same(print_of(""), print_of("")));
}

TEST_CASE("Texts with nothing in common are not taken for one in two million pairs") {
  std::vector<TextPrint> prints;
  for (std::uint32_t seed = 0; seed < 2'000; ++seed) {
    Author author(seed);
    prints.push_back(print_of(author.write(20 + seed % 400)));
  }
  int alike = 0;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    for (std::size_t j = i + 1; j < prints.size(); ++j) alike += nearly_same(prints[i], prints[j]);
  }
  CHECK(alike <= 1);
}

TEST_CASE("Texts that begin alike and go on differently are different") {
  Author author(7);
  const Words opening = author.write(30);
  std::vector<TextPrint> prints;
  for (int i = 0; i < 200; ++i) prints.push_back(print_of(joined(opening, author.write(250))));
  int alike = 0;
  for (std::size_t i = 0; i < prints.size(); ++i) {
    for (std::size_t j = i + 1; j < prints.size(); ++j) alike += nearly_same(prints[i], prints[j]);
  }
  CHECK(alike <= 4);  // Of 19,900.
}

TEST_CASE("A text is known again after small edits and with lines more or less") {
  // Of a thousand each.
  CHECK(recognised(300, [](const Words& text, Author& a) { return a.edit(text, 40); }) >= 950);
  CHECK(recognised(100, [](const Words& text, Author& a) { return a.edit(text, 50); }) >= 970);
  CHECK(recognised(300, [](const Words& text, Author& a) {
          return joined(text, a.write(12));  // "Read more at …"
        }) >= 999);
  CHECK(recognised(300, [](const Words& text, Author& a) {
          return joined(a.write(8), text);  // "This first appeared on …"
        }) >= 950);
  CHECK(recognised(60, [](const Words& text, Author& a) { return joined(text, a.write(8)); }) >=
        980);
}

TEST_CASE("A text that was half rewritten is another one") {
  CHECK(recognised(300, [](const Words& text, Author& a) { return a.edit(text, 4); }) <= 10);
}

TEST_CASE("A teaser of twenty words or more is known as the beginning of the full text") {
  for (const std::size_t length : {20U, 25U, 30U, 40U, 55U, 80U, 120U}) {
    CAPTURE(length);
    CHECK(recognised(400, [&](Words text, Author&) {
            text.resize(length);
            return text;
          }) >= 999);
  }
}

TEST_CASE("A teaser with a place name before it is known more often than not") {
  CHECK(recognised(400, [](Words text, Author& author) {
          text.resize(40);
          return joined(author.write(1), text);  // "CHICAGO — …"
        }) >= 600);
}

TEST_CASE("A short text from the middle of a long one is no teaser of it") {
  CHECK(recognised(400, [](const Words& text, Author&) {
          return Words(text.begin() + 200, text.begin() + 250);
        }) <= 1);
}

TEST_CASE("It makes no difference which text is asked about first") {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Author author(seed);
    const auto text = author.write(30 + seed % 200);
    const auto a = print_of(text);
    const auto b = print_of(author.edit(text, 3 + seed % 30));
    CHECK(nearly_same(a, b) == nearly_same(b, a));
  }
}

}  // namespace near_text_test
