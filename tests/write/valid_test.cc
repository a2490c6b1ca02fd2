// SPDX-License-Identifier: MIT
//
// Whatever comes in, what goes out keeps every rule of tests/write/validator, and fits the schemas
// of tests/data/write.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "parse/feed_parser.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"
#include "tests/write/published_sample.h"
#include "tests/write/validator/feed_validator.h"

namespace valid_test {

using namespace syndic;
using write::Format;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSelf = "https://turn.example/feeds/all.";

test::Findings judged(const std::string& bytes, Format format) {
  const std::string self = kSelf + std::string(write::extension(format));
  switch (format) {
    case Format::rss:
      return test::validate_rss(bytes, self);
    case Format::atom:
      return test::validate_atom(bytes, self);
    case Format::json:
      break;
  }
  return test::validate_json(bytes, self);
}

std::string rendered(const write::Document& document, Format format) {
  return write::render(document, format, kSelf + std::string(write::extension(format)));
}

// Files of one format, to be held against its schema at once.
class Schema {
 public:
  explicit Schema(const char* name) : name_(name) {}

  void add(const std::string& bytes) {
    std::ofstream(folder_.path() / (std::to_string(files_++) + ".xml"), std::ios::binary) << bytes;
  }

  [[nodiscard]] bool fits_all() const {
    const std::string command = "xmllint --noout --huge --relaxng '" + test::source_dir().string() +
                                "/tests/data/write/" + name_ + ".rng' '" + folder_.path().string() +
                                "'/*.xml 2>&1 | grep -v ' validates$' >&2";
    return std::system(command.c_str()) != 0;  // grep found nothing else.
  }

 private:
  std::string name_;
  test::TempDir folder_;
  int files_ = 0;
};

}  // namespace

TEST_CASE("A document of everything is valid in each format") {
  Schema rss("rss");
  Schema atom("atom");
  for (const Format format : {Format::rss, Format::atom, Format::json}) {
    CHECK(judged(rendered(test::rich_document(), format), format) == test::Findings{});
  }
  rss.add(rendered(test::rich_document(), Format::rss));
  atom.add(rendered(test::rich_document(), Format::atom));
  CHECK(rss.fits_all());
  CHECK(atom.fits_all());
}

TEST_CASE("What is published of every fixture is valid in each format") {
  const auto fixtures =
      test::files_below(test::source_dir() / "tests/data/parse", {".xml", ".json"});
  REQUIRE(fixtures.size() >= 40);
  Schema rss("rss");
  Schema atom("atom");
  for (const fs::path& path : fixtures) {
    INFO(path);
    auto feed = parse::parse_feed(test::bytes_of(path), {"https://casel.example/feed/", "", ""});
    if (!feed) continue;
    const write::Document document = test::published(*std::move(feed));
    for (const Format format : {Format::rss, Format::atom, Format::json}) {
      const std::string bytes = rendered(document, format);
      CHECK(judged(bytes, format) == test::Findings{});
      if (format == Format::rss) rss.add(bytes);
      if (format == Format::atom) atom.add(bytes);
    }
  }
  CHECK(rss.fits_all());
  CHECK(atom.fits_all());
}

// For a hand-run over feeds of the wild: a folder in the environment.
TEST_CASE("What is published of a folder of feeds is valid in each format") {
  const char* const folder = std::getenv("SYNDIC_CORPUS");
  if (folder == nullptr) return;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file() || file.path().filename().string().starts_with(".")) continue;
    auto feed =
        parse::parse_feed(test::bytes_of(file.path()), {"https://casel.example/feed/", "", ""});
    if (!feed) continue;
    const write::Document document = test::published(*std::move(feed));
    Schema rss("rss");
    Schema atom("atom");
    INFO(file.path());
    for (const Format format : {Format::rss, Format::atom, Format::json}) {
      const std::string bytes = rendered(document, format);
      CHECK(judged(bytes, format) == test::Findings{});
      if (format == Format::rss) rss.add(bytes);
      if (format == Format::atom) atom.add(bytes);
    }
    CHECK(rss.fits_all());
    CHECK(atom.fits_all());
  }
}

}  // namespace valid_test
