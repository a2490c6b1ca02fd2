// SPDX-License-Identifier: MIT
#include "config/given_values.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "config/document.h"

namespace given_values_test {

using namespace syndic::config;

namespace {

// The values as "LINE OWNER VALUE".
std::vector<std::string> values(std::string_view toml, std::string_view section,
                                std::string_view name) {
  const auto document = read_toml(toml);
  REQUIRE(document);
  std::vector<std::string> lines;
  for (const GivenHere& given : values_given(*document, section, name)) {
    lines.push_back(std::to_string(given.at.line) + " " + given.owner + " " + given.value);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a value is found with its line, as the file writes it") {
  CHECK(values("[fetch]\ntimeout = \"90s\"\n", "fetch", "timeout") == Lines{"2  \"90s\""});
  CHECK(values("[fetch]\nper_host = 4\n", "fetch", "per_host") == Lines{"2  4"});
  CHECK(values("[publish]\nmax_vanish = 0.25\n", "publish", "max_vanish") == Lines{"2  0.25"});
  CHECK(values("[publish]\nmax_vanish = 1.0\n", "publish", "max_vanish") == Lines{"2  1.0"});
  CHECK(values("[publish]\npage = false\n", "publish", "page") == Lines{"2  false"});
  CHECK(values("[publish]\nformats = [\"rss\", \"atom\"]\n", "publish", "formats") ==
        Lines{"2  [\"rss\", \"atom\"]"});
  CHECK(values("[site]\nowner = { name = \"A\" }\n", "site", "owner") == Lines{"2  a table"});
  CHECK(values("[site]\nowner = { name = \"A\" }\n", "site.owner", "name") == Lines{"2  \"A\""});
}

TEST_CASE("of sources each value has the id or name of its own, in the file's order") {
  const std::string toml =
      "[[source]]\nid = \"a\"\nname = \"A\"\ninterval = \"6h\"\n[[source]]\nname = \"B\"\n"
      "[[source]]\nname = \"C\"\ninterval = \"1h\"\n[source.page]\nitem = \"//p\"\n";
  CHECK(values(toml, "source", "interval") == Lines{"4 a \"6h\"", "9 C \"1h\""});
  CHECK(values(toml, "source.page", "item") == Lines{"11 C \"//p\""});
}

TEST_CASE("what is not given has no value, and no URL shows a password") {
  CHECK(values("[fetch]\n", "fetch", "timeout").empty());
  CHECK(values("", "source.page", "item").empty());
  CHECK(values("fetch = 1\n", "fetch", "timeout").empty());
  CHECK(values("[[source]]\nurl = \"https://u:pw@a.example/f\"\n", "source", "url") ==
        Lines{"2  \"https://a.example/f\""});
}

}  // namespace given_values_test
