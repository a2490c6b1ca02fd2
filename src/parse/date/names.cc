// SPDX-License-Identifier: MIT
#include "parse/date/names.h"

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "parse/date/zones.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kShortestMonth = 3;  // Letters.
constexpr std::size_t kShortestWeekday = 2;

// English, whose short names are what RFC 822 has, is read without ICU.
constexpr auto kEnglishMonths =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july",
                                     "august", "september", "october", "november", "december"});
constexpr auto kEnglishWeekdays = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

constexpr auto kLocales = std::to_array<const char*>(
    {"de", "de_AT", "fr", "it", "es", "pt", "ca", "ro", "nl", "da", "nb", "sv",
     "fi", "pl",    "cs", "sk", "hu", "tr", "id", "el", "ru", "uk", "bg", "zh"});

struct MonthName {
  std::string name;
  int month;

  // clang-tidy 14 takes the comparison's zero for a null pointer.
  auto operator<=>(const MonthName&) const = default;  // NOLINT(modernize-use-nullptr)
};

// Names in feeds that ICU lacks: German without its umlaut, Austria's and an older short
// name; Hungarian days "of" a month; short Greek names that lack a vowel or have the wrong one.
struct OtherMonth {
  int month;
  std::string_view name;
};
constexpr auto kOtherMonths = std::to_array<OtherMonth>({
    {2, "feber"},
    {3, "maerz"},
    {3, "mrz"},
    {3, "marciusi"},
    {3, "μαω"},
    {4, "aprilisi"},
    {5, "majusi"},
    {6, "juniusi"},
    {6, "ιον"},
    {7, "juliusi"},
    {7, "ιολ"},
    {8, "augusztusi"},
    {9, "szeptemberi"},
    {10, "oktoberi"},
    {11, "novemberi"},
    {12, "decemberi"},
});
struct WeekdayName {
  std::string name;
  unsigned weekday;  // From 0, Monday.

  auto operator<=>(const WeekdayName&) const = default;  // NOLINT(modernize-use-nullptr)
};

// German, Polish, and Ukrainian with the apostrophe of keyboards.
struct OtherWeekday {
  unsigned weekday;
  std::string_view name;
};
constexpr auto kOtherWeekdays = std::to_array<OtherWeekday>(
    {{5, "sonnabend"}, {0, "pn"}, {4, "pt"}, {6, "nd"}, {6, "ndz"}, {4, "п'ятниця"}});

// The names of all languages but English, folded and sorted.
struct ForeignNames {
  std::vector<MonthName> months;
  std::vector<WeekdayName> weekdays;
};

// A name of ICU's, folded and without an abbreviation's stop.
std::string folded_name(const icu::UnicodeString& name) {
  std::string text;
  name.toUTF8String(text);
  if (text.ends_with('.')) text.pop_back();
  return folded_word(text);
}

void add_names(const char* locale, ForeignNames& names) {
  using Symbols = icu::DateFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(icu::Locale(locale), status);
  if (U_FAILURE(status)) return;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      std::int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int i = 0; i < count && i < 12; ++i) {
        names.months.push_back({folded_name(months[i]), i + 1});
      }
      const icu::UnicodeString* weekdays = symbols.getWeekdays(count, context, width);
      for (int i = 1; i < count; ++i) {
        std::string name = folded_name(weekdays[i]);
        // Two letters are the beginning of a whole name, or Catalan, and mean other things
        // elsewhere.
        if (name.size() > 2) {
          const auto after_sunday = static_cast<unsigned>(i - UCAL_SUNDAY);
          names.weekdays.push_back({std::move(name), (after_sunday + 6) % 7});
        }
      }
    }
  }
}

template <typename Name>
void keep_each_once(std::vector<Name>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

// Built when the first date has a word that is not English: ICU reads files for it.
const ForeignNames& foreign_names() {
  static const ForeignNames kNames = [] {
    ForeignNames names;
    for (const char* locale : kLocales) add_names(locale, names);
    for (const OtherMonth& other : kOtherMonths) {
      names.months.push_back({std::string(other.name), other.month});
    }
    for (const OtherWeekday& other : kOtherWeekdays) {
      names.weekdays.push_back({std::string(other.name), other.weekday});
    }
    keep_each_once(names.months);
    keep_each_once(names.weekdays);
    return names;
  }();
  return kNames;
}

// The number of the first name that begins with `word`, from 1; else 0.
int number_of_name(std::string_view word, std::span<const std::string_view> names) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](std::string_view name) { return name.starts_with(word); });
  return found == names.end() ? 0 : static_cast<int>(found - names.begin()) + 1;
}

int english_month_of(std::string_view word) {
  return word.size() < kShortestMonth ? 0 : number_of_name(word, kEnglishMonths);
}

