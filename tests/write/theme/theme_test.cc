// SPDX-License-Identifier: MIT
//
// What a webmaster's own theme may do, and what is said of a broken one.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "base/error.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"
#include "tests/write/page/page_sample.h"
#include "write/theme/theme.h"
#include "write/theme/theme_builtin.h"

namespace page_theme_test {

using namespace syndic;
using namespace syndic::test;
using Catch::Matchers::Contains;
using Catch::Matchers::Message;
using write::Theme;

namespace {

std::string complaint_about(const TempDir& dir) {
  try {
    const Theme theme(dir.path());
    return "none";
  } catch (const FileFailure& failure) {
    return failure.what();
  }
}

std::string complaint_about_pages(const TempDir& dir) {
  try {
    (void)pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z")}), page_options(),
                   Theme(dir.path()));
    return "none";
  } catch (const FileFailure& failure) {
    return failure.what();
  }
}

}  // namespace

TEST_CASE("The program carries the theme of config/theme, file by file") {
  const std::filesystem::path folder = test::source_dir() / "config/theme";
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".png") continue;  // README.md shows it.
    if (entry.is_regular_file()) found.insert(entry.path().lexically_relative(folder).string());
  }
  std::set<std::string> carried;
  for (const write::ThemeFile& file : write::builtin_theme()) {
    CAPTURE(file.name);
    CHECK(file.bytes == bytes_of(folder / file.name));
    carried.insert(std::string(file.name));
  }
  CHECK(carried == found);
  CHECK(carried.contains("page.mustache"));
}

TEST_CASE("A file of the theme's folder takes the built-in one's place, and no other") {
  const TempDir dir;
  dir.write("item.mustache", "<p>{{action}}: {{name}}</p>\n");
  const auto files = pages_of(page_document({page_entry("One & two", "2022-05-16T12:00:00Z")}),
                              page_options(), Theme(dir.path()));
  CHECK_THAT(files.at("index.html"), Contains("<p>READ MORE: One &amp; two</p>\n</div>"));
  CHECK_THAT(files.at("index.html"), Contains("<h1 dir=\"auto\">News</h1>"));
}

TEST_CASE("What an item says is escaped, however the template asks for it") {
  const TempDir dir;
  dir.write("item.mustache", "<p title='{{{name}}}'>{{&name}}</p>");
  const auto files = pages_of(page_document({page_entry("a'><b>", "2022-05-16T12:00:00Z")}),
                              page_options(), Theme(dir.path()));
  CHECK_THAT(files.at("index.html"),
             Contains("<p title='a&#39;&gt;&lt;b&gt;'>a&#39;&gt;&lt;b&gt;</p>"));
}

TEST_CASE("A template includes others of its folder") {
  const TempDir dir;
  dir.write("item.mustache", "<p>{{> who}}</p>");
  dir.write("who.mustache", "{{source}}{{> what}}");
  dir.write("what.mustache", ", {{kind}}");
  const auto files = pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z")}),
                              page_options(), Theme(dir.path()));
  CHECK_THAT(files.at("index.html"), Contains("<p>CASEL, read</p>"));
}

TEST_CASE("Words of the theme's folder take the place of single ones, and languages are added") {
  const TempDir dir;
  dir.write("labels/en.toml", "read = \"GO ON\"\n");
  dir.write("labels/eo.toml", "watch = \"RIGARDU\"\n");
  dir.write("labels/notes.txt", "not of a theme");
  const Theme theme(dir.path());
  CHECK(theme.labels("en-GB").at("read") == "GO ON");
  CHECK(theme.labels("en-GB").at("watch") == "WATCH NOW");
  CHECK(theme.labels("EO").at("watch") == "RIGARDU");
  CHECK(theme.labels("eo").at("read") == "GO ON");
  CHECK(theme.labels("de").at("read") == "WEITERLESEN");
  CHECK(theme.labels("").at("read") == "GO ON");
  CHECK(theme.digest() != Theme().digest());
}

TEST_CASE("Labels that are wrong are named with file and line") {
  const TempDir dir;
  const std::string file = (dir / "labels/es.toml").string();
  dir.write("labels/es.toml", "# Nuestras\n\nraed = \"LEER\"\n");
  CHECK(complaint_about(dir) == file + ":3: unknown label \"raed\"; did you mean \"read\"?");
  dir.write("labels/es.toml", "\nread_minutes = \"{mins}\"\n");
  CHECK(complaint_about(dir) == file + ":2: \"read_minutes\" has no place {mins}; write {minutes}");
  dir.write("labels/es.toml", std::string(300 * 1024, '#'));
  CHECK_THAT(complaint_about(dir), Contains("es.toml is larger than 262144 bytes"));
  dir.write("labels/es.toml", "read = \"\xE9\"");
  CHECK_THAT(complaint_about(dir), Contains("es.toml is not in UTF-8"));
}

TEST_CASE("A word keeps its places, whatever the webmaster's English makes of it") {
  const TempDir dir;
  dir.write("labels/en.toml", "read_minutes = \"READ\"\n");
  CHECK(complaint_about(dir) == "none");
  CHECK(Theme(dir.path()).labels("de").at("read_minutes") == "LESEN {minutes} Min.");
  dir.write("labels/eo.toml", "read_minutes = \"LEGU {minutes} min.\"\n");
  CHECK(complaint_about(dir) == "none");
  dir.write("labels/en.toml", "read_minutes = \"READ {page}\"\n");
  CHECK_THAT(complaint_about(dir), Contains("en.toml:1: \"read_minutes\" has no place {page}"));
}

