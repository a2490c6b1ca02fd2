// SPDX-License-Identifier: MIT
//
// Every kind of page, its stylesheet and its icon by the checkers of HTML: the Nu Html Checker of
// the W3C (npm's vnu-jar, which needs Java) and HTML Tidy. What is not installed is skipped, saying
// so.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/browser/site.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"

namespace conformance_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const char* const kJava = "/usr/bin/java";
const char* const kTidy = "/usr/bin/tidy";
const fs::path kChecker =
    test::source_dir() / "build/modules/node_modules/vnu-jar/build/dist/vnu.jar";

/// Writes a site's pages, and what they are shown with, into the folder.
void write_site(const Site& site, const TempDir& dir, const std::string& folder) {
  for (const auto& [name, bytes] : site_files(site)) {
    const bool is_checked =
        name.ends_with(".html") || name.ends_with(".svg") || name.ends_with("style.css");
    if (is_checked) dir.write(folder + "/" + name, bytes);
  }
}

/// Writes a site in each language of the shipped theme, one from right to left, and one of nothing.
void write_sites(const TempDir& dir) {
  const FaultServer server;
  for (const char* const language : {"en", "de", "es", "fr", "pt", "zh", "ar"}) {
    Site site = varied_site(server);
    site.document.language = language;
    write_site(site, dir, language);
  }
  Site empty;
  empty.document = page_document({});
  write_site(empty, dir, "empty");
  dir.write("empty/lint.html", varied_lint_page());
}

/// Whether the checker errs, or speaks of what is meant as it is.
bool is_let_pass(const std::string& url, const std::string& message) {
  // A file has no origin, which the policy's 'self' could mean, and data for machines is no script
  // that a policy forbids. The browser judges the policy.
  const bool is_of_policy = message.find("violates Content Security Policy") != std::string::npos;
  // The table of status.html tells its roles, as browsers forget them where its cells are blocks.
  const bool is_of_roles =
      url.ends_with("/status.html") && message.find("” role is unnecessary") != std::string::npos;
  const bool is_of_cells =
      url.ends_with("/status.html") && message.starts_with("The “role” attribute must not");
  return is_of_policy || is_of_roles || is_of_cells;
}

/// What the checker says of the files of a folder, a line each.
std::vector<std::string> objections(const fs::path& folder) {
  const Finished checked =
      Process({kJava, "-jar", kChecker.string(), "--format", "json", "--exit-zero-always",
               "--also-check-css", "--also-check-svg", folder.string()})
          .wait();
  INFO(checked.err);
  const json report = json::parse(checked.err, nullptr, false);
  REQUIRE(report.is_object());
  std::vector<std::string> said;
  for (const json& one : report.at("messages")) {
    const std::string message = one.at("message");
    const std::string url = one.value("url", "");
    if (is_let_pass(url, message)) continue;
    said.push_back(url.substr(std::min(url.size(), url.find(folder.filename().string()))) + ": " +
                   message + " [" + one.value("extract", "") + "]");
  }
  return said;
}

}  // namespace

TEST_CASE("The Nu Html Checker has nothing to say of any page, its stylesheet or its icon") {
  if (is_missing("Java (Debian package default-jre-headless)", kJava)) return;
  if (is_missing("vnu-jar (npm; ./dev test fetches it where npm is)", kChecker)) return;
  const TempDir dir;
  write_sites(dir);
  CHECK(objections(dir.path()) == std::vector<std::string>());
  dir.write("en/broken.html", "<!DOCTYPE html><html lang=en><title>x</title><h1><p>x</p></h1>");
  dir.write("en/broken.css", "p { colour: red }");
  const auto broken = objections(dir.path());
  CAPTURE(broken);
  CHECK(broken.size() == 2);
}

TEST_CASE("HTML Tidy takes every page for conforming") {
  if (is_missing("tidy (Debian package tidy)", kTidy)) return;
  const FaultServer server;
  const TempDir dir;
  for (const auto& [name, bytes] : site_files(varied_site(server))) {
    if (!name.ends_with(".html")) continue;
    const fs::path file = dir.write(name, bytes);
    const Finished checked = Process({kTidy, "-qe", "-utf8", file.string()}).wait();
    std::istringstream lines(checked.err);
    for (std::string line; std::getline(lines, line);) {
      // Attributes of the HTML standard that are newer than Debian's tidy.
      bool is_newer = false;
      for (const char* attribute :
           {"\"loading\"", "\"decoding\"", "\"referrerpolicy\"", "\"aria-current\""}) {
        is_newer = is_newer || line.find(attribute) != std::string::npos;
      }
      CAPTURE(name, line);
      CHECK(is_newer);
    }
  }
}

}  // namespace conformance_test
