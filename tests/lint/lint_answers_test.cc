// SPDX-License-Identifier: MIT
//
// How a feed is served: one planted fault at a time, each named by the rule that it breaks.
#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "lint/lint.h"

namespace lint_answers_test {

using namespace syndic;
using Ids = std::vector<std::string>;

namespace {

constexpr const char* kUrl = "https://casel.example/feed";

http::Headers headers_of(std::vector<std::pair<std::string, std::string>> fields) {
  http::Headers headers;
  for (auto& [name, value] : fields) headers.add(std::move(name), std::move(value));
  return headers;
}

const std::vector<std::pair<std::string, std::string>> kGood = {
    {"Content-Type", "application/rss+xml; charset=utf-8"},
    {"ETag", "\"1\""},
    {"Cache-Control", "max-age=1800"}};

/// `fields` without the field `name`, and with `value` in its place if there is one.
std::vector<std::pair<std::string, std::string>> with(const std::string& name,
                                                      const std::string& value = {}) {
  auto fields = kGood;
  std::erase_if(fields, [&](const auto& field) { return field.first == name; });
  if (!value.empty()) fields.emplace_back(name, value);
  return fields;
}

http::Response good(const std::vector<std::pair<std::string, std::string>>& fields = kGood) {
  return {.status = 200, .headers = headers_of(fields), .body = "<rss/>", .url = kUrl};
}

std::vector<lint::Finding> findings_of(const http::Response& answer,
                                       const http::Response* repeated = nullptr,
                                       const char* asked = kUrl) {
  return lint::lint_answers({.asked = asked,
                             .answer = answer,
                             .repeated = repeated,
                             .now = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z")});
}

Ids ids(const std::vector<lint::Finding>& findings) {
  Ids ids;
  for (const lint::Finding& finding : findings) ids.emplace_back(finding.rule->id);
  return ids;
}

Ids ids_of(const http::Response& answer) { return ids(findings_of(answer)); }

}  // namespace

TEST_CASE("nothing is wrong with a good answer") {
  CHECK(ids_of(good()).empty());
  const http::Response not_modified{.status = 304, .url = kUrl};
  const http::Response answer = good();
  CHECK(ids(findings_of(answer, &not_modified)).empty());
  http::Response local = good();
  local.url = "http://127.0.0.1:8080/feed";
  CHECK(ids_of(local).empty());
}

TEST_CASE("an error of the server is all that is said of it") {
  const auto found = findings_of({.status = 404, .url = kUrl});
  REQUIRE(ids(found) == Ids{"http-status"});
  CHECK(found[0].example == "HTTP 404");
  CHECK(found[0].rule->w3c == "HttpError");
}

TEST_CASE("the way to a feed: moved, for now, and without encryption") {
  http::Response moved = good();
  moved.redirects = {{301, kUrl}};
  CHECK(ids(findings_of(moved, nullptr, "https://casel.example/rss")) == Ids{"http-moved"});
  moved.redirects = {{308, "https://casel.example/b"}, {302, kUrl}};
  CHECK(ids_of(moved) == Ids{"http-redirects"});
  http::Response plain = good();
  plain.url = "http://casel.example/feed";
  CHECK(ids_of(plain) == Ids{"http-plain"});
  plain.redirects = {{302, plain.url}};
  CHECK(ids_of(plain) == Ids{"http-downgrade", "http-redirects"});
}

TEST_CASE("the media type must be one of feeds, and fit") {
  const auto found = findings_of(good(with("Content-Type", "Text/HTML; charset=utf-8")));
  REQUIRE(ids(found) == Ids{"http-media-type"});
  CHECK(found[0].example == "text/html");
  CHECK(found[0].rule->w3c == "UnexpectedContentType");
  CHECK(ids_of(good(with("Content-Type"))) == Ids{"http-media-type"});
  CHECK(ids_of(good(with("Content-Type", "application/json"))) == Ids{"http-media-type"});
  http::Response json = good(with("Content-Type", "application/feed+json"));
  json.headers.add("Access-Control-Allow-Origin", "*");
  json.body = "\n{}";
  CHECK(ids_of(json).empty());
}

TEST_CASE("validators must be there, be answered, and stay") {
  CHECK(ids_of(good(with("ETag"))) == Ids{"http-no-validators"});
  const http::Response answer = good();
  const http::Response same = good();
  CHECK(ids(findings_of(answer, &same)) == Ids{"http-validators-ignored"});
  const http::Response other_tag = good(with("ETag", "\"2\""));
  const auto found = findings_of(answer, &other_tag);
  REQUIRE(ids(found) == Ids{"http-validators-change"});
  CHECK(found[0].example == "\"1\" became \"2\"");
  http::Response news = good(with("ETag", "\"2\""));
  news.body = "<rss><channel/></rss>";
  CHECK(ids(findings_of(answer, &news)).empty());
}

TEST_CASE("how it comes: compression, time, size, lifetime, cookies") {
  http::Response large = good();
  large.body = "<rss>" + std::string(2043, ' ');
  CHECK(ids_of(large) == Ids{"http-not-compressed"});
  large.body.pop_back();
  CHECK(ids_of(large).empty());
  large.headers.add("Content-Encoding", "gzip");
  large.body.resize(1024 * 1024 + 1);
  CHECK(ids_of(large) == Ids{"http-large"});
  http::Response slow = good();
  slow.cost.elapsed = std::chrono::milliseconds(3001);
  CHECK(ids_of(slow) == Ids{"http-slow"});
  CHECK(ids_of(good(with("Cache-Control"))) == Ids{"http-no-lifetime"});
  CHECK(ids_of(good(with("Set-Cookie", "a=b"))) == Ids{"http-cookies"});
}

TEST_CASE("a JSON Feed must be readable by scripts") {
  http::Response json = good(with("Content-Type", "application/feed+json"));
  json.body = "{}";
  CHECK(ids_of(json) == Ids{"http-no-cors"});
}

TEST_CASE("a certificate that ends within two weeks is told with its day") {
  http::Response answer = good();
  answer.certificate_ends = 1771070400;  // 2026-02-14T12:00:00Z
  CHECK(ids_of(answer).empty());
  answer.certificate_ends = 1771070399;
  const auto found = findings_of(answer);
  REQUIRE(ids(found) == Ids{"tls-certificate-ending"});
  CHECK(found[0].example == "on 2026-02-14");
}

}  // namespace lint_answers_test
