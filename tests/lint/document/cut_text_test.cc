// SPDX-License-Identifier: MIT
#include "lint/document/cut_text.h"

#include <catch2/catch.hpp>
#include <string>

namespace cut_text_test {

using namespace syndic;

namespace {

bool is_cut(std::string_view html, model::TextType type = model::TextType::html) {
  return lint::ends_as_cut({.value = std::string(html), .type = type, .base_url = {}});
}

constexpr std::string_view kFooter =
    R"(<p>The post <a href="https://a.example/1">Fog</a> appeared first on <a href="/">Quay</a>.</p>)";

}  // namespace

TEST_CASE("a text is cut that ends in dots in brackets, also before WordPress' last words") {
  CHECK(is_cut("<p>Fog at the […]</p>"));
  CHECK(is_cut("Fog at the [&#8230;]"));
  CHECK(is_cut("Fog at the [&hellip;]"));
  CHECK(is_cut("Fog at the [...]", model::TextType::plain));
  CHECK(is_cut("<p>Fog at the [&#8230;]</p>" + std::string(kFooter)));
  CHECK_FALSE(is_cut("<p>Fog at the quay.</p>" + std::string(kFooter)));
  CHECK_FALSE(is_cut("<p>Fog […] at the quay</p>"));
  CHECK_FALSE(is_cut("<p>Fog at the quay…</p>"));
  CHECK_FALSE(is_cut(""));
}

TEST_CASE("a text is cut whose last link leads to the rest") {
  CHECK(is_cut("Fog. <a href=\"/1\">Read more</a>"));
  CHECK(is_cut("<p>Fog. (<a class=\"more\" href=\"/1\"> Read More </a>)</p>"));
  CHECK(is_cut("Fog. <a href=\"/1\">Continue reading <span>The fog</span></a>"));
  CHECK(is_cut("Fog. <a href=\"/1\">Weiterlesen &rarr;</a>"));
  CHECK(is_cut("Fog. <a href=\"/1\">Read more of the fog &raquo;</a>"));
  CHECK_FALSE(is_cut("Fog. <a href=\"/1\">Read more of Ann Lee</a>"));
  CHECK_FALSE(is_cut("<a href=\"/1\">Read more</a> of the fog."));
  CHECK_FALSE(is_cut("Fog. <a href=\"/1\">Home</a>"));
}

TEST_CASE("words lead to the rest before a mark that points on alone") {
  CHECK(is_cut("Fog. Read more …"));
  CHECK(is_cut("Fog. Read more...", model::TextType::plain));
  CHECK(is_cut("Fog. Continue reading →", model::TextType::plain));
  CHECK_FALSE(is_cut("Who likes fog should read more"));
  CHECK_FALSE(is_cut("Who likes fog should read more."));
  CHECK_FALSE(is_cut("Fog and more …"));
}

}  // namespace cut_text_test
