// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

namespace commands_test {

using namespace syndic;
using cli::url_named_by;

TEST_CASE("a URL names itself, and a host's name the https URL of the host") {
  CHECK(url_named_by("http://casel.org/feed") == "http://casel.org/feed");
  CHECK(url_named_by("casel.org") == "https://casel.org");
  CHECK(url_named_by("www.casel.org/feed?a=b") == "https://www.casel.org/feed?a=b");
  CHECK(url_named_by("casel.org/index.html") == "https://casel.org/index.html");
  CHECK(url_named_by("casel.org:8443/") == "https://casel.org:8443/");
  CHECK(url_named_by("127.0.0.1:8080") == "https://127.0.0.1:8080");
  CHECK(url_named_by("localhost/feed") == "https://localhost/feed");
  CHECK(url_named_by("b\u00fccher.example") == "https://xn--bcher-kva.example");
}

TEST_CASE("what is neither a URL nor a host's name names no URL") {
  const auto text = GENERATE(as<std::string>{}, "", "-", "casel", "page.html", "feed.xml",
                             "feeds/casel", "/casel.org", "./casel.org", "../casel.org", "..",
                             "ftp://casel.org/", "mailto:me@casel.org", "me@casel.org",
                             "two words.org", "casel.org:port", "?casel.org", "http:///");
  CAPTURE(text);
  CHECK(url_named_by(text).empty());
}

TEST_CASE("a file goes before a host of its name, a folder does not") {
  const test::TempDir dir;
  const std::string name = (dir / "casel.org").string();
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(dir.path());
  CHECK(url_named_by("casel.org") == "https://casel.org");
  std::filesystem::create_directory(name);
  CHECK(url_named_by("casel.org") == "https://casel.org");
  std::filesystem::remove(name);
  dir.write("casel.org", "<html>");
  CHECK(url_named_by("casel.org").empty());
  std::filesystem::current_path(before);
}

TEST_CASE("the error of a text that names no URL is in one line, without its secrets") {
  CHECK(cli::no_address("cas\nel").message ==
        "\"cas el\" is neither an http or https URL, nor a host's name as in example.org/news");
  CHECK(cli::no_address("x", ", nor a file that is there").message ==
        "\"x\" is neither an http or https URL, nor a host's name as in example.org/news, nor a "
        "file that is there");
}

}  // namespace commands_test
