// SPDX-License-Identifier: MIT
#include "markup/xml/repair.h"

#include <catch2/catch.hpp>
#include <pugixml.hpp>
#include <string>

namespace xml_repair_test {

namespace {

using namespace syndic;
using markup::RepairedXml;
using markup::XmlFault;
using markup::XmlRole;

constexpr int kDepth = 100;

XmlRole role(std::string_view name) {
  if (name == "f") return XmlRole::container;
  if (name == "i") return XmlRole::record;
  if (name == "group") return XmlRole::group;
  if (name == "box") return XmlRole::box;
  if (name == "o") return XmlRole::outer_leaf;
  if (name == "t" || name == "x:t" || name == "l" || name == "title" || name == "link") {
    return XmlRole::leaf;
  }
  return name == "d" ? XmlRole::body : XmlRole::none;
}

RepairedXml repaired(std::string_view text) { return markup::repair_xml(text, role, kDepth); }
std::string text_of(std::string_view text) { return repaired(text).text; }

std::size_t count_of(std::string_view text, XmlFault fault) {
  return repaired(text).faults.count(fault);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out.append(text);
  return out;
}

}  // namespace

TEST_CASE("well-formed XML stays, but for comments and processing instructions") {
  const std::string_view text =
      "<f><i a=\"1\" b='\"'><t>x &amp; y</t><l/><d><![CDATA[<p>]]></d></i></f>";
  CHECK(text_of(text) == text);
  CHECK(repaired(text).faults.lines().empty());
  CHECK(repaired(text).open_at_end == 0);
  CHECK(text_of("<?xml version='1.0'?><!-- a -- b --><f><?php <t> ?><t>x</t></f>") ==
        "<f><t>x</t></f>");
}

TEST_CASE("a bare less-than sign is text") {
  CHECK(text_of("<t>a < b <3 <= <<</t>") == "<t>a &lt; b &lt;3 &lt;= &lt;&lt;</t>");
  CHECK(count_of("<t>a < b <3</t>", XmlFault::bare_less_than) == 2);
  CHECK(text_of("<t>mail <ann@lake.example> or <http://lake.example/></t>") ==
        "<t>mail &lt;ann@lake.example> or &lt;http://lake.example/></t>");
}

TEST_CASE("a tag that another breaks off is one where it has a value or a role") {
  CHECK(text_of("<t>5 <x</t>") == "<t>5 &lt;x</t>");
  CHECK(text_of("<f><i a='1'<t>x</t></i></f>") == "<f><i a=\"1\"><t>x</t></i></f>");
  CHECK(text_of("<f><t<l>x</l></f>") == "<f><t></t><l>x</l></f>");
  CHECK(text_of("<f><t>x</t<l>y</l></f>") == "<f><t>x</t><l>y</l></f>");
}

TEST_CASE("end tags close what they name, in any case and with any prefix") {
  CHECK(text_of("<f><T>x</t></F>") == "<f><T>x</T></f>");
  CHECK(text_of("<i><x:t>x</t></i>") == "<i><x:t>x</x:t></i>");
  CHECK(text_of("<i><t>x</y:t></i>") == "<i><t>x</t></i>");
}

TEST_CASE("an end tag further out closes all within") {
  CHECK(text_of("<f><i><t>x</i></f>") == "<f><i><t>x</t></i></f>");
  CHECK(text_of("<f><i><d><b><u>x</b></u></d></i></f>") == "<f><i><d><b><u>x</u></b></d></i></f>");
  CHECK(count_of("<f><i><t>x</i></f>", XmlFault::missing_end_tag) == 1);
}

TEST_CASE("an end tag that matches nothing closes a field, and nothing else") {
  CHECK(text_of("<i><t>x</tt><l>y</l></i>") == "<i><t>x</t><l>y</l></i>");
  CHECK(text_of("<i><d>x</p>y</d></i>") == "<i><d>xy</d></i>");
  CHECK(text_of("<i><d><p>x</d2></p></d></i>") == "<i><d><p>x</p></d></i>");
  CHECK(text_of("<f><i></foo><t>x</t></i></f>") == "<f><i><t>x</t></i></f>");
  CHECK(count_of("<f></foo></bar></f>", XmlFault::stray_end_tag) == 2);
}

TEST_CASE("where an end tag is missing, the next field ends the last") {
  CHECK(text_of("<i><t>A<link>u</link></i>") == "<i><t>A</t><link>u</link></i>");
  CHECK(text_of("<i><d>A<t>u</t></i>") == "<i><d>A</d><t>u</t></i>");
  CHECK(text_of("<i><group><t>A<l>u</group></i>") == "<i><group><t>A</t><l>u</l></group></i>");
  CHECK(text_of("<i><group>Ann<t>u</t></i>") == "<i><group>Ann</group><t>u</t></i>");
  CHECK(text_of("<f><box><t>A</t><o>u</o><t>B</t></f>") ==
        "<f><box><t>A</t></box><o>u</o><t>B</t></f>");
  CHECK(text_of("<i><x:y>5<t>u</t></i>") == "<i><x:y>5</x:y><t>u</t></i>");
}

TEST_CASE("a record ends the one before it, and what is open of the head") {
  CHECK(text_of("<f><i><t>A<i><t>B</f>") == "<f><i><t>A</t></i><i><t>B</t></i></f>");
  CHECK(text_of("<f><group><t>A</t><i/></f>") == "<f><group><t>A</t></group><i/></f>");
  CHECK(text_of("<f><i><d><p>A<b><i>B</i></f>") == "<f><i><d><p>A<b></b></p></d></i><i>B</i></f>");
  CHECK(text_of("<f><t>A</t><f><t>B</t></f>") == "<f><t>A</t></f><f><t>B</t></f>");
}

TEST_CASE("stray HTML in a body: void elements are empty, others are closed with it") {
  CHECK(text_of("<d>a<br>b<img src=x>c<p>d<p>e</d>") ==
        "<d>a<br/>b<img src=\"x\"/>c<p>d</p><p>e</p></d>");
  CHECK(text_of("<d><ul><li>a<li>b</ul></d>") == "<d><ul><li>a</li><li>b</li></ul></d>");
  CHECK(text_of("<d>a<link rel=x>b</d>") == "<d>a<link rel=\"x\"/>b</d>");
  CHECK(text_of("<i><d>a<p>b</p><title>c</title></d></i>") ==
        "<i><d>a<p>b</p></d><title>c</title></i>");
  CHECK(text_of("<i><d><svg><title>c</title></svg>e</d></i>") ==
        "<i><d><svg><title>c</title></svg>e</d></i>");
  CHECK(text_of("<i><p>a<br><t>b</t></i>") == "<i><p>a<br/></p><t>b</t></i>");
  CHECK(text_of("<i><input>5</input></i>") == "<i><input>5</input></i>");
}

TEST_CASE("what a link is in stray HTML, it is behind a title there that was not closed") {
  const std::string once = text_of("<i><d>words <b><title>a<link href='b'>c</d></i>");
  CHECK(once == "<i><d>words <b><title>a</title><link href=\"b\"/>c</b></d></i>");
  CHECK(text_of(once) == once);
}

TEST_CASE("attributes are read as they are meant") {
  const auto tag = [](std::string_view attributes) {
    const std::string text = text_of("<a " + std::string(attributes) + ">z</a>");
    return text.substr(0, text.find("z</a>"));
  };
  CHECK(tag("b=c d = 'e' f") == "<a b=\"c\" d=\"e\" f=\"\">");
  CHECK(tag("b=\"x\"c=\"y\"") == "<a b=\"x\" c=\"y\">");
  CHECK(tag("b='<i> & \"q\"'") == "<a b='&lt;i> & \"q\"'>");
  CHECK(tag("b=\"a > b\" c='>'") == "<a b=\"a > b\" c=\">\">");
  CHECK(tag("1=2 $x=\"y\" ,; b=c \"") == "<a b=\"c\">");
  CHECK(tag("b=http://x.example/?a=1&c=/ d='e'") == "<a b=\"http://x.example/?a=1&c=/\" d=\"e\">");
  CHECK(text_of("<x b=c/>") == "<x b=\"c\"/>");
  CHECK(text_of("<f a=u:x/><d><a b=u:y/>z</a><x b=u:z/></d></f>") ==
        "<f a=\"u:x/\"><d><a b=\"u:y/\">z</a><x b=\"u:z\"/></d></f>");
  CHECK(text_of("<a b=\"c\"/ >x</a>") == "<a b=\"c\">x</a>");
}

TEST_CASE("a value whose quote is missing ends at the first blank or at the tag's end") {
  CHECK(text_of("<d><a b=\"c>d</a><a b=\"e\">f</a></d>") ==
        "<d><a b=\"c\">d</a><a b=\"e\">f</a></d>");
  CHECK(text_of("<d><a b='c d>e</a></d>") == "<d><a b=\"c\" d=\"\">e</a></d>");
  CHECK(text_of("<d><a b=\"c>d</a> said \"e\" twice</d>") ==
        "<d><a b=\"c\">d</a> said \"e\" twice</d>");
}

TEST_CASE("a text cut off anywhere says how many elements were open") {
  const std::string_view whole = "<f><i><t>x</t><d a='b'>y&amp;</d></i></f>";
  const auto open = [&](std::string_view end) {
    return repaired(whole.substr(0, whole.find(end) + end.size())).open_at_end;
  };
  CHECK(open("<f>") == 1);
  CHECK(open("<i") == 1);
  CHECK(open("<t>x") == 3);
  CHECK(open("x</") == 2);
  CHECK(open("x</t") == 2);
  CHECK(open("a='") == 2);
  CHECK(open("y&am") == 3);
  CHECK(open("</i>") == 1);
  CHECK(open("</i></") == 1);
  CHECK(open("</i></f") == 1);
  CHECK(open("</f>") == 0);
  CHECK(repaired("<f><t>x</t></f").faults.count(XmlFault::cut) == 1);
  CHECK(repaired("<f><t>x</t></f></").open_at_end == 0);
  CHECK(text_of("<f><i><t>x&am") == "<f><i><t>x</t></i></f>");
  CHECK(text_of("<f><d><![CDATA[x]") == "<f><d><![CDATA[x]]></d></f>");
  CHECK(text_of("<f><t>x</t><!-- y") == "<f><t>x</t></f>");
  CHECK(text_of("<f><t>x</t><![CDA") == "<f><t>x</t></f>");
}

TEST_CASE("CDATA that is not closed ends with its element, and spares what follows") {
  CHECK(text_of("<i><t><![CDATA[x</t><l>y</l></i>") == "<i><t><![CDATA[x]]></t><l>y</l></i>");
  CHECK(text_of("<f><t><![CDATA[x</T><t><![CDATA[y]]></t></f>") ==
        "<f><t><![CDATA[x]]></t><t><![CDATA[y]]></t></f>");
  CHECK(text_of("<t><![CDATA[an </t> in words]]></t>") == "<t><![CDATA[an </t> in words]]></t>");
  CHECK(text_of("<t><![cdata[x]]></t>") == "<t><![CDATA[x]]></t>");
  CHECK(text_of("<t><!CDATA[x]]></t>") == "<t><![CDATA[x]]></t>");
  CHECK(text_of("<t><![ CDATA [x]]></t>") == "<t><![CDATA[x]]></t>");
}

TEST_CASE("a comment that is not closed hides nothing") {
  CHECK(text_of("<f><!-- x <t>y</t></f>") == "<f> x <t>y</t></f>");
  CHECK(text_of("<!-- x <f><t>y</t></f>") == "<f><t>y</t></f>");
}

TEST_CASE("instructions and declarations go, the first DOCTYPE is handed out") {
  CHECK(text_of("<?xml version='1.0'><f><?php echo 1;><t>x</t></f>") == "<f><t>x</t></f>");
  CHECK(text_of("<f><!ELEMENT a b><?xml version='1.0'?><!DOCTYPE f>x</f>") == "<f>x</f>");
  const RepairedXml with = repaired("<!doctype f [<!ENTITY a '>'>] ><f>&a;</i>");
  CHECK(with.doctype == "f [<!ENTITY a '>'>]");
  CHECK(with.text == "<f>&a;</f>");
  CHECK(text_of("<!DOCTYPE f [<!ENTITY><f>x</f>") == "<f>x</f>");
}

TEST_CASE("words around the root go, and elements beside it stay") {
  CHECK(text_of("x<f>y</f>z<b>w</b>") == "<f>y</f><b>w</b>");
  CHECK(count_of("x<f>y</f>z", XmlFault::outside_text) == 2);
  CHECK(text_of("<b>Warning<br>: <f><t>x</t></f>") == "<b>Warning<br/>: </b><f><t>x</t></f>");
  CHECK(text_of("only words").empty());
  CHECK(text_of("").empty());
}

TEST_CASE("tags nested too deep are dropped, and their words stay in place") {
  const auto nested = [](std::string_view text) { return markup::repair_xml(text, role, 3).text; };
  CHECK(nested("<f><i><d>a<p>b<p>c</p>d</p>e</d><t>x</t></i></f>") ==
        "<f><i><d>abcde</d><t>x</t></i></f>");
  CHECK(nested("<f><i><d>a<p>b<p>c<i><t>x</t></i></f>") ==
        "<f><i><d>abc</d></i><i><t>x</t></i></f>");
}

TEST_CASE("each kind of fault is one line, with its number and the first example") {
  CHECK(
      repaired("<f><t>a<l>b</l><d>x</p>y</f>").faults.lines() ==
      std::vector<std::string>{"2 end tags are missing (the first: t)",
                               "an end tag closes nothing that is open, and was passed over (p)"});
}

TEST_CASE("hostile repetitions take linear time and room") {
  constexpr std::size_t kSize = 400'000;
  for (const std::string_view piece : {"<![CDATA[",
                                       "<![CDATA[</a>",
                                       "<!--",
                                       "<a b=\"",
                                       "<",
                                       "</x",
                                       "<a>",
                                       "<i>",
                                       "<a@ b=\"<a@ \" c=\"",
                                       "<a b='<a b=\"",
                                       "<!DOCTYPE [",
                                       "<!DOCTYPE x[]",
                                       "<?xml ",
                                       "<?php ",
                                       "<d><p>",
                                       "<t><![CDATA[</t>",
                                       "<x1><!--</y>",
                                       "<a 1=\"<a\" ",
                                       "]]>",
                                       "&",
                                       "<a b c d ",
                                       "<!",
                                       "<!x",
                                       "<p></x>",
                                       "]"}) {
    INFO(piece);
    for (const std::string_view begin : {"", "<f><i>", "<f><t>"}) {
      const std::string text = std::string(begin) + repeated(piece, kSize / piece.size());
      const RepairedXml result = repaired(text);
      CHECK(result.text.size() <= 4 * text.size() + 1024);
      CHECK((result.text.empty() || pugi::xml_document().load_string(result.text.c_str())));
    }
  }
}

}  // namespace xml_repair_test
