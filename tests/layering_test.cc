// SPDX-License-Identifier: MIT
//
// Holds the tree to the architecture: who may include whom (src/README.md), and that no test file
// is forgotten by the build.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/paths.h"

namespace layering_test {

namespace fs = std::filesystem;

namespace {

using Folders = std::set<std::string>;

// The include table; a room (parse/xml) belongs to its folder's row. config/ knows of the stages
// nothing but their Options.
const std::map<std::string, Folders> kMayInclude = {
    {"base", {}},
    {"text", {"base"}},
    {"model", {}},
    {"markup", {"base"}},
    {"http", {"base"}},
    {"fetch", {"base", "model", "http"}},
    {"parse", {"base", "text", "model", "markup"}},
    {"discover", {"base", "model", "markup", "http", "fetch", "parse"}},
    {"normalize", {"base", "text", "model", "markup"}},
    {"store", {"base", "model"}},
    {"write", {"base", "text", "model", "markup"}},
    {"notify", {"base", "http"}},
    {"lint", {"base", "text", "model", "markup", "http", "parse", "normalize"}},
    {"config",
     {"base", "text", "model", "fetch", "parse", "normalize", "store", "write", "notify"}},
    {"pipeline",
     {"base", "text", "model", "markup", "http", "fetch", "parse", "discover", "normalize", "store",
      "write", "notify", "lint", "config"}},
    {"serve", {"base"}},
    {"cli",
     {"base", "text", "model", "markup", "http", "fetch", "parse", "discover", "normalize", "store",
      "write", "notify", "lint", "config", "pipeline", "serve"}},
};
const Folders kOptionsAlone = {"fetch", "parse", "normalize", "store", "write", "notify"};

const fs::path kSource = syndic::test::source_dir() / "src";

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What a line includes of our own: {"base", "url.h"} of `#include "base/url.h"`; else empty.
std::pair<std::string, std::string> included(const std::string& line) {
  constexpr std::string_view kStart = "#include \"";
  if (!line.starts_with(kStart)) return {};
  const std::size_t slash = line.find('/');
  const std::size_t end = line.find('"', kStart.size());
  if (slash == std::string::npos || slash > end) return {};
  return {line.substr(kStart.size(), slash - kStart.size()),
          line.substr(slash + 1, end - slash - 1)};
}

// Why `folder` may not include it; empty where it may.
std::string objection(const std::string& folder, const std::string& line) {
  if (line.find("#include \"") == 0 && included(line).first.empty()) {
    return "names no folder: " + line;
  }
  const auto [other, header] = included(line);
  if (other.empty() || other == folder) return {};
  if (!kMayInclude.at(folder).contains(other)) return folder + " may not know " + other;
  if (folder == "config" && kOptionsAlone.contains(other) && header != "options.h") {
    return "config may know of " + other + " its options.h alone";
  }
  return {};
}

}  // namespace

TEST_CASE("every include of a folder stands in the include table") {
  std::size_t files = 0;
  for (const auto& [folder, unused] : kMayInclude) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / folder)) {
      const std::string ending = entry.path().extension();
      if (ending != ".h" && ending != ".cc") continue;
      ++files;
      for (const std::string& line : lines_of(entry.path())) {
        CAPTURE(entry.path(), line);
        CHECK(objection(folder, line).empty());
      }
    }
  }
  CHECK(files > 50);
}

TEST_CASE("an include against the table is objected to") {
  CHECK(objection("parse", "#include \"store/store.h\"") == "parse may not know store");
  CHECK(objection("base", "#include \"model/item.h\"") == "base may not know model");
  CHECK(objection("config", "#include \"write/feed_writer.h\"") ==
        "config may know of write its options.h alone");
  CHECK(objection("config", "#include \"write/options.h\"").empty());
  CHECK(objection("parse", "#include \"rss.h\"") == "names no folder: #include \"rss.h\"");
  CHECK(objection("parse", "#include <string>").empty());
}

TEST_CASE("the table names every folder, and what a folder links is what it may include") {
  for (const auto& entry : fs::directory_iterator(kSource)) {
    if (entry.is_directory()) CHECK(kMayInclude.contains(entry.path().filename().string()));
  }
  for (const auto& [folder, allowed] : kMayInclude) {
    CAPTURE(folder);
    std::string text;
    for (const std::string& line : lines_of(kSource / folder / "CMakeLists.txt"))
      text += line + ' ';
    Folders linked;
    if (const std::size_t uses = text.find(" USES "); uses != std::string::npos) {
      std::istringstream words(text.substr(uses + 6));
      for (std::string word; words >> word && word != "LIBRARIES";) {
        linked.insert(word.substr(0, word.find(')')));
        if (word.ends_with(')')) break;
      }
    }
    CHECK(linked == allowed);
  }
}

TEST_CASE("every *_test.cc is built and run") {
  const auto listed = lines_of(SYNDIC_TEST_FILES);
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(syndic::test::source_dir() / "tests")) {
    if (!entry.path().string().ends_with("_test.cc")) continue;
    ++found;
    CAPTURE(entry.path());
    CHECK(std::ranges::find(listed, entry.path().string()) != listed.end());
  }
  CHECK(found > 10);
}

}  // namespace layering_test