constexpr auto kFillers = std::to_array<std::string_view>({
    "at",   "on",   "of",      "the",             // English
    "um",   "am",   "den",     "der",     "dem",  // German
    "le",   "a",    "l",       "d",  // French, Catalan, Spanish: "à", "l'an", "d'abril"
    "de",   "del",  "las",     "la",      "el",                   // Spanish, Romanian
    "alle", "ore",  "il",      "di",                              // Italian
    "as",   "em",   "dia",     "feira",                           // Portuguese
    "om",   "op",   "kl",      "klo",     "kello", "den", "och",  // Dutch, Nordic
    "o",    "godz", "godzina", "dnia",    "dne",   "ve",  "v",    // Polish, Czech
    "ora",  "saat", "pukul",   "pada",    "στισ",          // Romanian, Turkish, Indonesian, Greek
    "в",    "во",   "о",       "об",      "у",             // Russian, Ukrainian
    "на",   "les",  "klokken", "klockan", "jam",   "vom",  // Bulgarian, Catalan, Nordic,
                                                           // Indonesian, German
});

constexpr auto kClockWords =
    std::to_array<std::string_view>({"uhr", "h", "hs", "hrs", "hours", "o'clock", "uur", "heures",
                                     "horas", "hores", "ч", "часов", "годин"});
constexpr auto kYearWords =
    std::to_array<std::string_view>({"г", "год", "года", "р", "року", "r", "roku"});

struct Half {
  std::string_view word;
  char half;
};
constexpr auto kHalves = std::to_array<Half>({{"am", 'a'}, {"pm", 'p'}, {"πμ", 'a'}, {"μμ", 'p'}});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Letters whose strokes Unicode's folding keeps.
char32_t without_stroke(char32_t letter) {
  switch (letter) {
    case U'ł':
      return U'l';
    case U'ø':
      return U'o';
    case U'ı':
      return U'i';
    default:
      return letter;
  }
}

}  // namespace

std::string folded_word(std::string_view word) {
  if (base::is_ascii(word)) return base::lower(word);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return base::lower(word);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  const icu::UnicodeString letters = apart->normalize(folding->normalize(text, status), status);
  std::string out;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const UChar32 letter = letters.char32At(at);
    if (u_charType(letter) != U_NON_SPACING_MARK) {
      base::append_utf8(without_stroke(static_cast<char32_t>(letter)), out);
    }
  }
  return out;
}

int month_of(std::string_view word) {
  if (base::count_utf8(word) < kShortestMonth && !word.ends_with("月")) return 0;
  if (const int month = english_month_of(word); month != 0) return month;
  if (zone_of(word)) return 0;  // Not the beginning of a month in any language.
  const std::vector<MonthName>& names = foreign_names().months;
  const auto first = std::lower_bound(
      names.begin(), names.end(), word,
      [](const MonthName& each, std::string_view wanted) { return each.name < wanted; });
  const bool is_whole = first != names.end() && first->name == word;
  int found = 0;
  for (auto each = first; each != names.end() && each->name.starts_with(word); ++each) {
    if (is_whole && each->name != word) break;
    if (found != 0 && found != each->month) return 0;
    found = each->month;
  }
  return found;
}

Weekdays weekdays_of(std::string_view word) {
  Weekdays found;
  if (base::count_utf8(word) < kShortestWeekday) return found;
  if (const int number = number_of_name(word, kEnglishWeekdays); number != 0) {
    return found.set(static_cast<std::size_t>(number) - 1);
  }
  // Tuesday in the south of Europe. No other English month's name begins a weekday's.
  if (english_month_of(word) != 0) return word == "mar" ? found.set(1) : found;
  const std::vector<WeekdayName>& names = foreign_names().weekdays;
  auto each = std::lower_bound(
      names.begin(), names.end(), word,
      [](const WeekdayName& name, std::string_view wanted) { return name.name < wanted; });
  for (; each != names.end() && each->name.starts_with(word); ++each) found.set(each->weekday);
  return found;
}

Weekdays weekdays_at_start(std::string_view word) {
  constexpr auto kCatalan =
      std::to_array<std::string_view>({"dl", "dt", "dc", "dj", "dv", "ds", "dg"});
  const auto* const found = std::find(kCatalan.begin(), kCatalan.end(), word);
  if (found == kCatalan.end()) return weekdays_of(word);
  return Weekdays(1U << static_cast<unsigned>(found - kCatalan.begin()));
}

bool is_filler(std::string_view word) { return contains(kFillers, word); }

bool is_clock_word(std::string_view word) { return contains(kClockWords, word); }

bool is_year_word(std::string_view word) { return contains(kYearWords, word); }

char half_of_day(std::string_view word) {
  const auto* const found = std::find_if(kHalves.begin(), kHalves.end(),
                                         [&](const Half& each) { return each.word == word; });
  return found == kHalves.end() ? '\0' : found->half;
}

}  // namespace syndic::parse
