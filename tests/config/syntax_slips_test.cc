// SPDX-License-Identifier: MIT
//
// What people write who never saw TOML, with the very line that they read.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/config/load.h"

namespace syntax_slips_test {

using syndic::config::test::mistakes_in;

namespace {

struct Slip {
  std::string_view file;
  std::string_view said;  ///< After "syndic.toml:".
};

void check_all(const std::vector<Slip>& slips) {
  for (const Slip& slip : slips) {
    CAPTURE(slip.file);
    CHECK(mistakes_in(slip.file) == "syndic.toml:" + std::string(slip.said) + "\n");
  }
}

}  // namespace

TEST_CASE("a curly quote is named where it stands") {
  check_all({
      {"[site]\ntitle = “News”\n",
       "2:9: “ is a curly quote; write straight ones, as title = \"…\""},
      {"[site]\ntitle = \"News”\n",
       "2:14: ” is a curly quote; write straight ones, as title = \"…\""},
      {"[site]\ntitle = ‘News’\n",
       "2:9: ‘ is a curly quote; write straight ones, as title = \"…\""},
      {"[[source]]\ngroups = [“turn”]\n",
       "2:11: “ is a curly quote; write straight ones, as groups = [\"…\"]"},
      {"“title” = \"News\"\n", "1:1: “ is a curly quote; write straight ones, as \"…\""},
  });
}

TEST_CASE("a text without quotes is told to have them, and is never shown") {
  check_all({
      {"[site]\ntitle = News of us\n",
       "2:9: title needs quotes around its text; write title = \"…\""},
      {"[site]\ntitle = Today’s news\n",
       "2:9: title needs quotes around its text; write title = \"…\""},
      {"[site]\ntitle = Bob's news\n",
       "2:9: title needs quotes around its text; write title = \"…\""},
      {"[site]\nurl = https://user:secret@example.org/?a=b\n",
       "2:7: url needs quotes around its text; write url = \"…\""},
      {"[fetch]\ninterval = 1h\n",
       "2:12: interval needs quotes around its text; write interval = \"…\""},
      {"[fetch]\ninterval = 10 minutes  # often\n",
       "2:12: interval needs quotes around its text; write interval = \"…\""},
      {"[site]\r\ntitle = News\r\n",
       "2:9: title needs quotes around its text; write title = \"…\""},
      {"[[source]]\ngroups = [turn, \"partners\"]\n",
       "2:11: groups needs quotes around each text; write groups = [\"…\"]"},
      {"[[source]]\ngroups = [\n  \"partners\",\n  turn,\n]\n",
       "4:3: this text needs quotes around it; write \"…\""},
      {"[[source]]\ngroups = [\nturn\n]\n", "3:1: this text needs quotes around it; write \"…\""},
      {"é = \"é\"\n[site]\n",
       "1:1: this is no TOML: Error while parsing root table: expected keys, "
       "tables, whitespace or comments, saw 'é'"},
  });
}

TEST_CASE("a quote that is not closed is named where it opens") {
  check_all({
      {"[site]\ntitle = \"News\nurl = \"https://example.org/\"\n",
       "2:9: this quote is not closed; write one more at the end of the text, as title = \"…\""},
      {"[site]\ntitle = 'News\n",
       "2:9: this quote is not closed; write one more at the end of the text, as title = '…'"},
      {"title = \"News",
       "1:9: this quote is not closed; write one more at the end of the text, as "
       "title = \"…\""},
      {"[[source]]\ngroups = [\"turn\", \"partners]\n",
       "2:19: this quote is not closed; write one more at the end of the text, as groups = "
       "[\"…\"]"},
      {"[site]\ntitle = \"The \"best\" news\"\n",
       "2:15: nothing may follow the closing quote; a quote within a text is written \\\""},
  });
}

TEST_CASE("a text with ' in it is told to stand between the other quotes") {
  check_all({
      {"[site]\ntitle = 'It's news'\n",
       "2:13: a text with ' in it needs double quotes; write title = \"…\""},
      {"[[source]]\ngroups = ['Bob's']\n",
       "2:16: a text with ' in it needs double quotes; write groups = [\"…\"]"},
      {"[[source]]\ngroups = [\"the \"best\"\"]\n",
       "2:17: nothing may follow the closing quote; a quote within a text is written \\\""},
  });
}

TEST_CASE("a backslash between double quotes is named, and the text is never shown") {
  const std::string_view said =
      ": a backslash in a text is written \\\\ between double quotes; or write path = '…', with "
      "single ones\n";
  CHECK(mistakes_in("[[source]]\npath = \"C:\\Users\\feeds\"\n") ==
        "syndic.toml:2:11" + std::string(said));
  CHECK(mistakes_in("[[source]]\npath = \"C:\\\\My\\Documents\"\n") ==
        "syndic.toml:2:15" + std::string(said));
}

TEST_CASE("true and false have no other words") {
  check_all({
      {"[publish]\npage = yes\n", "2:8: page cannot be yes; write page = true"},
      {"[publish]\npage = no\n", "2:8: page cannot be no; write page = false"},
      {"[publish]\npage = on # always\n", "2:8: page cannot be on; write page = true"},
      {"[publish]\npage = Off\n", "2:8: page cannot be Off; write page = false"},
      {"[publish]\npage = True\n", "2:8: page cannot be True; write page = true"},
      {"[publish]\npage = false.\n", "2:8: page cannot be false; write page = false"},
  });
}

TEST_CASE("a key or table that is given twice names the first") {
  check_all({
      {"[site]\ntitle = \"T\"\nurl = \"x\"\n  title = \"U\"\n",
       "4:3: title is given twice, first in line 2; keep one of them"},
      {"site = { title = \"T\", title = \"U\" }\n", "1:23: title is given twice; keep one of them"},
      {"[site]\ntitle = \"T\"\n[fetch]\n[site]\nurl = \"x\"\n",
       "4:1: [site] is given twice, first in line 1; put all of its keys below one header"},
      {"[fetch]\n[fetch]  # [again]\n",
       "2:1: [fetch] is given twice, first in line 1; put all of its keys below one header"},
      {"[[source]]\nid = \"a\"\n[source]\nid = \"b\"\n",
       "3:1: source has both one bracket and two in its headers; write [[source]] for each where "
       "there may be several, else [source] once"},
  });
}

TEST_CASE("a key without = or without a value is told what is missing") {
  check_all({
      {"[site]\ntitle: \"News\"\n", "2:1: title needs = before its value; write title = …"},
      {"[site]\ntitle \"News\"\n", "2:1: title needs = before its value; write title = …"},
      {"[site]\ntitle =\n",
       "2:1: title has no value; write one, as title = \"…\", or take the line out"},
      {"[site]\ntitle = # later\n",
       "2:1: title has no value; write one, as title = \"…\", or take the line out"},
  });
}

TEST_CASE("what is within a text of several lines is no slip") {
  CHECK(mistakes_in("[site]\ntitle = \"\"\"\nit's yes = no \\q\n\"\"\"\n")
            .starts_with("syndic.toml:3:16: this is no TOML: "));
  CHECK(mistakes_in("[site]\ntitle = 2022-99-99\n").starts_with("syndic.toml:2:"));
}

TEST_CASE("a comment of another language is told to begin with #") {
  check_all({
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
       std::vector<Slip>{{"[site]\ntitle\u00A0= \"T\"\n", "2:6: "},
                         {"[site]\ntitle =\u00A0\"T\"\n", "2:8: "},
                         {"[site]\n\u2003title = \"T\"\n", "2:1: "},
                         {"[site]\ntitle = \"T\"\u202F# ours\n", "2:12: "}}) {
    CHECK(mistakes_in(file) == "syndic.toml:" + std::string(place) + std::string(said) + "\n");
  }
}

TEST_CASE("JSON and XML are told to be no TOML") {
  check_all({
      {"{\n  \"site\": {}\n}\n", "1:1: this is JSON, not TOML; see config/README.md"},
      {"\uFEFF\n <opml version=\"2.0\"/>\n", "2:2: this is XML, not TOML; see config/README.md"},
  });
}

TEST_CASE("a header that is not closed, or is followed by something, says how it is written") {
  const std::string_view brackets = "the brackets of this header do not match; write ";
  for (const auto& [file, header] : std::vector<Slip>{{"[[source]\nid = \"a\"\n", "[[source]]"},
                                                      {"[source]]\nid = \"a\"\n", "[[source]]"},
                                                      {"[site\ntitle = \"T\"\n", "[site]"},
                                                      {"[site  # ours\n", "[site]"},
                                                      {"[site]]\n", "[site]"},
                                                      {"[mine\n", "[mine]"}}) {
    CHECK(mistakes_in(file) ==
          "syndic.toml:1:1: " + std::string(brackets) + std::string(header) + "\n");
  }
  check_all({{"[site] title = \"T\"\n",
              "1:8: nothing may follow a header; write this in a line of its own"}});
}

TEST_CASE("what ends a line in other languages is to be removed") {
  check_all({
      {"[site]\ntitle = \"T\";\n", "2:12: remove the ; after the value"},
      {"[site]\ntitle = \"T\",  # ours\n", "2:12: remove the , after the value"},
      {"[publish]\npage = true;\n", "2:12: remove the ; after the value"},
      {"[publish]\nmax_vanish = 1,\n", "2:15: remove the , after the value"},
      {"[[source]]\ngroups = [\n  \"turn\",\n],\n", "4:2: remove the , after the value"},
  });
}

TEST_CASE("a list or braces without a comma or an end say what is missing") {
  check_all({
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
       "2:23: what is in { } must be on one line, without a comma at its end"},
      {"[site]\nowner = { name = \"x\",\n  email = \"a@b.example\" }\n",
       "2:22: what is in { } must be on one line, without a comma at its end"},
  });
}

}  // namespace syntax_slips_test
