// SPDX-License-Identifier: MIT
//
// Where elements may be in one another, without a tokenizer: a row's input is start tags ("<p"),
// end tags ("/p") and words of text, parted by blanks.
#include "normalize/html/nesting.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace syndic::normalize::nesting_test {
namespace {

void take(OutputElements& open, std::string_view token, std::string& out) {
  if (token.starts_with('/')) {
    end_element(open, markup::html_tag(token.substr(1)));
  } else if (token.starts_with('<')) {
    const markup::HtmlTag tag = markup::html_tag(token.substr(1));
    if (prepare_start(open, tag)) open.write(tag);
  } else {
    prepare_content(open);
    out.append(token);
  }
}

std::string nested(std::string_view tokens) {
  std::string out;
  OutputElements open(out);
  while (!tokens.empty()) {
    const std::string_view token = tokens.substr(0, tokens.find(' '));
    tokens.remove_prefix(std::min(token.size() + 1, tokens.size()));
    take(open, token, out);
  }
  open.close_all();
  return out;
}

struct Row {
  std::string_view in;
  std::string_view out;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.in);
    CHECK(nested(row.in) == row.out);
  }
}

}  // namespace

TEST_CASE("a block ends the paragraph that it begins in") {
  check({
      {"<p a <p b", "<p>a</p><p>b</p>"},
      {"<p a <ul <li b", "<p>a</p><ul><li>b</li></ul>"},
      {"<p a <blockquote b /blockquote c", "<p>a</p><blockquote>b</blockquote>c"},
      {"<p a <h2 b", "<p>a</p><h2>b</h2>"},
      {"<p a <table <tr <td b", "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>"},
  });
}

TEST_CASE("formatting that is open in an ended paragraph goes on after it") {
  check({
      {"<p <b a <p b", "<p><b>a</b></p><b><p>b</p></b>"},
      {"<p <em a /p b", "<p><em>a</em></p>b"},
  });
}

TEST_CASE("items of lists end the item before them, and no outer one") {
  check({
      {"<ul <li a <li b", "<ul><li>a</li><li>b</li></ul>"},
      {"<ul <li a <ol <li b /ol c <li d", "<ul><li>a<ol><li>b</li></ol>c</li><li>d</li></ul>"},
      {"<dl <dt a <dd b <dt c", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"},
  });
}

TEST_CASE("a heading ends another, whichever its level") {
  check({
      {"<h1 a <h2 b", "<h1>a</h1><h2>b</h2>"},
      {"<h1 a /h3 b", "<h1>a</h1>b"},
  });
}

TEST_CASE("a link in a link ends the outer one") {
  check({
      {"<a a <a b /a c", "<a>a</a><a>b</a>c"},
      {"<a a <table <tr <td <a b", "<a>a<table><tbody><tr><td>b</td></tr></tbody></table></a>"},
  });
}

TEST_CASE("parts of tables get the parts that must be around them") {
  check({
      {"<table <td a", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
      {"<table a", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
      {"<table <tr <th a <td b <tr <td c",
       "<table><tbody><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></tbody></table>"},
      {"<table <caption a <thead <tr <td b <tbody <tr <td c",
       "<table><caption>a</caption><thead><tr><td>b</td></tr></thead>"
       "<tbody><tr><td>c</td></tr></tbody></table>"},
      {"<table <tr <td a <table <tr <td b /table c",
       "<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table>c"
       "</td></tr></tbody></table>"},
  });
}

TEST_CASE("a part of a table without a table has no place, and what it holds stays") {
  check({
      {"<td a /td b", "ab"},
      {"<tr <td a", "a"},
  });
}

TEST_CASE("an end tag ends what is open in its element, and one that ends nothing is passed over") {
  check({
      {"<blockquote <p a /blockquote b", "<blockquote><p>a</p></blockquote>b"},
      {"/p a /b b", "ab"},
      {"<table <tr <td a /p /blockquote b", "<table><tbody><tr><td>ab</td></tr></tbody></table>"},
      {"<ul <li <b a /ul b", "<ul><li><b>a</b></li></ul>b"},
  });
}

TEST_CASE("what is nested deeper than a parser follows has no place, and its text stays") {
  std::string tokens;
  for (std::size_t i = 0; i < 2 * OutputElements::kMaxDepth; ++i) tokens += "<blockquote ";
  const std::string html = nested(tokens + "a");
  constexpr std::string_view kStart = "<blockquote>";
  std::size_t depth = 0;
  while (std::string_view(html).substr(depth * kStart.size()).starts_with(kStart)) ++depth;
  CHECK(depth == OutputElements::kMaxDepth);
  CHECK(html[depth * kStart.size()] == 'a');
}

}  // namespace syndic::normalize::nesting_test
