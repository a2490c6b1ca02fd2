// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "tests/config/load.h"

namespace access_test {

namespace {

using namespace syndic::config::test;

std::string with(const std::string& lines) {
  return "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\nurl = "
         "\"https://a.example/\"\n" +
         lines;
}

TEST_CASE("A source may say how it is asked") {
  const ConfigFile file(
      with("user = \"env:A_USER\"\npassword_file = \"a.password\"\n"
           "headers = { X-Key = \"env:A_KEY\" }\n"
           "proxy = \"socks5h://127.0.0.1:1080\"\nca_file = \"/etc/ca.pem\"\n"));
  const auto loaded = syndic::config::load(file.path());
  REQUIRE(loaded);
  const auto& access = loaded->sources.at(0).fetch.access;
  CHECK(access.user == "env:A_USER");
  CHECK(access.password_file == file.folder() / "a.password");
  CHECK(access.headers.at("X-Key") == "env:A_KEY");
  CHECK(access.proxy == "socks5h://127.0.0.1:1080");
  CHECK(access.ca_file == "/etc/ca.pem");
}

TEST_CASE("What cannot let anyone in is said, and never the secret itself") {
  CHECK(mistakes_in(with("password = \"hush\"\n")) ==
        "syndic.toml:7:12: source.password needs a user beside it\n");
  CHECK(mistakes_in(with("user = \"me\"\ntoken = \"hush\"\n")) ==
        "syndic.toml:8:9: this source has both user and token; keep one of them\n");
  CHECK(mistakes_in(with("token = \"env:\"\n")).find("as \"env:NAME\"") != std::string::npos);
  CHECK(mistakes_in(with("proxy = \"hush:3128\"\n")).find("must be the URL of a proxy") !=
        std::string::npos);
  CHECK(mistakes_in(with("headers = { Host = \"hush\" }\n")) ==
        "syndic.toml:7:13: source.headers cannot set the header field \"Host\"\n");
  for (const char* line : {"password = \"hush\"\n", "proxy = \"hush:3128\"\n"}) {
    CHECK(mistakes_in(with(line)).find("hush") == std::string::npos);
  }
}

}  // namespace

}  // namespace access_test
