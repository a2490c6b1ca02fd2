// SPDX-License-Identifier: MIT
#include "parse/date/zones.h"

#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace syndic::parse {
namespace {

struct ZoneName {
  std::string_view name;
  NamedZone zone;
};

constexpr std::array kZones = {
    // RFC 822 §5.1.
    ZoneName{"gmt", {0, {}}},
    ZoneName{"ut", {0, {}}},
    ZoneName{"utc", {0, {}}},
    ZoneName{"zulu", {0, {}}},
    ZoneName{"est", {-300, {}}},
    ZoneName{"edt", {-240, {}}},
    ZoneName{"cst", {-360, {}}},
    ZoneName{"cdt", {-300, {}}},
    ZoneName{"mst", {-420, {}}},
    ZoneName{"mdt", {-360, {}}},
    ZoneName{"pst", {-480, {}}},
    ZoneName{"pdt", {-420, {}}},
    // The rest of America.
    ZoneName{"et", {0, "America/New_York"}},
    ZoneName{"ct", {0, "America/Chicago"}},
    ZoneName{"mt", {0, "America/Denver"}},
    ZoneName{"pt", {0, "America/Los_Angeles"}},
    ZoneName{"at", {0, "America/Halifax"}},
    ZoneName{"ast", {-240, {}}},
    ZoneName{"adt", {-180, {}}},
    ZoneName{"nst", {-210, {}}},
    ZoneName{"ndt", {-150, {}}},
    ZoneName{"akst", {-540, {}}},
    ZoneName{"akdt", {-480, {}}},
    ZoneName{"hst", {-600, {}}},
    ZoneName{"hdt", {-540, {}}},
    ZoneName{"clt", {-240, {}}},
    ZoneName{"clst", {-180, {}}},
    ZoneName{"cot", {-300, {}}},
    ZoneName{"pet", {-300, {}}},
    ZoneName{"uyt", {-180, {}}},
    ZoneName{"brst", {-120, {}}},
    ZoneName{"brt", {-180, {}}},
    ZoneName{"art", {-180, {}}},
    // Europe and Africa.
    ZoneName{"wet", {0, {}}},
    ZoneName{"west", {60, {}}},
    ZoneName{"bst", {60, {}}},
    ZoneName{"cet", {60, {}}},
    ZoneName{"cest", {120, {}}},
    ZoneName{"met", {60, {}}},
    ZoneName{"mest", {120, {}}},
    ZoneName{"mez", {60, {}}},
    ZoneName{"mesz", {120, {}}},
    ZoneName{"eet", {120, {}}},
    ZoneName{"eest", {180, {}}},
    ZoneName{"msk", {180, {}}},
    ZoneName{"msd", {240, {}}},
    ZoneName{"sast", {120, {}}},
    ZoneName{"wat", {60, {}}},
    ZoneName{"cat", {120, {}}},
    ZoneName{"eat", {180, {}}},
    ZoneName{"trt", {180, {}}},
    // Asia and Australia.
    ZoneName{"gst", {240, {}}},
    ZoneName{"npt", {345, {}}},
    ZoneName{"ict", {420, {}}},
    ZoneName{"wita", {480, {}}},
    ZoneName{"wit", {540, {}}},
    ZoneName{"myt", {480, {}}},
    ZoneName{"pht", {480, {}}},
    ZoneName{"ist", {330, {}}},
    ZoneName{"pkt", {300, {}}},
    ZoneName{"wib", {420, {}}},
    ZoneName{"sgt", {480, {}}},
    ZoneName{"hkt", {480, {}}},
    ZoneName{"jst", {540, {}}},
    ZoneName{"kst", {540, {}}},
    ZoneName{"awst", {480, {}}},
    ZoneName{"acst", {570, {}}},
    ZoneName{"acdt", {630, {}}},
    ZoneName{"aest", {600, {}}},
    ZoneName{"aedt", {660, {}}},
    ZoneName{"nzst", {720, {}}},
    ZoneName{"nzdt", {780, {}}},
};

}  // namespace

std::optional<NamedZone> zone_of(std::string_view word) {
  if (word.size() == 1 && word != "j") return NamedZone{};
  const auto* const found = std::find_if(kZones.begin(), kZones.end(),
                                         [&](const ZoneName& zone) { return zone.name == word; });
  if (found == kZones.end()) return std::nullopt;
  return found->zone;
}

bool is_us_zone(std::string_view zone) {
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(zone.data(), static_cast<std::int32_t>(zone.size())));
  std::array<char, 4> region{};  // A country of ISO 3166, or "001".
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getRegion(id, region.data(), static_cast<std::int32_t>(region.size()), status);
  return U_SUCCESS(status) && std::string_view(region.data()) == "US";
}

}  // namespace syndic::parse
