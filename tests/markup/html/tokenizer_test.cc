// SPDX-License-Identifier: MIT
#include "markup/html/tokenizer.h"

#include <catch2/catch.hpp>
#include <string>

namespace syndic::markup::html_tokenizer_test {
namespace {

// All tokens in one line: text as 'text', raw text as !'text', tags with their attributes in
// brackets, comments and doctypes as {data}.
std::string tokens(std::string_view html) {
  HtmlTokenizer tokenizer(html);
  HtmlToken token;
  std::string out;
  while (tokenizer.next(token)) {
    if (!out.empty()) out += ' ';
    switch (token.kind) {
      case HtmlToken::Kind::raw_text:
        out += '!';
        [[fallthrough]];
      case HtmlToken::Kind::text:
        out.append("'").append(token.text).append("'");
        break;
      case HtmlToken::Kind::start_tag:
        out.append("<").append(token.name);
        for (const HtmlAttribute& each : token.attributes) {
          out.append(" ").append(each.name).append("=[").append(each.value).append("]");
        }
        out += token.self_closing ? "/>" : ">";
        break;
      case HtmlToken::Kind::end_tag:
        out.append("</").append(token.name).append(">");
        break;
      case HtmlToken::Kind::comment:
        out.append("{").append(token.text).append("}");
        break;
      case HtmlToken::Kind::doctype:
        out.append("doctype{").append(token.text).append("}");
    }
  }
  return out;
}

TEST_CASE("Text and tags are told apart") {
  CHECK(tokens("") == "");
  CHECK(tokens("text") == "'text'");
  CHECK(tokens("a<b>c</b>d") == "'a' <b> 'c' </b> 'd'");
  CHECK(tokens("<P\n>&amp;</P >") == "<P> '&amp;' </P>");
  CHECK(tokens("<custom-element>") == "<custom-element>");
}

TEST_CASE("A '<' that begins no tag is text") {
  CHECK(tokens("a < b <3 <= <<b>") == "'a < b <3 <= <' <b>");
  CHECK(tokens("<") == "'<'");
  CHECK(tokens("a</") == "'a</'");
  CHECK(tokens("a<\xC3\xA4>") == "'a<\xC3\xA4>'");
}

TEST_CASE("Attributes come in all the forms that HTML allows") {
  CHECK(tokens("<a b>") == "<a b=[]>");
  CHECK(tokens("<a b=c d='e f' g=\"h > i\">") == "<a b=[c] d=[e f] g=[h > i]>");
  CHECK(tokens("<a b = c>") == "<a b=[c]>");
  CHECK(tokens("<a b\n=\n'c'd=e>") == "<a b=[c] d=[e]>");
  CHECK(tokens("<a b=>") == "<a b=[]>");
  CHECK(tokens("<a b=c/d>") == "<a b=[c/d]>");
  CHECK(tokens("<a/b/c=d/>") == "<a b=[] c=[d/]>");
  CHECK(tokens("<a =b=c>") == "<a =b=[c]>");
  CHECK(tokens("<a \"b=c'd>") == "<a \"b=[c'd]>");
  CHECK(tokens("<a b=c B=d>") == "<a b=[c] B=[d]>");
  CHECK(tokens("<a <b>") == "<a <b=[]>");
  CHECK(tokens("</a b=c>") == "</a>");
}

TEST_CASE("A self-closing tag says so, and one with a slash elsewhere does not") {
  CHECK(tokens("<br/><br />") == "<br/> <br/>");
  CHECK(tokens("<br / >") == "<br>");
  CHECK(tokens("<a b/>") == "<a b=[]/>");
}

TEST_CASE("A tag that the input cuts off is none") {
  for (const char* const html :
       {"x<a", "x<a ", "x<a b", "x<a b=", "x<a b='c", "x<a b=\"c>", "x<a/", "x</a", "x<a b=c"}) {
    CAPTURE(html);
    CHECK(tokens(html) == "'x'");
  }
}

TEST_CASE("Comments end where browsers end them") {
  CHECK(tokens("<!--a-->b") == "{a} 'b'");
  CHECK(tokens("<!---->b") == "{} 'b'");
  CHECK(tokens("<!-->b") == "{} 'b'");
  CHECK(tokens("<!--->b") == "{} 'b'");
  CHECK(tokens("<!--a--!>b") == "{a} 'b'");
  CHECK(tokens("<!----!>b") == "{} 'b'");
  CHECK(tokens("<!--a--b-- >-->c") == "{a--b-- >} 'c'");
  CHECK(tokens("<!--a--->b") == "{a-} 'b'");
  CHECK(tokens("<!-- <!-- -->b") == "{ <!-- } 'b'");
  CHECK(tokens("<!-- never ends") == "{ never ends}");
}

TEST_CASE("Declarations, instructions and stray end tags are comments") {
  CHECK(tokens("<!x>a") == "{x} 'a'");
  CHECK(tokens("<?xml version='1.0'?>a") == "{?xml version='1.0'?} 'a'");
  CHECK(tokens("</ a>b") == "{ a} 'b'");
  CHECK(tokens("</>a") == "'a'");
  CHECK(tokens("<!DOCTYPE html>a") == "doctype{DOCTYPE html} 'a'");
  CHECK(tokens("<!doctype") == "doctype{doctype}");
  CHECK(tokens("<!") == "{}");
  CHECK(tokens("<?") == "{?}");
}

TEST_CASE("The marks of a CDATA section are comments, and what it holds is HTML") {
  CHECK(tokens("<![CDATA[a<b>c]]>d") == "{<![CDATA[} 'a' <b> 'c' {]]>} 'd'");
  CHECK(tokens("<![CDATA[]]>") == "{<![CDATA[} {]]>}");
  CHECK(tokens("<![CDATA[a") == "{<![CDATA[} 'a'");
  CHECK(tokens("a]]>b") == "'a]]>b'");
  CHECK(tokens("<![CDATA[<a b=']]>'>c]]>d") == "{<![CDATA[} <a b=[]]>]> 'c]]>d'");
  CHECK(tokens("<![CDATA[<![CDATA[a]]>b]]>") == "{<![CDATA[} {<![CDATA[} 'a' {]]>} 'b]]>'");
}

TEST_CASE("Raw text ends at its own end tag alone") {
  CHECK(tokens("<script>a</b><c></script>d") == "<script> !'a</b><c>' </script> 'd'");
  CHECK(tokens("<STYLE></style x>d") == "<STYLE> </style> 'd'");
  CHECK(tokens("<style></stylex></style/>d") == "<style> !'</stylex>' </style> 'd'");
  CHECK(tokens("<xmp><!--</xmp>-->") == "<xmp> !'<!--' </xmp> '-->'");
  CHECK(tokens("<iframe>&lt;") == "<iframe> !'&lt;'");
  CHECK(tokens("<noscript><p></noscript>") == "<noscript> !'<p>' </noscript>");
  CHECK(tokens("<plaintext></plaintext>a") == "<plaintext> !'</plaintext>a'");
}

TEST_CASE("Titles and text areas hold references but no tags") {
  CHECK(tokens("<title>a &amp; <b></title>c") == "<title> 'a &amp; <b>' </title> 'c'");
  CHECK(tokens("<textarea></textarea>") == "<textarea> </textarea>");
}

TEST_CASE("A script inside of a comment inside of a script does not end it") {
  CHECK(tokens("<script><!--<script></script>--></script>a") ==
        "<script> !'<!--<script></script>-->' </script> 'a'");
  CHECK(tokens("<script><!--</script>a") == "<script> !'<!--' </script> 'a'");
  CHECK(tokens("<script><!--><script></script>a") == "<script> !'<!--><script>' </script> 'a'");
  CHECK(tokens("<script><!--<script>--></script>a") == "<script> !'<!--<script>-->' </script> 'a'");
}

TEST_CASE("A raw text element written as empty is empty") {
  CHECK(tokens("<script src=a />b") == "<script src=[a]/> 'b'");
  CHECK(tokens("<title/>b") == "<title/> 'b'");
}

TEST_CASE("An element's content can be passed over, with its like inside") {
  HtmlTokenizer tokenizer("<template>a<template>b</template>c</template>d");
  HtmlToken token;
  REQUIRE(tokenizer.next(token));
  tokenizer.skip_content(token.tag);
  REQUIRE(tokenizer.next(token));
  CHECK(token.text == "d");
  CHECK_FALSE(tokenizer.next(token));
}

TEST_CASE("Tokens point into the input") {
  const std::string html = "<a href=x>y";
  HtmlTokenizer tokenizer(html);
  HtmlToken token;
  REQUIRE(tokenizer.next(token));
  CHECK(token.attributes[0].value.data() == html.data() + 8);
  CHECK(token.tag == HtmlTag::a);
}

// Quadratic time takes hours.
TEST_CASE("Hostile repetition takes linear time") {
  for (const std::string_view piece :
       {"<", "<!--", "<![CDATA[", "<a b='", "</", "<script><!--", "<!", "<?", "--", "<![CDATA[]]",
        "<title></titl", "<style></styl", "<a ", "]]>"}) {
    std::string html;
    while (html.size() < 1'000'000) html += piece;
    HtmlTokenizer tokenizer(html);
    HtmlToken token;
    std::size_t count = 0;
    while (tokenizer.next(token)) ++count;
    CAPTURE(piece);
    CHECK(count <= html.size());
  }
}

}  // namespace
}  // namespace syndic::markup::html_tokenizer_test
