// SPDX-License-Identifier: MIT
#include "markup/html/tags.h"

#include <catch2/catch.hpp>
#include <string>

namespace syndic::markup::html_tags_test {
namespace {

TEST_CASE("Every element is found by its name, in any case") {
  for (std::size_t i = 1; i < kHtmlTagCount; ++i) {
    const auto tag = static_cast<HtmlTag>(i);
    std::string name(html_tag_name(tag));
    CAPTURE(name);
    CHECK(html_tag(name) == tag);
    for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    CHECK(html_tag(name) == tag);
    CHECK(html_tag(name + "x") != tag);
  }
}

TEST_CASE("Other names are unknown") {
  for (const char* const name :
       {"", "x", "custom-element", "scripts", "a1", "fullname", "\xC3\xA4"}) {
    CAPTURE(name);
    CHECK(html_tag(name) == HtmlTag::unknown);
  }
  CHECK(html_tag(std::string(100'000, 'a')) == HtmlTag::unknown);
  CHECK(html_tag_name(HtmlTag::unknown) == "");
}

TEST_CASE("A text holds markup where a known tag begins, is delimited and could end") {
  for (const char* const text :
       {"<p>", "x</p>", "<br/>", "<IMG SRC=x>", "a < b <i>c", "<a\nhref>", "<b>x", "</b>"}) {
    CAPTURE(text);
    CHECK(holds_markup(text));
  }
  for (const char* const text : {"", "<", "a < b > c", "List<T>", "<b", "<bx>", "< b>", "<3>",
                                 "</>", "<!-- x -->", "b>", "<custom-element>"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_markup(text));
  }
}

TEST_CASE("The start tag of a phrase that nothing follows at once is mentioned") {
  for (const char* const text : {"<b>", "<b> x", "<I>, <em/>. <code />", "\u201C<b>\u201D"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_markup(text));
  }
}

TEST_CASE("Elements without content are void") {
  CHECK(is_void(HtmlTag::br));
  CHECK(is_void(HtmlTag::img));
  CHECK_FALSE(is_void(HtmlTag::p));
  CHECK_FALSE(is_void(HtmlTag::unknown));
}

}  // namespace
}  // namespace syndic::markup::html_tags_test
