// SPDX-License-Identifier: MIT
#include "markup/xml/references.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace xml_references_test {

using namespace syndic;
using markup::XmlFault;
using markup::XmlFaults;
using markup::XmlReferences;

namespace {

struct Row {
  std::string_view raw;
  std::string_view text;
};

// Of a document without a DOCTYPE.
std::string decoded(std::string_view raw) {
  XmlFaults faults;
  std::string out;
  XmlReferences(faults).append_decoded(raw, out);
  return out;
}

std::string declared(std::string_view doctype, std::string_view raw) {
  XmlFaults faults;
  XmlReferences references(faults);
  references.declare(doctype);
  std::string out;
  references.append_decoded(raw, out);
  return out;
}

std::size_t faults_of(std::string_view raw, XmlFault fault) {
  XmlFaults faults;
  std::string out;
  XmlReferences(faults).append_decoded(raw, out);
  return faults.count(fault);
}

}  // namespace

TEST_CASE("a reference is its character, whoever defines it") {
  const auto [raw, text] = GENERATE(values<Row>({
      {"", ""},
      {"no reference", "no reference"},
      {"&lt;&gt;&amp;&apos;&quot;", "<>&'\""},
      {"a &amp;amp; b", "a &amp; b"},
      {"&#65;&#x42;&#X43;", "ABC"},
      {"&#233;&eacute;&hellip;", "éé…"},
      {"&#128512;", "😀"},
      {"&#147;quoted&#148;", "“quoted”"},
      {"&#0;&#1;", ""},
      {"a&#1;b", "ab"},
  }));
  CAPTURE(raw);
  CHECK(decoded(raw) == text);
}

TEST_CASE("what is no reference stays as it is") {
  const std::string_view raw =
      GENERATE("fish & chips", "?a=1&copy=2", "&copy 2", "&nosuch;", "&", "&;", "&a", "AT&T");
  CAPTURE(raw);
  CHECK(decoded(raw) == raw);
}

TEST_CASE("references are decoded in texts of any length") {
  const std::string plain(200, 'x');
  for (std::size_t before = 0; before < plain.size(); ++before) {
    const std::string start = plain.substr(0, before);
    CHECK(decoded(start + "&lt;" + plain + "&eacute;") == start + "<" + plain + "é");
  }
}

TEST_CASE("each kind of fault is counted") {
  CHECK(faults_of("a & b &", XmlFault::bare_ampersand) == 2);
  CHECK(faults_of("&nosuch; &none;", XmlFault::unknown_entity) == 2);
  CHECK(faults_of("&eacute;", XmlFault::html_entity) == 1);
  CHECK(faults_of("&amp;&#233;", XmlFault::html_entity) == 0);
}

TEST_CASE("an entity of the internal subset is its value") {
  const auto [doctype, text] = GENERATE(values<Row>({
      {R"(rss [<!ENTITY who "Ann">])", "Ann"},
      {R"(rss [<!ENTITY who 'Ann'>])", "Ann"},
      {"rss [<!ENTITY\n who\t\"Ann\" >]", "Ann"},
      {R"(rss [<!ENTITY who "Ann"><!ENTITY who "Bob">])", "Ann"},
      {R"(rss [<!ENTITY who "&first;"><!ENTITY first "Ann">])", "Ann"},
      {R"(rss [<!ENTITY who "&#65;nn">])", "Ann"},
      {R"(rss [<!-- <!ENTITY who "Bob"> --><!ENTITY who "Ann">])", "Ann"},
      {R"(rss [<!ENTITY % who "Ann">])", "&who;"},
      {R"(rss [<!ENTITY who SYSTEM "file:///etc/passwd">])", "&who;"},
      {R"(rss [<!ENTITY who "never ends])", "&who;"},
  }));
  CAPTURE(doctype);
  CHECK(declared(doctype, "&who;") == text);
}

TEST_CASE("an external entity is refused, with a fault that names it") {
  XmlFaults faults;
  XmlReferences references(faults);
  references.declare(R"(rss [<!ENTITY who SYSTEM "http://lake.example/">])");
  CHECK(faults.count(XmlFault::refused_entity) == 1);
}

TEST_CASE("HTML's names are no fault of a document with a DOCTYPE") {
  XmlFaults faults;
  XmlReferences references(faults);
  references.declare("rss");
  std::string out;
  references.append_decoded("&eacute;", out);
  CHECK(out == "é");
  CHECK(faults.count(XmlFault::html_entity) == 0);
}

TEST_CASE("entities that grow without bound are left as text") {
  XmlFaults faults;
  XmlReferences references(faults);
  std::string doctype = "rss [<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    const std::string inner = "&e" + std::to_string(i - 1) + ";";
    doctype.append("<!ENTITY e" + std::to_string(i) + " \"");
    for (int copy = 0; copy < 10; ++copy) doctype.append(inner);
    doctype.append("\">");
  }
  references.declare(doctype);
  std::string out;
  references.append_decoded("&e2;", out);
  CHECK(out.size() == 200);
  CHECK_FALSE(references.overflowed());
  references.append_decoded("&e11;", out);
  CHECK(references.overflowed());
  CHECK(out.size() < std::size_t{16} * 1024 * 1024);
}

TEST_CASE("an entity that holds itself ends") {
  XmlFaults faults;
  XmlReferences references(faults);
  references.declare(R"(rss [<!ENTITY loop "a&loop;">])");
  std::string out;
  references.append_decoded("&loop;", out);
  CHECK(references.overflowed());
  CHECK(out.starts_with("aaa"));
  CHECK(out.ends_with("&loop;"));
}

}  // namespace xml_references_test
