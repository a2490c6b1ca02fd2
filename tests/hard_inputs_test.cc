// SPDX-License-Identifier: MIT
//
// tests/data/hard_inputs.md lists what feeds of the wild bring: each kind has a fixture or a test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>

#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace hard_inputs_test {

namespace {

using namespace syndic;

constexpr int kKinds = 60;

// The numbers after "hard input", "hard inputs" and the commas that follow.
void collect(const std::string& text, std::set<int>& kinds) {
  constexpr std::string_view kWords = "hard input";
  for (std::size_t at = text.find(kWords); at != std::string::npos; at = text.find(kWords, at)) {
    at += kWords.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == 's')) ++at;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
      int kind = 0;
      for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) {
        kind = std::min(kind * 10 + (text[at] - '0'), 1'000);
      }
      kinds.insert(kind);
      while (at < text.size() && (text[at] == ' ' || text[at] == ',')) ++at;
    }
  }
}

}  // namespace

TEST_CASE("each kind of hard input has a fixture or a test that names it") {
  std::set<int> kinds;
  for (const auto& path :
       test::files_below(test::source_dir() / "tests", {".xml", ".json", ".feed", ".txt", ".cc"})) {
    collect(test::bytes_of(path), kinds);
  }
  for (int kind = 1; kind <= kKinds; ++kind) {
    INFO("kind " << kind);
    CHECK(kinds.count(kind) == 1);
  }
  CHECK(kinds.size() == kKinds);
}

}  // namespace hard_inputs_test
