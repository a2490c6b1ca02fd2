// SPDX-License-Identifier: MIT
#include "cli/setup/questions.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "base/error.h"

namespace questions_test {

using syndic::cli::Questions;

TEST_CASE("an empty line takes the default, a wrong answer is said and asked for again") {
  std::istringstream in("\n  bad \n good\n");
  std::ostringstream out;
  Questions questions(in, out, false);
  CHECK(questions.ask("1. A title", "News") == "News");
  CHECK(questions.ask("2. An address", "x", [](const std::string& answer) {
    return answer == "bad" ? "this is no address" : "";
  }) == "good");
  CHECK(out.str() ==
        "\n1. A title\n   [News]: "
        "\n2. An address\n   [x]:    this is no address\n"
        "\n2. An address\n   [x]: ");
}

TEST_CASE("yes and no are asked for until it is one of them") {
  std::istringstream in("perhaps\nYES\n\nn\n");
  std::ostringstream out;
  Questions questions(in, out, false);
  CHECK(questions.confirm("Go on?", false));
  CHECK(questions.confirm("Go on?", true));
  CHECK_FALSE(questions.confirm("Go on?", true));
  CHECK(out.str().starts_with("Go on? [y/N]:    yes or no?\nGo on? [y/N]: "));
}

TEST_CASE("answers that end before the last question change nothing") {
  std::istringstream in;
  std::ostringstream out;
  Questions questions(in, out, false);
  CHECK_THROWS_WITH(questions.confirm("Go on?", true),
                    "the answers ended before the last question; nothing was changed");
}

TEST_CASE("nobody is asked where the defaults are wanted") {
  std::istringstream in;
  std::ostringstream out;
  Questions questions(in, out, true);
  CHECK(questions.ask("A title", "News") == "News");
  CHECK_FALSE(questions.confirm("Replace it?", false));
  CHECK(out.str().empty());
}

}  // namespace questions_test
