// SPDX-License-Identifier: MIT
//
// config/lint.md and the tables of rules: each has what the other has.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "lint/rule.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace documentation_test {

using namespace syndic;

namespace {

std::vector<lint::Rule> all_rules() {
  std::vector<lint::Rule> all;
  for (const auto table : {lint::rules_of_documents(), lint::rules_of_answers()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

// The text of each "### id" section.
std::map<std::string, std::string> sections() {
  std::istringstream page(test::bytes_of(test::source_dir() / "config/lint.md"));
  std::map<std::string, std::string> found;
  std::string id;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("#")) id = line.starts_with("### ") ? line.substr(4) : std::string();
    if (id.empty() || line.starts_with("#")) continue;
    found[id] += line + "\n";
  }
  return found;
}

bool is_id(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || base::is_digit(c) || c == '-';
  });
}

}  // namespace

TEST_CASE("each rule has a section, and each section a rule") {
  const auto documented = sections();
  for (const lint::Rule& rule : all_rules()) {
    INFO(rule.id);
    const auto section = documented.find(std::string(rule.id));
    REQUIRE(section != documented.end());
    CHECK(std::ranges::count(section->second, ' ') >= 35);
    CHECK(section->second.find(rule.w3c) != std::string::npos);
    CHECK(section->second.find(rule.w3c_atom) != std::string::npos);
  }
  for (const auto& [id, text] : documented) {
    INFO(id);
    CHECK(lint::find_rule(id) != nullptr);
  }
}

TEST_CASE("ids are unique, and no text of a rule is empty or ends in a full stop") {
  std::set<std::string_view> ids;
  for (const lint::Rule& rule : all_rules()) {
    INFO(rule.id);
    CHECK(is_id(rule.id));
    CHECK(ids.insert(rule.id).second);
    for (const std::string_view text : {rule.fault, rule.effect, rule.remedy}) {
      CHECK_FALSE(text.empty());
      CHECK_FALSE(text.ends_with('.'));
    }
  }
}

}  // namespace documentation_test
