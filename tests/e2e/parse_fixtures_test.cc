// SPDX-License-Identifier: MIT
//
// What users see of whole documents: each tests/data/read/TOPIC/RULE.{xml,json,feed} opens with
// what it shows, RULE.expect beside it holds what `syndic parse` prints, or how it refuses. Where
// there is a RULE.args, its words follow the file's name on the command line.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"

namespace parse_fixtures_test {

namespace {

using namespace syndic;
namespace fs = std::filesystem;

std::string outcome(const fs::path& input) {
  std::vector<std::string> command = {"parse", input.string()};
  if (const fs::path words = fs::path(input).replace_extension(".args"); fs::exists(words)) {
    std::istringstream arguments(test::bytes_of(words));
    for (std::string word; arguments >> word;) command.push_back(word);
  }
  test::Finished parsed = test::run_syndic(command);
  if (parsed.exit_code == 0) return parsed.out + parsed.err;
  const std::size_t name = parsed.err.find(input.string());
  if (name != std::string::npos) {
    parsed.err.replace(name, input.string().size(), input.filename().string());
  }
  return "exit " + std::to_string(parsed.exit_code) + "\n" + parsed.out + parsed.err;
}

}  // namespace

TEST_CASE("parse prints of every document what stands beside it") {
  for (const fs::path& input :
       test::files_below(test::source_dir() / "tests/data/read", {".xml", ".json", ".feed"})) {
    INFO(input);
    CHECK(outcome(input) == test::bytes_of(fs::path(input).replace_extension(".expect")));
  }
}

}  // namespace parse_fixtures_test