TEST_CASE("Labels of the form that themes had once are refused, not forgotten") {
  const TempDir dir;
  dir.write("labels.json", R"({"en": {"read": "GO ON"}})");
  CHECK(complaint_about(dir) == (dir / "labels.json").string() +
                                    " is not read any more; write the words of each language into "
                                    "a file such as labels/en.toml");
}

TEST_CASE("A broken template is named with its line") {
  const TempDir dir;
  dir.write("page.mustache", "<h1>\n{{#days}}\n</h1>\n");
  CHECK(complaint_about(dir) == "the template " + (dir / "page.mustache").string() +
                                    " is broken: line 2: unclosed section \"days\"");
  dir.write("page.mustache", "<h1>\n\n{{title\n");
  CHECK_THAT(complaint_about(dir), Contains("page.mustache is broken: line 3: unclosed tag"));
  dir.write("page.mustache", "{{/days}}");
  CHECK_THAT(complaint_about(dir), Contains("line 1: unopened section \"days\""));
}

TEST_CASE("A broken template that others include is named with its own line") {
  const TempDir dir;
  dir.write("page.mustache", "<p>\n{{> head}}\n</p>\n");
  dir.write("head.mustache", "1\n2\n3\n{{#days}}\n");
  CHECK(complaint_about(dir) == "the template " + (dir / "head.mustache").string() +
                                    " is broken: line 4: unclosed section \"days\"");
  dir.write("page.mustache", "<p>\n{{> head}}\n{{/days}}\n");
  dir.write("head.mustache", "1\n2\n3\n");
  CHECK(complaint_about(dir) == "the template " + (dir / "page.mustache").string() +
                                    " is broken: line 3: unopened section \"days\"");
}

TEST_CASE("A template that is missing is named, and who includes it") {
  const TempDir dir;
  CHECK_THAT(complaint_about(dir), Contains("holds no file of a theme, such as page.mustache"));
  dir.write("page.mustache", "<p>\n{{> head}}");
  CHECK(complaint_about(dir) ==
        "the template " + (dir / "page.mustache").string() +
            " is broken: line 2: it includes {{> head}}, but there is no head.mustache");
  dir.write("page.mustache", "{{ > a\nb }}");
  CHECK_THAT(complaint_about(dir),
             Contains("line 1: it includes {{> a b}}, but there is no a b.mustache"));
  dir.write("page.mustache", "{{> head}}");
  dir.write("head.mustache", "1\n2\n{{> head}}");
  CHECK(complaint_about(dir) ==
        "the template " + (dir / "head.mustache").string() +
            " is broken: line 3: it includes {{> head}}, which leads back to itself");
  CHECK_THROWS_WITH(Theme(dir / "missing"), Contains("cannot read the theme's folder") &&
                                                Contains("No such file or directory"));
}

TEST_CASE("A name that is not known is a mistake, not nothing") {
  const TempDir dir;
  const std::string item = "the template " + (dir / "item.mustache").string();
  dir.write("item.mustache", "<p>{{name}}</p>\n\n{{#href}}{{nmae}}{{/href}}");
  CHECK(complaint_about_pages(dir) ==
        item +
            " is broken: line 3: it asks for {{nmae}}, which is not known there; did you mean "
            "{{name}}?");
  dir.write("item.mustache", "{{frobnicate}}");
  CHECK(complaint_about_pages(dir) ==
        item + " is broken: line 1: it asks for {{frobnicate}}, which is not known there");
  dir.write("item.mustache", "{{name.first}}");
  CHECK(complaint_about_pages(dir) ==
        item + " is broken: line 1: it asks for {{name.first}}, which is not known there");
  dir.write("item.mustache", "{{na\x1bme\n" + std::string(100, 'x') + "}}");
  CHECK(complaint_about_pages(dir) == item + " is broken: line 1: it asks for {{name " +
                                          std::string(54, 'x') +
                                          "\u2026}}, which is not known there");
}

TEST_CASE("A name is known in some places only, and the others are named") {
  const TempDir dir;
  const std::string page = "the template " + (dir / "page.mustache").string();
  dir.write("page.mustache", "{{#days}}\n{{iso}}\n{{label.raed}}{{/days}}");
  CHECK(complaint_about_pages(dir) ==
        page +
            " is broken: line 3: it asks for {{label.raed}}, which is not known there; did you "
            "mean {{label.read}}?");
  dir.write("page.mustache", "{{#days}}\n{{iso}}\n{{/days}}\n<p>{{iso}}");
  CHECK(complaint_about_pages(dir) ==
        page + " is broken: line 4: it asks for {{iso}}, which is not known there");
}

TEST_CASE("An unknown name is named with the file and line that it is in, where one is included") {
  const TempDir dir;
  dir.write("item.mustache", "{{name}}\n{{> who}}\n{{kidn}}");
  dir.write("who.mustache", "1\n2\n{{source}}\n{{sorce}}");
  CHECK_THAT(complaint_about_pages(dir),
             Contains((dir / "who.mustache").string() + " is broken: line 4: it asks for "
                                                        "{{sorce}}, which is not known there"));
  dir.write("who.mustache", "1\n2\n");
  CHECK_THAT(complaint_about_pages(dir),
             Contains((dir / "item.mustache").string() + " is broken: line 3: it asks for "
                                                         "{{kidn}}, which is not known there"));
}

TEST_CASE("Files of another encoding and huge ones are refused") {
  const TempDir dir;
  dir.write("style.css", "/* \xE9 */");
  CHECK_THAT(complaint_about(dir), Contains("style.css is not in UTF-8"));
  dir.write("style.css", std::string(300 * 1024, 'x'));
  CHECK_THAT(complaint_about(dir), Contains("style.css is larger than 262144 bytes"));
}

}  // namespace page_theme_test
