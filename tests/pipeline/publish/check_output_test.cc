// SPDX-License-Identifier: MIT
#include "pipeline/publish/check_output.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace check_output_test {

using namespace syndic;
using Catch::Matchers::Contains;
using pipeline::fault_in;
using write::Format;

namespace {

write::Document sample() {
  write::Document document;
  document.id = "https://www.example.org/feeds/all.atom";
  document.title = "All";
  document.home_page_url = "https://www.example.org/";
  for (const char* id : {"urn:x:1", "urn:x:2"}) {
    write::Entry entry;
    entry.item.id = id;
    entry.item.title.value = id;
    entry.item.url = "https://a.example/";
    entry.item.published = base::parse_rfc3339_utc("2022-05-16T09:30:00Z");
    document.entries.push_back(entry);
  }
  return document;
}

std::string without(std::string bytes, const std::string& part) {
  const std::size_t place = bytes.find(part);
  REQUIRE(place != std::string::npos);
  return bytes.erase(place, part.size());
}

}  // namespace

TEST_CASE("what was rendered reads as what it is") {
  const write::Document document = sample();
  for (const Format format : {Format::rss, Format::atom, Format::json}) {
    const std::string bytes = write::render(document, format, document.id);
    INFO(bytes);
    CHECK(fault_in(bytes, format, document).value_or("") == "");
    CHECK(pipeline::published_ids(bytes).value() == std::vector<std::string>{"urn:x:1", "urn:x:2"});
    CHECK(fault_in(bytes.substr(0, bytes.size() - 20), format, document).has_value());
    CHECK(fault_in("", format, document).has_value());
  }
}

TEST_CASE("words that look as if they were encoded twice are no fault of what has them") {
  write::Document document = sample();
  document.entries.front().item.title.value = "Caf\u00C3\u00A9";
  for (const Format format : {Format::rss, Format::atom, Format::json}) {
    CHECK(fault_in(write::render(document, format, document.id), format, document).value_or("") ==
          "");
  }
}

TEST_CASE("a fault is said: another format, an item too few, another id, no date") {
  write::Document document = sample();
  const std::string atom = write::render(document, Format::atom, document.id);
  CHECK(fault_in(atom, Format::rss, document).value() == "it reads as another format");
  CHECK_THAT(
      fault_in(without(atom, "<updated>2022-05-16T09:30:00Z</updated>"), Format::atom, document)
          .value(),
      Contains("does not say when"));
  document.entries.pop_back();
  CHECK(fault_in(atom, Format::atom, document).value() == "it reads as 2 items, not 1");
  document.entries.push_back(document.entries.front());
  CHECK(fault_in(atom, Format::atom, document).value() == "the item urn:x:1 reads as urn:x:2");
  CHECK_FALSE(pipeline::published_ids("<html></html>").has_value());
}

}  // namespace check_output_test
