// SPDX-License-Identifier: MIT
#include "config/problems.h"

#include <catch2/catch.hpp>

namespace problems_test {

namespace {

using namespace syndic::config;
using Lines = std::vector<std::string>;

TEST_CASE("Problems are told in the file's order, equal places in the order of finding") {
  Problems problems;
  problems.add({10, 1}, "d");
  problems.add({2, 9}, "b");
  problems.add({2, 9}, "c");
  problems.add({2, 3}, "a");
  CHECK(problems.lines("x.toml") ==
        Lines{"x.toml:2:3: a", "x.toml:2:9: b", "x.toml:2:9: c", "x.toml:10:1: d"});
}

TEST_CASE("A line stays one printable line of at most 300 characters") {
  Problems problems;
  problems.add({1, 1}, "a\nb\x1B[31m\x7F\xFF" + std::string(1'000, 'x'));
  const auto lines = problems.lines(std::string("/new\nline/") + std::string(400, 'p') + "/s.toml");
  REQUIRE(lines.size() == 1);
  const std::string message = "/s.toml:1:1: a b[31m?" + std::string(211, 'x') + "…";
  CHECK(lines[0] == "…" + std::string(66, 'p') + message);
}

TEST_CASE("A path is cut between characters") {
  std::string path;
  for (int i = 0; i < 400; ++i) path += "é";
  const std::string line = line_about(path, "gone");
  CHECK(line.size() == 3 + 2 * 293 + 6);
  CHECK(line.starts_with("…éé"));
  CHECK(line.ends_with("éé: gone"));
}

TEST_CASE("Words of the file are quoted, cut and made harmless") {
  CHECK(in_quotes("turn") == "\"turn\"");
  CHECK(in_quotes("a\nb\x1B\u202E") == "\"a b\"");
  CHECK(in_quotes(std::string(41, 'x')) == '"' + std::string(39, 'x') + "…\"");
  CHECK(in_quotes(std::string(40, 'x')) == '"' + std::string(40, 'x') + '"');
}

}  // namespace

}  // namespace problems_test
