// SPDX-License-Identifier: MIT
#include "markup/xml/open_elements.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace open_xml_elements_test {

using namespace syndic;
using markup::OpenXmlElements;
using markup::XmlFault;
using markup::XmlFaults;
using markup::XmlRole;

namespace {

XmlRole role_of(std::string_view name) {
  if (name == "feed") return XmlRole::container;
  if (name == "item") return XmlRole::record;
  if (name == "group") return XmlRole::group;
  if (name == "box") return XmlRole::box;
  if (name == "title" || name == "date") return XmlRole::leaf;
  if (name == "language") return XmlRole::outer_leaf;
  return name == "body" ? XmlRole::body : XmlRole::none;
}

// The open elements after steps that are separated by blanks: "<name" opens one that may need room,
// "name>" is an end tag, and any other word is text.
struct Opened {
  explicit Opened(std::string_view steps, int max_depth = 10) : open(max_depth, out, faults) {
    while (!steps.empty()) {
      const std::size_t blank = std::min(steps.find(' '), steps.size());
      take(steps.substr(0, blank));
      steps.remove_prefix(std::min(blank + 1, steps.size()));
    }
  }

  void take(std::string_view step) {
    if (step.starts_with('<')) {
      const std::string_view name = step.substr(1);
      const OpenXmlElements::Start start{name, role_of(name), markup::html_tag(name), false};
      open.make_way_for(start);
      if (open.is_full()) return open.count_too_deep();
      open.note_child();
      out.append("<").append(name).append(">");
      open.push(start);
    } else if (step.ends_with('>')) {
      const std::string_view name = step.substr(0, step.size() - 1);
      open.close(name, role_of(name));
    } else {
      out.append(step);
      open.note_text();
    }
  }

  std::string out;
  XmlFaults faults;
  OpenXmlElements open;
};

struct Row {
  std::string_view steps;
  std::string_view out;
};

}  // namespace

TEST_CASE("elements nest, and end tags are written where they are missing") {
  const auto [steps, out] = GENERATE(values<Row>({
      {"<feed <item <title x title> item> feed>", "<feed><item><title>x</title></item></feed>"},
      // A field ends a leaf.
      {"<item <title x <date", "<item><title>x</title><date>"},
      {"<item <date x <body", "<item><date>x</date><body>"},
      // A record ends the last one, and what is open in it.
      {"<feed <item <title x <item", "<feed><item><title>x</title></item><item>"},
      // A container ends the last of its name.
      {"<feed <item <feed", "<feed><item></item></feed><feed>"},
      // A group holds fields, until words show that it is a leaf.
      {"<item <group <title", "<item><group><title>"},
      {"<item <group Ann <date", "<item><group>Ann</group><date>"},
      // An outer leaf ends a box, but no group.
      {"<feed <box <language", "<feed><box></box><language>"},
      {"<item <group <language", "<item><group><language>"},
      // HTML is inside a body; a field without attributes right in it ends it.
      {"<item <body <p x", "<item><body><p>x"},
      {"<item <body x <date", "<item><body>x</body><date>"},
      {"<item <body <p x <p", "<item><body><p>x</p><p>"},
      // An end tag closes what is open in its element.
      {"<item <group <title x item>", "<item><group><title>x</title></group></item>"},
      {"<item <title x TITLE>", "<item><title>x</title>"},
      // One that matches nothing closes a leaf, but no group.
      {"<item <title x titel>", "<item><title>x</title>"},
      {"<item <group <title x title> titel>", "<item><group><title>x</title>"},
  }));
  CAPTURE(steps);
  CHECK(Opened(steps).out == out);
}

TEST_CASE("what was repaired is counted") {
  CHECK(Opened("<item <title x <date").faults.count(XmlFault::missing_end_tag) == 1);
  CHECK(Opened("<feed <item <title <feed").faults.count(XmlFault::missing_end_tag) == 3);
  CHECK(Opened("<item <title x titel>").faults.count(XmlFault::misspelt_end_tag) == 1);
  CHECK(Opened("<feed item>").faults.count(XmlFault::stray_end_tag) == 1);
  CHECK(Opened("<feed <item item> feed>").faults.lines().empty());
}

TEST_CASE("elements that nest too deep are counted, and their end tags close nothing") {
  Opened deep("<a <b <c <d", 2);
  CHECK(deep.open.is_full());
  CHECK(deep.open.depth() == 2);
  CHECK(deep.out == "<a><b>");
  deep.take("d>");
  deep.take("c>");
  CHECK(deep.open.depth() == 2);
  deep.take("b>");
  CHECK(deep.out == "<a><b></b>");
}

TEST_CASE("HTML is expected in fields, and outside of all elements with a role") {
  CHECK(Opened("").open.expects_html());
  CHECK(Opened("<p").open.expects_html());
  CHECK(Opened("<item <title").open.expects_html());
  CHECK(Opened("<item <body <p").open.expects_html());
  CHECK_FALSE(Opened("<item").open.expects_html());
  CHECK_FALSE(Opened("<item <group").open.expects_html());
}

TEST_CASE("the innermost field and record are known below elements without a role") {
  CHECK(Opened("<item <body <p <b").open.is_in_body());
  CHECK_FALSE(Opened("<item <title <b").open.is_in_body());
  CHECK(Opened("<feed <item <body <p").open.is_in_record());
  CHECK_FALSE(Opened("<feed <title").open.is_in_record());
}

TEST_CASE("the end closes all, from the innermost on") {
  Opened cut("<feed <item <title x");
  cut.open.finish();
  CHECK(cut.out == "<feed><item><title>x</title></item></feed>");
  CHECK(cut.open.empty());
}

}  // namespace open_xml_elements_test
