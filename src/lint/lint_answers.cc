// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "http/address_guard.h"
#include "http/freshness.h"
#include "lint/lint.h"

namespace syndic::lint {
namespace {

using namespace std::chrono_literals;

constexpr auto kSlow = 3s;
constexpr std::size_t kLarge = std::size_t{1024} * 1024;
constexpr std::size_t kWorthCompressing = 2048;
constexpr std::int64_t kTwoWeeks = std::int64_t{14} * 24 * 3600;

constexpr std::array<std::string_view, 7> kXmlTypes = {"application/rss+xml",
                                                       "application/atom+xml",
                                                       "application/rdf+xml",
                                                       "application/xml",
                                                       "text/xml",
                                                       "application/x-rss+xml",
                                                       "text/calendar"};
constexpr std::array<std::string_view, 2> kJsonTypes = {"application/feed+json",
                                                        "application/json"};

bool is_https(std::string_view url) { return base::url_scheme(url) == "https"; }

/// A loopback or private address has no certificate.
bool is_public(std::string_view url) {
  return http::is_public_literal(base::url_host(url)).value_or(true);
}

bool is_json(std::string_view body) {
  const std::string_view text = base::trim(body);
  return text.starts_with('{') || text.starts_with('[');
}

void lint_way(const Answers& answers, Findings& findings) {
  const http::Response& answer = answers.answer;
  std::string_view from = answers.asked;
  bool for_good = !answer.redirects.empty();
  bool is_downgraded = false;
  for (const http::Redirect& hop : answer.redirects) {
    is_downgraded |= is_https(from) && !is_https(hop.url);
    for_good &= hop.status == 301 || hop.status == 308;
    from = hop.url;
  }
  const std::string target = "to " + base::public_url(answer.url);
  if (is_downgraded) {
    findings.add("http-downgrade", target);
  } else if (!is_https(answer.url) && is_public(answer.url)) {
    findings.add("http-plain", base::public_url(answer.url));
  }
  if (for_good) {
    findings.add("http-moved", target);
  } else if (!answer.redirects.empty()) {
    findings.add("http-redirects",
                 "HTTP " + std::to_string(answer.redirects.front().status) + " " + target);
  }
}

void lint_type(const http::Response& answer, Findings& findings) {
  const std::string type = http::media_type_of(answer.headers.get("Content-Type"));
  const bool fits = is_json(answer.body) ? std::ranges::find(kJsonTypes, type) != kJsonTypes.end()
                                         : std::ranges::find(kXmlTypes, type) != kXmlTypes.end();
  if (!fits) findings.add("http-media-type", type.empty() ? "there is none" : type);
}

std::string_view header(const http::Response& answer, const char* name) {
  return answer.headers.get(name);
}

void lint_validators(const Answers& answers, Findings& findings) {
  const http::Response& answer = answers.answer;
  const std::string_view etag = header(answer, "ETag");
  if (etag.empty() && header(answer, "Last-Modified").empty()) {
    findings.add("http-no-validators");
    return;
  }
  const http::Response* const repeated = answers.repeated;
  if (repeated == nullptr || repeated->status != 200 || repeated->body != answer.body) return;
  if (const auto other = header(*repeated, "ETag"); !etag.empty() && other != etag) {
    findings.add("http-validators-change",
                 std::string(etag) + " became " + std::string(other.empty() ? "none" : other));
  } else {
    findings.add("http-validators-ignored");
  }
}

void lint_transfer(const Answers& answers, Findings& findings) {
  const http::Response& answer = answers.answer;
  if (answer.body.size() >= kWorthCompressing && header(answer, "Content-Encoding").empty()) {
    findings.add("http-not-compressed", base::size_text(answer.body.size()));
  }
  if (answer.cost.elapsed > kSlow) {
    findings.add("http-slow", std::to_string(answer.cost.elapsed.count()) + " ms");
  }
  if (answer.body.size() > kLarge) {
    findings.add("http-large", base::size_text(answer.body.size()));
  }
  if (!http::has_freshness(answer.headers)) findings.add("http-no-lifetime");
  if (!header(answer, "Set-Cookie").empty()) findings.add("http-cookies");
  if (is_json(answer.body) && header(answer, "Access-Control-Allow-Origin").empty()) {
    findings.add("http-no-cors");
  }
  if (answer.certificate_ends &&
      *answer.certificate_ends < base::to_unix_seconds(answers.now) + kTwoWeeks) {
    const auto ends = base::from_unix_seconds(*answer.certificate_ends);
    findings.add("tls-certificate-ending",
                 ends ? "on " + base::format_rfc3339(*ends).substr(0, 10) : std::string());
  }
}

}  // namespace

std::vector<Finding> lint_answers(const Answers& answers) {
  Findings findings;
  const http::Response& answer = answers.answer;
  if (answer.status != 200) {
    findings.add("http-status", "HTTP " + std::to_string(answer.status));
    lint_way(answers, findings);
    return findings.take();
  }
  lint_way(answers, findings);
  lint_type(answer, findings);
  lint_validators(answers, findings);
  lint_transfer(answers, findings);
  return findings.take();
}

}  // namespace syndic::lint
