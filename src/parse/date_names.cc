// SPDX-License-Identifier: MIT
#include "parse/date_names.h"

#include <algorithm>
#include <array>

namespace syndic::parse {
namespace {

constexpr std::size_t kMonthCount = 12;
constexpr std::size_t kShortestMonth = 3;
constexpr std::size_t kShortestWeekday = 2;

// Rows of twelve, January first. A word may be cut to its first three letters: "nov", "févr".
constexpr std::array<std::string_view, 9 * kMonthCount> kMonths = {
    // English
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
    // German, with Austria's and those who lack the umlaut
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember", "jänner", "feber", "maerz", "april", "mai", "juni", "juli", "august",
    "september", "oktober", "november", "dezember",
    // French, with and without accents
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
    "septembre", "octobre", "novembre", "decembre",
    // Italian
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
    "ottobre", "novembre", "dicembre",
    // Spanish
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
    // Portuguese
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
    // Dutch
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december"};

constexpr std::array<std::string_view, 42> kWeekdays = {
    "monday",  "tuesday",  "wednesday", "thursday",   "friday",   "saturday", "sunday",
    "montag",  "dienstag", "mittwoch",  "donnerstag", "freitag",  "samstag",  "sonntag",
    "lundi",   "mardi",    "mercredi",  "jeudi",      "vendredi", "samedi",   "dimanche",
    "lunedì",  "martedì",  "mercoledì", "giovedì",    "venerdì",  "sabato",   "domenica",
    "lunes",   "martes",   "miércoles", "jueves",     "viernes",  "sábado",   "domingo",
    "maandag", "dinsdag",  "woensdag",  "donderdag",  "vrijdag",  "zaterdag", "zondag"};

struct ZoneName {
  std::string_view name;
  NamedZone zone;
};

constexpr std::array kZones = {
    // RFC 822 §5.1.
    ZoneName{"gmt", {0, {}}},
    ZoneName{"ut", {0, {}}},
    ZoneName{"utc", {0, {}}},
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
    // Asia and Australia.
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

int month_of(std::string_view word) {
  if (word.size() < kShortestMonth) return 0;
  if (word.size() == kShortestMonth) {  // RFC 822's, and nearly all there are.
    for (std::size_t month = 0; month < kMonthCount; ++month) {
      const std::string_view name = kMonths[month];
      if (name[0] == word[0] && name[1] == word[1] && name[2] == word[2]) {
        return static_cast<int>(month) + 1;
      }
    }
  }
  const auto* const found = std::find_if(kMonths.begin(), kMonths.end(),
                                         [&](auto name) { return name.starts_with(word); });
  if (found == kMonths.end()) return 0;
  return static_cast<int>(static_cast<std::size_t>(found - kMonths.begin()) % kMonthCount) + 1;
}

bool is_weekday(std::string_view word) {
  return word.size() >= kShortestWeekday &&
         std::any_of(kWeekdays.begin(), kWeekdays.end(),
                     [&](std::string_view name) { return name.starts_with(word); });
}

std::optional<NamedZone> zone_of(std::string_view word) {
  if (word.size() == 1 && word != "j") return NamedZone{};
  const auto* const found = std::find_if(kZones.begin(), kZones.end(),
                                         [&](const ZoneName& zone) { return zone.name == word; });
  if (found == kZones.end()) return std::nullopt;
  return found->zone;
}

}  // namespace syndic::parse
