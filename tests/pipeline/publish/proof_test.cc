// SPDX-License-Identifier: MIT
//
// What a run finds in its own files as they are served; as a program in tests/e2e/proof_test.cc.
#include "pipeline/publish/proof.h"

#include <catch2/catch.hpp>

#include "base/clock.h"
#include "base/time_format.h"
#include "pipeline/refresh/refresh.h"
#include "tests/support/fake_transport.h"
#include "tests/support/files.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace pipeline_proof_test {

using namespace syndic;
using Texts = std::vector<std::string>;

namespace {

const std::string kSite = "https://www.turn.net/feeds/";
const std::atomic<bool> kNeverEnds = false;

/// A site that publishes one Atom feed, and its web server.
struct Site {
  test::TempDir dir;
  test::FakeTransport transport;
  config::Config config;

  Site() {
    config.file = dir / "syndic.toml";
    config.site = {.title = "All", .url = "https://www.turn.net/", .feeds_url = kSite};
    config.store = test::options_of(dir.path());
    config.publish.directory = dir / "public";
    config.publish.formats = {write::Format::atom};
    config.publish.page = false;
    config.feeds.push_back({.name = "all", .title = "All"});
    run("2026-01-31T12:00:00Z");
  }

  pipeline::Report run(const char* now) {
    pipeline::Progress progress;
    return pipeline::refresh(config, {.force = true}, base::Clock(*base::parse_rfc3339_utc(now)),
                             transport, progress, kNeverEnds);
  }

  /// The file as it was written, with the certificate's end so many days from now.
  [[nodiscard]] http::Response answer(int days) const {
    return {.status = 200,
            .headers = test::headers({{"Content-Type", "application/atom+xml"}}),
            .body = test::bytes_of(dir / "public/all.atom"),
            .certificate_ends = base::to_unix_seconds(base::Clock().now()) + days * 86'400};
  }
};

}  // namespace

TEST_CASE("a certificate that ends within two weeks is a fault of what is served") {
  Site site;
  site.transport.answer(kSite + "all.atom", site.answer(20));
  CHECK(site.run("2026-02-01T12:00:00Z").publication_faults == Texts());
  site.transport.answer(kSite + "all.atom", site.answer(10));
  const Texts faults = site.run("2026-02-02T12:00:00Z").publication_faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].starts_with(kSite +
                              "all.atom: has a certificate that ends within two weeks, on 20"));
}

TEST_CASE("the own address may be private, and is asked as a script of another site would") {
  Site site;
  site.transport.answer(kSite + "all.atom", site.answer(20));
  site.run("2026-02-01T12:00:00Z");
  REQUIRE(site.transport.requests().size() == 1);
  const http::Request& asked = site.transport.requests()[0];
  CHECK(asked.is_trusted);
  CHECK(asked.headers.get("Origin") == "https://reader.invalid");
  CHECK(asked.conditions.all().empty());
}

TEST_CASE("new are the faults that the proof before did not have") {
  const store::Proof before{.place = kSite,
                            .checked = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z"),
                            .faults = {"a", "b"}};
  const auto after = [&](const std::optional<store::Proof>& proof, const Texts& faults) {
    return pipeline::new_faults(proof,
                                {.place = kSite, .checked = before.checked, .faults = faults});
  };
  CHECK(after(before, {"b", "c"}) == Texts{"c"});
  CHECK(after(before, {"a"}) == Texts());
  CHECK(after(std::nullopt, {"a"}) == Texts{"a"});
}

TEST_CASE("nothing is proved at an address that nobody can have") {
  for (const char* const url :
       {"https://www.example.org/feeds/", "https://turn.example/", "https://feeds.test/",
        "http://example.com/", "https://a.invalid/"}) {
    CAPTURE(url);
    CHECK(pipeline::is_placeholder(url));
  }
  for (const char* const url : {"https://www.turn.net/", "https://notexample.org/",
                                "https://example.org.turn.net/", "http://127.0.0.1:8080/"}) {
    CAPTURE(url);
    CHECK_FALSE(pipeline::is_placeholder(url));
  }
}

}  // namespace pipeline_proof_test
