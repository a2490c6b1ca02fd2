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
       "2:13: a text with ' in it stands between double quotes; write title = \"…\""},
      {"[[source]]\ngroups = ['Bob's']\n",
       "2:16: a text with ' in it stands between double quotes; write groups = [\"…\"]"},
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

}  // namespace syntax_slips_test
