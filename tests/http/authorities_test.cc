// SPDX-License-Identifier: MIT
#include "http/authorities.h"

#include <catch2/catch.hpp>
#include <optional>
#include <set>
#include <string>

#include "tests/support/temp_dir.h"

namespace authorities_test {

using namespace syndic;

// What is used on a machine that has these files.
std::string used_of(const std::set<std::string>& files,
                    const std::optional<std::string>& named = std::nullopt) {
  return http::authorities_file(
      [&](const std::string& name) {
        return name == "SSL_CERT_FILE" ? named : std::optional<std::string>();
      },
      [&](const std::string& path) { return files.contains(path); });
}

TEST_CASE("the authorities are found where each distribution has them") {
  for (const std::string file :
       {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem"}) {
    CHECK(used_of({file}) == file);
  }
  CHECK(used_of({"/etc/ssl/cert.pem", "/etc/ssl/certs/ca-certificates.crt"}) ==
        "/etc/ssl/certs/ca-certificates.crt");
  CHECK(used_of({}).empty());
}

TEST_CASE("SSL_CERT_FILE goes before them, there or not") {
  CHECK(used_of({"/etc/ssl/cert.pem"}, "/srv/own.pem") == "/srv/own.pem");
}

TEST_CASE("only a file is one") {
  const test::TempDir folder;
  CHECK_FALSE(http::is_file(folder.path().string()));
  CHECK_FALSE(http::is_file((folder.path() / "missing.pem").string()));
  CHECK(http::is_file("/proc/self/status"));
}

}  // namespace authorities_test
