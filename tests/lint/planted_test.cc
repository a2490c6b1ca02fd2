// SPDX-License-Identifier: MIT
//
// Each tests/data/lint/RULE.{xml,json}, or RULE.WHERE.xml, is a clean feed but for one planted
// fault, which its comment names; clean_*.{xml,json} have none. A line "Content-Type: …" in the
// comment is the answer's.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "lint/lint.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace planted_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> fixtures() {
  return test::files_below(test::source_dir() / "tests/data/lint", {".xml", ".json"});
}

std::string content_type_of(const std::string& bytes) {
  const std::string key = "\nContent-Type: ";
  const std::size_t at = bytes.find(key);
  if (at == std::string::npos) return {};
  return bytes.substr(at + key.size(), bytes.find('\n', at + 1) - at - key.size());
}

std::vector<lint::Finding> findings_of(const fs::path& path) {
  const std::string bytes = test::bytes_of(path);
  const std::string type = content_type_of(bytes);
  return lint::lint_document({.bytes = bytes,
                              .content_type = type,
                              .url = "https://harbour.example/feed",
                              .now = *base::parse_rfc3339_utc("2026-03-01T12:00:00Z")});
}

std::vector<std::string> ids_of(const std::vector<lint::Finding>& findings) {
  std::vector<std::string> ids;
  for (const lint::Finding& finding : findings) ids.emplace_back(finding.rule->id);
  return ids;
}

bool is_clean(const fs::path& path) { return path.stem().string().starts_with("clean_"); }

}  // namespace

TEST_CASE("each planted fault is found, and nothing else") {
  std::set<std::string> planted;
  for (const fs::path& path : fixtures()) {
    if (is_clean(path)) continue;
    const std::string name = path.filename().string();
    const std::string id = name.substr(0, name.find('.'));
    INFO(path);
    CHECK(ids_of(findings_of(path)) == std::vector<std::string>{id});
    planted.insert(id);
  }
  planted.insert("feed-beyond-limit");  // Of megabytes: document_test.cc makes one.
  for (const lint::Rule& rule : lint::rules_of_documents()) {
    INFO(rule.id);
    CHECK(planted.contains(std::string(rule.id)));
  }
  CHECK(planted.size() == lint::rules_of_documents().size());
}

TEST_CASE("nothing is found in a clean feed") {
  std::size_t clean = 0;
  for (const fs::path& path : fixtures()) {
    if (!is_clean(path)) continue;
    INFO(path);
    CHECK(ids_of(findings_of(path)).empty());
    ++clean;
  }
  CHECK(clean >= 4);
}

}  // namespace planted_test
