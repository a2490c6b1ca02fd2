// SPDX-License-Identifier: MIT
#include "markup/xml/nodes.h"

#include <catch2/catch.hpp>
#include <string>

namespace nodes_test {

using syndic::markup::length_of_nodes;

namespace {

std::string beginning(const std::string& xml, std::size_t max_nodes) {
  return xml.substr(0, length_of_nodes(xml, max_nodes));
}

}  // namespace

TEST_CASE("a document of few nodes is whole") {
  CHECK(beginning("<a/><b/>", 2) == "<a/><b/>");
  CHECK(beginning("<a>text</a><b>text</b>", 2) == "<a>text</a><b>text</b>");
  CHECK(beginning("", 0) == "");
  CHECK(beginning("words alone", 0) == "words alone");
}

TEST_CASE("a document ends before the first node that is too many") {
  CHECK(beginning("<a/><b/><c/>", 2) == "<a/><b/>");
  CHECK(beginning("<a>text</a> <b>text</b><c/>", 2) == "<a>text</a> <b>text</b>");
  CHECK(beginning("<a x=\"1\" y='2'/><b/><c/>", 4) == "<a x=\"1\" y='2'/><b/>");
  CHECK(beginning("<a/><b x=\"\" y=\"\"/>", 3) == "<a/>");
}

TEST_CASE("what is in CDATA sections and comments makes no node") {
  CHECK(beginning("<a><![CDATA[<p><p><p><p>]]></a><b/><c/>", 3) ==
        "<a><![CDATA[<p><p><p><p>]]></a><b/>");
  CHECK(beginning("<!-- <a/><a/><a/> --><b/><c/>", 2) == "<!-- <a/><a/><a/> --><b/>");
  CHECK(beginning("<a/><![CDATA[ <b/> no end", 2) == "<a/><![CDATA[ <b/> no end");
}

}  // namespace nodes_test
