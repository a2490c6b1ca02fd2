// SPDX-License-Identifier: MIT
#include "http/freshness.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "http/http_date.h"

namespace syndic::http {
namespace {

using boost::posix_time::ptime;
using std::chrono::seconds;

// RFC 9111 §1.2.2: delta-seconds above 2^31 are 2^31.
constexpr long long kMostSeconds = 2'147'483'648;

std::optional<seconds> delta_seconds(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, base::is_digit)) return std::nullopt;
  long long value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kMostSeconds);
  return seconds(value);
}

/// The directives of all Cache-Control fields that matter here.
struct CacheControl {
  std::optional<seconds> max_age;
  bool revalidate = false;
};

void read_directive(std::string_view directive, CacheControl& out) {
  const std::size_t equals = directive.find('=');
  const std::string_view name = base::trim(directive.substr(0, equals));
  std::string_view value =
      equals == std::string_view::npos ? "" : base::trim(directive.substr(equals + 1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  if (base::equals_ignoring_case(name, "max-age") && !out.max_age) {
    out.max_age = delta_seconds(value);
  } else if (base::equals_ignoring_case(name, "no-cache") ||
             base::equals_ignoring_case(name, "no-store")) {
    // With a value, no-cache is about single header fields.
    out.revalidate = out.revalidate || value.empty();
  }
}

// Commas separate directives, except those in quotes.
void read_directives(std::string_view field, CacheControl& out) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= field.size(); ++i) {
    if (i < field.size() && field[i] == '"') quoted = !quoted;
    if (i == field.size() || (field[i] == ',' && !quoted)) {
      read_directive(field.substr(begin, i - begin), out);
      begin = i + 1;
    }
  }
}

seconds age_of(const Headers& headers) {
  return delta_seconds(base::trim(headers.get("Age"))).value_or(seconds(0));
}

// A field that is a date, as the time until then: by the clock of the server that wrote it, which
// made the answer at Date, and a cache has kept it for Age since (RFC 9111 §4.2.3). A clock that is
// wrong by years is no reason for ours: the difference of two of its times is right all the same.
std::optional<seconds> until(std::string_view date, const Headers& headers, ptime now) {
  const auto moment = parse_http_date(date);
  if (!moment) return std::nullopt;
  const auto made = parse_http_date(headers.get("Date"));
  const long long left = made ? (*moment - *made).total_seconds() - age_of(headers).count()
                              : (*moment - now).total_seconds();
  return seconds(std::clamp(left, 0LL, kMostSeconds));
}

}  // namespace

seconds fresh_for(const Headers& headers, ptime now) {
  CacheControl control;
  for (const auto& [name, value] : headers.all()) {
    if (base::equals_ignoring_case(name, "Cache-Control")) read_directives(value, control);
  }
  if (control.revalidate) return seconds(0);
  if (control.max_age) {
    return std::max(seconds(0), *control.max_age - age_of(headers));
  }
  return until(headers.get("Expires"), headers, now).value_or(seconds(0));
}

bool has_freshness(const Headers& headers) {
  return !headers.get("Cache-Control").empty() || !headers.get("Expires").empty();
}

std::optional<seconds> retry_after(const Headers& headers, ptime now) {
  const std::string_view value = base::trim(headers.get("Retry-After"));
  if (const auto delta = delta_seconds(value)) return delta;
  return until(value, headers, now);
}

}  // namespace syndic::http
