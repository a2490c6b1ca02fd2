// SPDX-License-Identifier: MIT
#include "cli/input.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

namespace input_test {

using namespace syndic;
using cli::url_meant;

TEST_CASE("a URL is meant as it stands, and a host's name with https before it") {
  CHECK(url_meant("http://casel.org/feed") == "http://casel.org/feed");
  CHECK(url_meant("casel.org") == "https://casel.org");
  CHECK(url_meant("www.casel.org/feed?a=b") == "https://www.casel.org/feed?a=b");
  CHECK(url_meant("casel.org/index.html") == "https://casel.org/index.html");
  CHECK(url_meant("casel.org:8443/") == "https://casel.org:8443/");
  CHECK(url_meant("127.0.0.1:8080") == "https://127.0.0.1:8080");
  CHECK(url_meant("localhost/feed") == "https://localhost/feed");
  CHECK(url_meant("b\u00fccher.example") == "https://xn--bcher-kva.example");
}

TEST_CASE("what is neither a URL nor a host's name means none") {
  const auto text = GENERATE(as<std::string>{}, "", "-", "casel", "page.html", "feed.xml",
                             "feeds/casel", "/casel.org", "./casel.org", "../casel.org", "..",
                             "ftp://casel.org/", "mailto:me@casel.org", "me@casel.org",
                             "two words.org", "casel.org:port", "?casel.org", "http:///");
  CAPTURE(text);
  CHECK(url_meant(text).empty());
}

TEST_CASE("a file goes before a host of its name, a folder does not") {
  const test::TempDir dir;
  const std::string name = (dir / "casel.org").string();
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(dir.path());
  CHECK(url_meant("casel.org") == "https://casel.org");
  std::filesystem::create_directory(name);
  CHECK(url_meant("casel.org") == "https://casel.org");
  std::filesystem::remove(name);
  dir.write("casel.org", "<html>");
  CHECK(url_meant("casel.org").empty());
  std::filesystem::current_path(before);
}

TEST_CASE("a text that means no URL is named in one line, without its secrets") {
  CHECK(cli::no_address("cas\nel").message ==
        "\"cas el\" is neither an http or https URL, nor a host's name as in example.org/news");
  CHECK(cli::no_address("x", ", nor a file that is there").message ==
        "\"x\" is neither an http or https URL, nor a host's name as in example.org/news, nor a "
        "file that is there");
}

}  // namespace input_test
