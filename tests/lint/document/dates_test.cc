// SPDX-License-Identifier: MIT
#include "lint/document/dates.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace dates_test {

using namespace syndic;
using lint::DateStandard;

namespace {

std::string_view broken(std::string_view text, DateStandard standard) {
  const std::string_view rule = lint::broken_by_date(text, standard);
  if (!rule.empty()) return rule;
  return lint::broken_by_moment(text, standard, *base::parse_rfc3339_utc("2026-03-01T12:00:00Z"));
}

}  // namespace

TEST_CASE("dates of RSS by RFC 822") {
  constexpr auto kRss = DateStandard::rfc822;
  for (const std::string_view right :
       {"Tue, 03 Feb 2026 09:30:00 +0000", "Tue, 3 Feb 2026 09:30:00 GMT", "3 Feb 2026 09:30 EST",
        " Tue, 03 Feb 2026 23:30:00 -0500\n", "Sun, 01 Mar 2026 12:10:00 GMT"}) {
    INFO(right);
    CHECK(broken(right, kRss).empty());
  }
  CHECK(broken("Mon, 03 Feb 2026 09:30:00 +0000", kRss) == "date-wrong-weekday");
  CHECK(broken("Tue, 03 Feb 2026 09:30:00", kRss) == "date-without-zone");
  CHECK(broken("Tue, 03 Feb 26 09:30:00 GMT", kRss) == "date-not-rfc822");
  CHECK(broken("Tue 03 Feb 2026 09:30:00 GMT", kRss) == "date-not-rfc822");
  CHECK(broken("Tuesday, 03 February 2026 09:30:00 GMT", kRss) == "date-not-rfc822");
  CHECK(broken("Tue, 03 Feb 2026 09:30:00 CET", kRss) == "date-not-rfc822");
  CHECK(broken("2026-02-03", kRss) == "date-not-rfc822");
  CHECK(broken("Tue, 31 Feb 2026 09:30:00 GMT", kRss) == "date-unreadable");
  CHECK(broken("Sun, 01 Mar 2026 12:10:01 GMT", kRss) == "date-in-future");
  CHECK(broken("Sun, 31 Dec 1989 00:00:00 GMT", kRss) == "date-implausible");
}

TEST_CASE("dates of Atom and JSON Feed by RFC 3339") {
  constexpr auto kAtom = DateStandard::rfc3339;
  for (const std::string_view right :
       {"2026-02-03T09:30:00Z", "2026-02-03T09:30:00.25+01:00", "2026-02-03T09:30:00-11:30"}) {
    INFO(right);
    CHECK(broken(right, kAtom).empty());
  }
  CHECK(broken("2026-02-03T09:30:00", kAtom) == "date-without-zone");
  CHECK(broken("2026-02-03T09:30Z", kAtom) == "date-not-rfc3339");
  CHECK(broken("2026-02-03 09:30:00Z", kAtom) == "date-not-rfc3339");
  CHECK(broken("2026-02-03T09:30:00+0100", kAtom) == "date-not-rfc3339");
  CHECK(broken("2026-02-03", kAtom) == "date-not-rfc3339");
  CHECK(broken("", kAtom) == "date-unreadable");
}

TEST_CASE("dates of Dublin Core by W3CDTF") {
  constexpr auto kDublin = DateStandard::w3cdtf;
  for (const std::string_view right :
       {"2026", "2026-02", "2026-02-03", "2026-02-03T09:30Z", "2026-02-03T09:30:00.5+01:00"}) {
    INFO(right);
    CHECK(broken(right, kDublin).empty());
  }
  CHECK(broken("2026-02-03T09:30", kDublin) == "date-without-zone");
  CHECK(broken("2026-2-3", kDublin) == "date-not-w3cdtf");
}

TEST_CASE("a moment is judged beside the form, where it is known") {
  constexpr auto kRss = DateStandard::rfc822;
  const auto moment = [](std::string_view text, DateStandard standard) {
    return lint::broken_by_moment(text, standard, *base::parse_rfc3339_utc("2026-03-01T12:00:00Z"));
  };
  CHECK(lint::broken_by_date("Mon, 02 Feb 2027 08:00:00 GMT", kRss) == "date-wrong-weekday");
  CHECK(moment("Mon, 02 Feb 2027 08:00:00 GMT", kRss) == "date-in-future");
  CHECK(moment("2027-02-02T08:00:00Z", kRss) == "date-in-future");
  CHECK(moment("Thu, 01 Jan 1970 00:00:00 +0000", kRss) == "date-implausible");
  CHECK(moment("Sun, 01 Mar 2026 12:10:00 GMT", kRss).empty());
  CHECK(moment("Sun, 01 Mar 2026 19:00:00", kRss).empty());
  CHECK(moment("4/3/2026", kRss).empty());
  CHECK(moment("soon", kRss).empty());
}

}  // namespace dates_test
