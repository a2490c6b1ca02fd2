// SPDX-License-Identifier: MIT
#include "config/layout_slips.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/config/load.h"

namespace layout_slips_test {

using syndic::config::test::mistakes_in;

namespace {

struct LayoutSlip {
  std::string_view file;
  std::string_view said;  ///< After "syndic.toml:".
};

void check_layout(const std::vector<LayoutSlip>& slips) {
  for (const LayoutSlip& slip : slips) {
    CAPTURE(slip.file);
    CHECK(mistakes_in(slip.file) == "syndic.toml:" + std::string(slip.said) + "\n");
  }
}

}  // namespace

TEST_CASE("a comment of another language is told to begin with #") {
  check_layout({
      {"// ours\n[site]\n", "1:1: a comment begins with #; write # before its words"},
      {"[site]\n  // it's \"ours\n", "2:3: a comment begins with #; write # before its words"},
      {"[site]\ntitle = \"T\" // ours\n",
       "2:13: a comment begins with #; write # before its words"},
      {"[publish]\npage = true // ours\n",
       "2:13: a comment begins with #; write # before its words"},
      {"; ours\n", "1:1: a comment begins with #; write # before its words"},
  });
}

TEST_CASE("a blank that is no space is named where it stands") {
  const std::string_view said =
      "this blank is no plain space, as in text from a page; write a "
      "space here";
  for (const auto& [file, place] :
       std::vector<LayoutSlip>{{"[site]\ntitle\u00A0= \"T\"\n", "2:6: "},
                               {"[site]\ntitle =\u00A0\"T\"\n", "2:8: "},
                               {"[site]\n\u2003title = \"T\"\n", "2:1: "},
                               {"[site]\ntitle = \"T\"\u202F# ours\n", "2:12: "}}) {
    CHECK(mistakes_in(file) == "syndic.toml:" + std::string(place) + std::string(said) + "\n");
  }
}

TEST_CASE("JSON and XML are told to be no TOML") {
  check_layout({
      {"{\n  \"site\": {}\n}\n", "1:1: this is JSON, not TOML; see config/README.md"},
      {"\uFEFF\n <opml version=\"2.0\"/>\n", "2:2: this is XML, not TOML; see config/README.md"},
  });
}

TEST_CASE("a header that is not closed, or is followed by something, says how it is written") {
  const std::string_view brackets = "the brackets of this header do not match; write ";
  for (const auto& [file, header] :
       std::vector<LayoutSlip>{{"[[source]\nid = \"a\"\n", "[[source]]"},
                               {"[source]]\nid = \"a\"\n", "[[source]]"},
                               {"[site\ntitle = \"T\"\n", "[site]"},
                               {"[site  # ours\n", "[site]"},
                               {"[site]]\n", "[site]"},
                               {"[mine\n", "[mine]"}}) {
    CHECK(mistakes_in(file) ==
          "syndic.toml:1:1: " + std::string(brackets) + std::string(header) + "\n");
  }
  check_layout({{"[site] title = \"T\"\n",
                 "1:8: nothing may follow a header; write this in a line of its own"}});
}

TEST_CASE("what ends a line in other languages is to be removed") {
  check_layout({
      {"[site]\ntitle = \"T\";\n", "2:12: remove the ; after the value"},
      {"[site]\ntitle = \"T\",  # ours\n", "2:12: remove the , after the value"},
      {"[publish]\npage = true;\n", "2:12: remove the ; after the value"},
      {"[publish]\nmax_vanish = 1,\n", "2:15: remove the , after the value"},
      {"[[source]]\ngroups = [\n  \"turn\",\n],\n", "4:2: remove the , after the value"},
  });
}

TEST_CASE("a list or braces without a comma or an end say what is missing") {
  check_layout({
      {"[[source]]\ngroups = [\"a\" \"b\"]\n", "2:15: a comma is missing before this value"},
      {"[[source]]\ngroups = [\n  \"a\"\n  \"b\"\n]\n",
       "4:3: a comma is missing before this value"},
      {"[[source]]\ngroups = [\"a\"; \"b\"]\n", "2:14: write a comma here instead of ;"},
      {"[site]\nowner = { name = \"x\" email = \"a@b.example\" }\n",
       "2:22: a comma is missing before this key"},
      {"[[source]]\ngroups = [\"a\"\nname = \"x\"\n",
       "3:1: the list above is not closed; write ] after its last value"},
      {"[[source]]\ngroups = [\"a\"\n\n[site]\n",
       "4:1: the list above is not closed; write ] after its last value"},
      {"[site]\nowner = { name = \"x\", }\n",
       "2:23: what is in { } stands in one line, without a comma at its end"},
      {"[site]\nowner = { name = \"x\",\n  email = \"a@b.example\" }\n",
       "2:22: what is in { } stands in one line, without a comma at its end"},
  });
}

}  // namespace layout_slips_test
