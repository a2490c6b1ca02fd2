// SPDX-License-Identifier: MIT
#include "pipeline/refresh/report.h"

#include <catch2/catch.hpp>

namespace report_test {

using namespace syndic;
using pipeline::common_failure;
using pipeline::Outcome;
using pipeline::Report;

namespace {

pipeline::SourceReport failed(const char* id, Errc cause, const char* error) {
  return {.id = id, .outcome = Outcome::failed, .error = error, .cause = cause};
}

}  // namespace

TEST_CASE("where every source fails for one reason, that is the machine's") {
  Report report;
  report.sources = {failed("a", Errc::dns, "cannot resolve a.example"),
                    failed("b", Errc::dns, "cannot resolve b.example"),
                    {.id = "c", .outcome = Outcome::not_due}};
  CHECK(common_failure(report) ==
        "all 2 sources failed: no name of a host could be resolved; is this machine online, and "
        "does its name server answer?");
  for (pipeline::SourceReport& source : report.sources) source.cause = Errc::tls;
  CHECK(common_failure(report) ==
        "all 2 sources failed: no certificate was accepted; is this machine's clock right, and are "
        "its certificates (ca-certificates) up to date?");
  for (const Errc cause : {Errc::connect, Errc::timeout}) {
    for (pipeline::SourceReport& source : report.sources) source.cause = cause;
    CHECK(common_failure(report) ==
          "all 2 sources failed: no host could be reached; is this machine online, and does a "
          "firewall or proxy let it out?");
  }
}

TEST_CASE("where every source fails for a reason of its own, the first is told") {
  Report report;
  report.sources = {failed("a", Errc::http_status, "HTTP 500 from a.example"),
                    failed("b", Errc::dns, "cannot resolve b.example")};
  CHECK(common_failure(report) == "all 2 sources failed; the first, a: HTTP 500 from a.example");
  CHECK(common_failure(report, true) == "all 2 sources failed");
}

TEST_CASE("where every server answers alike, that is told") {
  Report report;
  report.sources = {failed("a", Errc::http_status, "HTTP 401 from a.example"),
                    failed("b", Errc::http_status, "HTTP 401 from b.example")};
  for (pipeline::SourceReport& source : report.sources) source.status = 401;
  CHECK(common_failure(report) == "all 2 sources failed: each answers HTTP 401");
  report.sources[1].status = 500;
  CHECK(common_failure(report) == "all 2 sources failed; the first, a: HTTP 401 from a.example");
}

TEST_CASE("the only source there is stands for all, one that happens to be due does not") {
  Report report;
  report.sources = {failed("a", Errc::http_status, "HTTP 500 from a.example"),
                    {.id = "off", .outcome = Outcome::disabled},
                    {.id = "over", .outcome = Outcome::gone}};
  CHECK(common_failure(report) == "the only source that was asked failed: HTTP 500 from a.example");
  CHECK(common_failure(report, true) == "the only source that was asked failed");
  report.sources.push_back({.id = "b", .outcome = Outcome::not_due});
  CHECK(common_failure(report) == std::nullopt);
}

TEST_CASE("one source that is well, or none that was asked, is no common failure") {
  Report report;
  CHECK(common_failure(report) == std::nullopt);
  report.sources = {{.id = "c", .outcome = Outcome::not_due}};
  CHECK(common_failure(report) == std::nullopt);
  report.sources = {failed("a", Errc::dns, "x"),
                    failed("b", Errc::dns, "y"),
                    {.id = "c", .outcome = Outcome::unchanged}};
  CHECK(common_failure(report) == std::nullopt);
}

}  // namespace report_test
