// SPDX-License-Identifier: MIT
//
// What users see of whole documents: each tests/data/read/TOPIC/RULE.{xml,json,feed} opens with
// what it shows, RULE.expect beside it holds what `syndic parse` prints, or how it refuses. Where
// there is a RULE.args, its words follow the file's name on the command line.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace {

using namespace syndic;
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_input(const fs::path& path) {
  const fs::path kind = path.extension();
  return kind == ".xml" || kind == ".json" || kind == ".feed";
}

std::vector<fs::path> inputs() {
  std::vector<fs::path> found;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SYNDIC_SOURCE_DIR) / "tests/data/read")) {
    if (is_input(entry.path())) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string outcome(const fs::path& input) {
  std::vector<std::string> command = {"parse", input.string()};
  std::istringstream words(read_file(fs::path(input).replace_extension(".args")));
  for (std::string word; words >> word;) command.push_back(word);
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
  const std::vector<fs::path> all = inputs();
  REQUIRE_FALSE(all.empty());
  for (const fs::path& input : all) {
    INFO(input);
    CHECK(outcome(input) == read_file(fs::path(input).replace_extension(".expect")));
  }
}
