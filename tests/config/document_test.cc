// SPDX-License-Identifier: MIT
#include "config/document.h"

#include <catch2/catch.hpp>
#include <string>

namespace document_test {

namespace {

using namespace syndic::config;

std::string why_not(std::string_view text) {
  const auto table = read_toml(text);
  if (table) return "";
  const auto& [at, message] = table.error();
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + message;
}

TEST_CASE("Every TOML type arrives as it is, dates as Other") {
  const auto table =
      read_toml("t = \"x\"\ni = 3\nd = 1.5\nb = true\nl = [1]\nm = { k = 2 }\nw = 2022-05-16\n");
  REQUIRE(table);
  CHECK(*as<std::string>(find(*table, "t")) == "x");
  CHECK(*as<std::int64_t>(find(*table, "i")) == 3);
  CHECK(*as<double>(find(*table, "d")) == 1.5);
  CHECK(*as<bool>(find(*table, "b")));
  CHECK(as<List>(find(*table, "l"))->size() == 1);
  CHECK(*as<std::int64_t>(find(*as<Table>(find(*table, "m")), "k")) == 2);
  CHECK(as<Other>(find(*table, "w")) != nullptr);
  CHECK(find(*table, "none") == nullptr);
  CHECK(as<bool>(find(*table, "none")) == nullptr);
}

TEST_CASE("Keys and values know their lines and columns, in characters") {
  const auto table = read_toml("# é\n[s]\n  \"é\" = [1,\n    2]\n");
  REQUIRE(table);
  const auto& member = as<Table>(find(*table, "s"))->front();
  CHECK(member.at == Position{3, 3});
  CHECK(member.value.at == Position{3, 9});
  CHECK(as<List>(&member.value)->back().at == Position{4, 5});
}

TEST_CASE("A syntax error says where it is") {
  CHECK(why_not("a = 1\nb = ]\n").starts_with("2:5: "));
  CHECK(why_not("[a]\n[a]\n") ==
        "2:1: Error while parsing table header: cannot redefine existing table 'a'");
}

TEST_CASE("Bytes that are no UTF-8 are found by line and column") {
  CHECK(why_not("a = 1\n# é\xFF\n") == "2:4: a byte that is no UTF-8; save the file as UTF-8 text");
  CHECK(why_not(std::string_view("\x7F"
                                 "ELF\x02\x01\x00\xFF",
                                 8))
            .starts_with("1:8: a byte"));
  CHECK(why_not("\xFF") == "1:1: a byte that is no UTF-8; save the file as UTF-8 text");
}

TEST_CASE("Nesting costs no stack without a bound") {
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i) deep += ".a";
  CHECK(why_not(deep + " = 1") == "1:1: a line of more than 16 KiB; break it into several");
  CHECK(why_not("\nx=1\n" + deep).starts_with("3:1: a line of more than"));
  CHECK(why_not("a = " + std::string(10'000, '[')).starts_with("1:"));
  const std::string allowed = deep.substr(0, 8'000) + "a = 1\n[" + deep.substr(0, 8'001) + "]\n";
  CHECK(why_not(allowed).starts_with("2:1: "));
  CHECK(why_not(deep.substr(0, 16'001) + " = 1").empty());
}

}  // namespace

}  // namespace document_test
