// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include <catch2/catch.hpp>
#include <initializer_list>

namespace arguments_test {

using namespace syndic::cli;
using syndic::write::Format;

namespace {

Arguments parsed(std::initializer_list<const char*> words) {
  std::vector<const char*> argv = {"syndic"};
  argv.insert(argv.end(), words);
  auto result = parse_arguments(static_cast<int>(argv.size()), argv.data());
  REQUIRE(std::holds_alternative<Arguments>(result));
  return std::get<Arguments>(result);
}

}  // namespace

TEST_CASE("global flags stand before or after the command") {
  for (const Arguments& arguments : {parsed({"-c", "x.toml", "-q", "check"}),
                                     parsed({"check", "--config", "x.toml", "--quiet"})}) {
    CHECK(arguments.config_file == "x.toml");
    CHECK(arguments.quiet);
    CHECK_FALSE(arguments.verbose);
    CHECK(std::holds_alternative<CheckArguments>(arguments.command));
  }
}

TEST_CASE("refresh takes all its flags") {
  const auto arguments =
      std::get<RefreshArguments>(parsed({"refresh", "--only", "a", "--only", "b", "--force",
                                         "--offline", "--dry-run", "--strict", "--json"})
                                     .command);
  CHECK(arguments.options.only == std::vector<std::string>{"a", "b"});
  CHECK(arguments.options.force);
  CHECK(arguments.options.offline);
  CHECK(arguments.options.dry_run);
  CHECK(arguments.strict);
  CHECK(arguments.json);
}

TEST_CASE("parse takes inputs, a format and a base") {
  const auto arguments = std::get<ParseArguments>(
      parsed({"parse", "a.xml", "-", "--as", "atom", "--base", "https://a.example/"}).command);
  CHECK(arguments.inputs == std::vector<std::string>{"a.xml", "-"});
  CHECK(arguments.as == Format::atom);
  CHECK(arguments.base_url == "https://a.example/");
  CHECK_FALSE(arguments.allow_private);
}

TEST_CASE("discover takes an input, add a URL and what to call it") {
  const auto discover = std::get<DiscoverArguments>(
      parsed({"discover", "page.html", "--allow-private", "--base", "https://a.example/"}).command);
  CHECK(discover.input == "page.html");
  CHECK(discover.base_url == "https://a.example/");
  CHECK(discover.allow_private);
  const auto wish = std::get<AddArguments>(parsed({"add", "https://a.example/", "--id", "a",
                                                   "--name", "A", "--group", "x", "--group", "y"})
                                               .command)
                        .wish;
  CHECK(wish.url == "https://a.example/");
  CHECK(wish.id == "a");
  CHECK(wish.name == "A");
  CHECK(wish.groups == std::vector<std::string>{"x", "y"});
}

TEST_CASE("serve has its defaults") {
  const auto arguments = std::get<ServeArguments>(parsed({"serve"}).command);
  CHECK(arguments.folder.empty());
  CHECK(arguments.listen == "127.0.0.1:8080");
}

TEST_CASE("why takes an item or source, of any words") {
  CHECK(std::get<WhyArguments>(parsed({"why", "Where is my post?"}).command).asked ==
        "Where is my post?");
}

}  // namespace arguments_test
