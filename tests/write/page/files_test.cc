// SPDX-License-Identifier: MIT
//
// Which pages of a published folder are removed, and how the folder of assets is kept.
#include "write/page/files.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/error.h"
#include "tests/support/temp_dir.h"
#include "write/output_dir.h"

namespace page_files_test {

using namespace syndic;
using test::bytes_of;
using write::OutputDir;
namespace fs = std::filesystem;

namespace {

const std::string kOurs = std::string(write::kPageMark) + "<!DOCTYPE html>";

}  // namespace

TEST_CASE("The first page of everything is index.html, and no two lists share a name") {
  CHECK(write::latest_page_name(1) == "index.html");
  CHECK(write::latest_page_name(2) == "latest-2.html");
  CHECK(write::history_page_name(1) == "page-1.html");
  CHECK(write::list_page_name("source", "a") == "source-a.html");
  CHECK(write::embed_page_name("index.html") == "embed.html");
  CHECK(write::embed_page_name("source-a.html") == "embed-source-a.html");
}

TEST_CASE("The names of pages are known from others") {
  for (const char* name : {"index.html", "embed.html", "formats.html", "page-2.html",
                           "source-casel.html", "kind-watch.html", "latest-2.html",
                           "embed-tag-a.html", "sources.html", "search.json", "why/0a.json"}) {
    CAPTURE(name);
    CHECK(write::is_page_name(name));
  }
  for (const char* name : {"about.html", "page-7.htm", "status.html", "all.rss", "index.html.gz"}) {
    CAPTURE(name);
    CHECK_FALSE(write::is_page_name(name));
  }
  CHECK(write::is_history_page_name("page-12.html"));
  for (const char* name : {"page-.html", "page-2a.html", "latest-2.html", "page-2.htm"}) {
    CAPTURE(name);
    CHECK_FALSE(write::is_history_page_name(name));
  }
}

TEST_CASE("Assets are published into a folder of their own, which all may enter") {
  const test::TempDir dir;
  OutputDir output(dir / "public");
  CHECK_FALSE(OutputDir::holds(dir / "public", "assets/style.css", "a {}"));
  CHECK(output.publish("assets/style.css", "a {}"));
  CHECK_FALSE(output.publish("assets/style.css", "a {}"));
  CHECK(bytes_of(dir / "public/assets/style.css") == "a {}");
  CHECK(fs::status(dir / "public/assets").permissions() == fs::perms{0755});
  for (const char* name : {"assets/", "assets/.x", "assets/../x", "assets/a/b", "assets"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(output.publish(name, "x"), FileFailure);
  }
}

TEST_CASE("A symbolic link in the place of the assets is replaced, not followed") {
  const test::TempDir dir;
  dir.write("elsewhere/style.css", "a {}");
  fs::permissions(dir / "elsewhere/style.css", fs::perms{0644});
  OutputDir output(dir / "public");
  fs::create_directory_symlink(dir / "elsewhere", dir / "public/assets");
  CHECK(output.publish("assets/style.css", "a {}"));
  CHECK(fs::symlink_status(dir / "public/assets").type() == fs::file_type::directory);
  CHECK(output.publish("assets/style.css", "b {}"));
  CHECK(bytes_of(dir / "elsewhere/style.css") == "a {}");
}

TEST_CASE("What a killed run left among the assets goes") {
  const test::TempDir dir;
  dir.write("assets/.syndic-style.css.123.tmp", "half");
  const OutputDir output(dir.path());
  CHECK_FALSE(fs::exists(dir / "assets/.syndic-style.css.123.tmp"));
}

}  // namespace page_files_test
