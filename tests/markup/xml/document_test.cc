// SPDX-License-Identifier: MIT
#include "markup/xml/document.h"

#include <catch2/catch.hpp>
#include <string>

#include "markup/xml/html_in_xml.h"
#include "markup/xml/scope.h"

namespace xml_document_test {

namespace {

using namespace syndic;
using markup::XmlDocument;
using markup::XmlScope;

constexpr int kDepth = 100;

// Namespaces 0: none, 1: XHTML, 2: all others.
constexpr markup::NamespaceTable kTable = {
    0, 2,
    [](std::string_view uri) {
      return static_cast<markup::Namespace>(uri == "http://www.w3.org/1999/xhtml" ? 1 : 2);
    },
    [](std::string_view) { return markup::Namespace{2}; }};

std::string text_of(std::string_view document) {
  XmlDocument xml(std::string(document), kDepth);
  return xml.text(xml.root().first_child());
}

std::string html_of(std::string_view document, markup::XmlWords words = markup::XmlWords::text) {
  XmlDocument xml(std::string(document), kDepth);
  XmlScope scope(xml, kTable, "");
  const XmlScope::Entry entry(scope, xml.root().first_child());
  return markup::inner_html(xml, scope, 1, xml.root().first_child(), words);
}

}  // namespace

TEST_CASE("an element's text is its characters and CDATA, decoded, joined and trimmed") {
  CHECK(text_of("<a> x &lt;&#x41;&#66;&eacute; </a>") == "x <ABé");
  CHECK(text_of("<a>x<![CDATA[&lt;]]> y<b>not this</b>z</a>") == "x&lt; yz");
  CHECK(text_of("<a/>").empty());
  CHECK(text_of("<a>  </a>").empty());
}

TEST_CASE("deep text includes what stands in child elements") {
  XmlDocument xml("<a>x<b>y<c/></b><![CDATA[z]]></a><a>no</a>", kDepth);
  CHECK(xml.deep_text(xml.root().first_child()) == "xyz");
}

TEST_CASE("references that XML does not know stay, and ampersands in addresses too") {
  CHECK(text_of("<a>R&D &nosuch; ?a=1&copy=2 &;&#; &#x;</a>") ==
        "R&D &nosuch; ?a=1&copy=2 &;&#; &#x;");
}

TEST_CASE("attributes are found in any case, decoded and trimmed") {
  XmlDocument xml("<a Href=' x&amp;y '/>", kDepth);
  CHECK(xml.attribute(xml.root().first_child(), "href") == "x&y");
  CHECK(xml.attribute(xml.root().first_child(), "src").empty());
}

TEST_CASE("words beside elements are text or source, and XHTML's are source only in a wrapper") {
  const auto source = [](std::string_view inside) {
    const std::string document =
        "<a xmlns:h='http://www.w3.org/1999/xhtml'>" + std::string(inside) + "</a>";
    return html_of(document, markup::XmlWords::source);
  };
  CHECK(html_of("<a>&lt;b><hr/><![CDATA[<i>]]></a>") == "&lt;b&gt;<hr>&lt;i&gt;");
  CHECK(source("&lt;b>x&lt;/b><i>&amp;amp;</i><![CDATA[<u>y</u>]]>") ==
        "<b>x</b><i>&amp;</i><u>y</u>");
  CHECK(source("<h:p><h:span><![CDATA[<b>x</b>]]></h:span></h:p>") ==
        "<p><span><b>x</b></span></p>");
  CHECK(source("<h:p>how to use &lt;b></h:p>") == "<p>how to use &lt;b&gt;</p>");
  CHECK(source("<h:p>x<h:code>&lt;b>x&lt;/b></h:code></h:p>") ==
        "<p>x<code>&lt;b&gt;x&lt;/b&gt;</code></p>");
  CHECK(source("<h:p>&lt;b>x&lt;/b></h:p><h:p>y</h:p>") == "<p>&lt;b&gt;x&lt;/b&gt;</p><p>y</p>");
}

TEST_CASE("damage says where, and the tree holds what stands before it") {
  XmlDocument xml("<a><b>one</b><b>two", kDepth);
  REQUIRE(xml.damage());
  CHECK(xml.damage()->code == Errc::malformed);
  CHECK(xml.damage()->offset == 18);
  const pugi::xml_node a = xml.root().first_child();
  CHECK(xml.text(a.first_child()) == "one");
  CHECK(xml.text(a.last_child()) == "two");
}

TEST_CASE("a repaired document knows what it broke off in") {
  const auto no_role = [](std::string_view) { return markup::XmlRole::none; };
  XmlDocument xml(
      markup::repair_xml("<!DOCTYPE a [<!ENTITY x 'y'>]><a><b>&x;</b><b>two", no_role, kDepth));
  CHECK_FALSE(xml.damage());
  const pugi::xml_node a = xml.root().first_child();
  CHECK(xml.text(a.first_child()) == "y");
  CHECK_FALSE(xml.is_cut(a.first_child()));
  CHECK(xml.text(a.last_child()) == "two");
  CHECK(xml.is_cut(a.last_child()));
  CHECK(xml.is_cut(a));
  XmlDocument whole(markup::repair_xml("<a><b>one</b><c/>", no_role, kDepth));
  CHECK_FALSE(whole.is_cut(whole.root().first_child().last_child()));
  CHECK(whole.is_cut(whole.root().first_child()));
  CHECK(XmlDocument(markup::repair_xml("no element", no_role, kDepth)).damage());
}

TEST_CASE("CDATA in CDATA shows neither the inner marks nor the left-over end") {
  CHECK(text_of("<a><![CDATA[x <![CDATA[y]]> z]]></a>") == "x y z");
  CHECK(text_of("<a><![CDATA[x <![CDATA[y]]></a>") == "x <![CDATA[y");
  CHECK(text_of("<a>x ]]> y</a>") == "x ]]> y");
  CHECK(html_of("<d><![CDATA[x <![CDATA[y]]>z]]></d>") == "x yz");
}

TEST_CASE("what is read against the letter of XML is told, once for each kind") {
  XmlDocument xml(
      "<!-- --><a b='1' c='2' b='3'>&nosuch; &nbsp; R&D &eacute; &amp; <x:b/><x:c/><xml:d/></a>!",
      kDepth);
  XmlScope scope(xml, kTable, "");
  const pugi::xml_node a = xml.root().first_child();
  const XmlScope::Entry entry(scope, a);
  for (const pugi::xml_node child : a.children()) static_cast<void>(scope.name(child));
  static_cast<void>(xml.text(a));
  CHECK(xml.faults().lines() ==
        std::vector<std::string>{
            "text before or after the root element was left out",
            "a bare ampersand was taken as text",
            "a reference to an entity that no one declared was left as text (&nosuch;)",
            "2 HTML entities are used that XML does not know, and no DTD declares (the first: "
            "&nbsp;)",
            "an attribute is given twice; the first counts (b)",
            "a prefix is used whose namespace is not declared (x)"});
}

TEST_CASE("a DOCTYPE stands for the entities that it may declare, but none is fetched") {
  XmlDocument xml("<!DOCTYPE a SYSTEM 'x.dtd' [<!ENTITY out SYSTEM 'y'>]><a>&nbsp;&out;</a>",
                  kDepth);
  CHECK(xml.text(xml.root().last_child()) == "\u00A0&out;");
  CHECK(xml.faults().lines() ==
        std::vector<std::string>{"an external entity of the DOCTYPE was not fetched (out)"});
}

TEST_CASE("nesting is bounded: the last level allowed is read, one more is too large") {
  const auto nested = [](int depth) {
    std::string document;
    for (int i = 0; i < depth; ++i) document += "<a>";
    for (int i = 0; i < depth; ++i) document += "</a>";
    return document;
  };
  CHECK_FALSE(XmlDocument(nested(kDepth), kDepth).damage());
  const XmlDocument deeper(nested(kDepth + 1), kDepth);
  REQUIRE(deeper.damage());
  CHECK(deeper.damage()->code == Errc::too_large);
}

TEST_CASE("entities of the internal subset are expanded within a bound") {
  XmlDocument xml("<!DOCTYPE a [<!ENTITY x 'y &amp; &z;'><!ENTITY z \"w\">]><a>&x;</a>", kDepth);
  CHECK(xml.text(xml.root().last_child()) == "y & w");
  CHECK_FALSE(xml.entities_overflowed());
  XmlDocument endless("<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>", kDepth);
  CHECK(endless.text(endless.root().last_child()) == "&x;");
  CHECK(endless.entities_overflowed());
}

TEST_CASE("namespaces, base and language are inherited and taken back") {
  XmlDocument xml(
      "<a xmlns='u:1' xml:base='http://a.example/x/' xml:lang='en'>"
      "<b xmlns='http://www.w3.org/1999/xhtml' xml:base='y/' xml:lang='de'/></a>",
      kDepth);
  XmlScope scope(xml, kTable, "");
  CHECK(scope.resolve("a").space == 0);
  const pugi::xml_node a = xml.root().first_child();
  const XmlScope::Entry outer(scope, a);
  {
    const XmlScope::Entry inner(scope, a.first_child());
    CHECK(scope.name(a.first_child()).space == 1);
    CHECK(scope.base() == "http://a.example/x/y/");
    CHECK(scope.language() == "de");
  }
  CHECK(scope.name(a).space == 2);
  CHECK(scope.base() == "http://a.example/x/");
  CHECK(scope.language() == "en");
}

TEST_CASE("a name means what the innermost declaration says, and the outer one's after that") {
  XmlDocument xml("<a xmlns='http://www.w3.org/1999/xhtml'><a/><a xmlns='urn:x'><a/></a><a/></a>",
                  kDepth);
  XmlScope scope(xml, kTable, "");
  const pugi::xml_node root = xml.root().first_child();
  const auto space = [&](pugi::xml_node element) {
    const XmlScope::Entry entry(scope, element);
    return scope.name(element).space;
  };
  const XmlScope::Entry entry(scope, root);
  CHECK(scope.name(root).space == 1);
  CHECK(space(root.first_child()) == 1);
  const pugi::xml_node other = root.first_child().next_sibling();
  {
    const XmlScope::Entry inner(scope, other);
    CHECK(scope.name(other).space == 2);
    CHECK(space(other.first_child()) == 2);
  }
  CHECK(space(root.last_child()) == 1);
  scope.rebind({}, 0);
  CHECK(space(root.last_child()) == 0);
}

TEST_CASE("an xml:base that is no place on the web does not count") {
  XmlDocument xml("<a xml:base='javascript:alert(1)'/>", kDepth);
  XmlScope scope(xml, kTable, "https://a.example/");
  const XmlScope::Entry entry(scope, xml.root().first_child());
  CHECK(scope.base() == "https://a.example/");
}

TEST_CASE("a base longer than two thousand bytes does not count, and the one around it does") {
  const std::string start = "https://a.example/";
  const auto base_of = [&](std::size_t length) {
    XmlDocument xml("<a xml:base='" + start + std::string(length - start.size(), 'x') + "'/>",
                    kDepth);
    XmlScope scope(xml, kTable, "https://outer.example/");
    const XmlScope::Entry entry(scope, xml.root().first_child());
    return scope.base();
  };
  CHECK(base_of(2'048).size() == 2'048);
  CHECK(base_of(2'049) == "https://outer.example/");
  XmlDocument xml("<a/>", kDepth);
  XmlScope scope(xml, kTable, start + std::string(2'048, 'x'));
  CHECK(scope.base().empty());
  scope.set_outer_base(start + std::string(2'048, 'x'));
  CHECK(scope.base().empty());
}

TEST_CASE("of more namespaces than any document needs, the first 256 count") {
  std::string document = "<a";
  for (int i = 0; i < 300; ++i) {
    document += " xmlns:p" + std::to_string(i) + "='http://www.w3.org/1999/xhtml'";
  }
  XmlDocument xml(document + "/>", kDepth);
  XmlScope scope(xml, kTable, "");
  const XmlScope::Entry entry(scope, xml.root().first_child());
  CHECK(scope.resolve("p255:b").space == 1);
  CHECK(scope.resolve("p256:b").space == 2);
}

TEST_CASE("a thousand declared entities do not slow references down") {
  std::string document = "<!DOCTYPE a [";
  for (int i = 0; i < 1'000; ++i) document += "<!ENTITY e" + std::to_string(i) + " 'x'>";
  document += "]><a>";
  for (int i = 0; i < 100'000; ++i) document += "&none;";
  XmlDocument xml(document + "</a>", kDepth);
  CHECK(xml.text(xml.root().last_child()).size() == 100'000 * 6);
}

TEST_CASE("an entity that a comment of the DOCTYPE speaks of is not declared") {
  XmlDocument xml(
      "<!DOCTYPE a [<!-- <!ENTITY x 'old'> --><!ELEMENT a ANY><!ENTITY x 'new'>"
      "<!-- <!ENTITY z 'old'> -->]><a>&x; &z;</a>",
      kDepth);
  CHECK(xml.text(xml.root().last_child()) == "new &z;");
}

TEST_CASE("of two declarations of an entity the first counts") {
  XmlDocument xml("<!DOCTYPE a [<!ENTITY x 'one'><!ENTITY x 'two'>]><a>&x;</a>", kDepth);
  CHECK(xml.text(xml.root().last_child()) == "one");
}

TEST_CASE("XHTML is written as HTML: void elements, end tags, no prefix, all quoted") {
  CHECK(
      html_of("<d xmlns='http://www.w3.org/1999/xhtml'>a<br/>b<p/><img alt='\"&lt;'></img></d>") ==
      "a<br>b<p></p><img alt=\"&quot;&lt;\">");
  CHECK(html_of("<h:d xmlns:h='http://www.w3.org/1999/xhtml'><h:b>x</h:b></h:d>") == "<b>x</b>");
  CHECK(html_of("<d xmlns:s='u:svg'><s:p>x</s:p></d>") == "<s:p>x</s:p>");
  CHECK(html_of("<d><![CDATA[<i>]]>&amp;&gt;<!-- no --></d>") == "&lt;i&gt;&amp;&gt;");
}

TEST_CASE("XHTML is seen wherever in the document it is announced") {
  for (std::size_t before = 0; before < 40; ++before) {
    for (const std::size_t after :
         {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{30}}) {
      const std::string document = "<a><!--" + std::string(before, 'x') + "--><b type='xhtml'>" +
                                   " <i/>" + std::string(after, 'h') + "</b></a>";
      XmlDocument xml(document, kDepth);
      CAPTURE(document);
      CHECK(xml.root().first_child().child("b").value() == std::string_view(" "));
    }
  }
  XmlDocument plain("<a><b type='xhtm'> <i/>xhtml </b></a>", kDepth);
  CHECK(plain.root().first_child().first_child().value() == std::string_view());
}

TEST_CASE("blanks between elements of XHTML stay") {
  CHECK(html_of("<d type=\"xhtml\"><b>a</b> <i>b</i></d>") == "<b>a</b> <i>b</i>");
}

}  // namespace xml_document_test
