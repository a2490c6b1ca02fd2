// SPDX-License-Identifier: MIT
#include "parse/date/names.h"

#include <algorithm>
#include <array>

#include "parse/date/text.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kShortestMonth = 3;  // Letters.
constexpr std::size_t kShortestWeekday = 2;

using Year = std::array<std::string_view, 12>;

// A row a language, or another form of its names; January first.
constexpr auto kMonths = std::to_array<Year>({
    // English, whose short names are what RFC 822 has
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
    // German, with Austria's, and those who lack the umlaut
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"janner", "feber", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"},
    // French
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
     "octobre", "novembre", "decembre"},
    // Italian
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    // Spanish
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    // Portuguese
    {"janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    // Catalan
    {"gener", "febrer", "marc", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
     "novembre", "desembre"},
    // Romanian
    {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
     "octombrie", "noiembrie", "decembrie"},
    // Dutch
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
    // Danish, Norwegian and Swedish
    {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
     "november", "desember"},
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
     "oktober", "november", "december"},
    // Finnish
    {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesakuuta",
     "heinakuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
    // Polish, as "the month" and as "of the month"
    {"styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien",
     "pazdziernik", "listopad", "grudzien"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia",
     "pazdziernika", "listopada", "grudnia"},
    // Czech
    {"leden", "unor", "brezen", "duben", "kveten", "cerven", "cervenec", "srpen", "zari", "rijen",
     "listopad", "prosinec"},
    {"ledna", "unora", "brezna", "dubna", "kvetna", "cervna", "cervence", "srpna", "zari", "rijna",
     "listopadu", "prosince"},
    {"led", "uno", "bre", "dub", "kve", "cvn", "cvc", "srp", "zar", "rij", "lis", "pro"},
    // Slovak
    {"januar", "februar", "marec", "april", "maj", "jun", "jul", "august", "september", "oktober",
     "november", "december"},
    {"januara", "februara", "marca", "aprila", "maja", "juna", "jula", "augusta", "septembra",
     "oktobra", "novembra", "decembra"},
    // Hungarian
    {"januar", "februar", "marcius", "aprilis", "majus", "junius", "julius", "augusztus",
     "szeptember", "oktober", "november", "december"},
    {"januari", "februari", "marciusi", "aprilisi", "majusi", "juniusi", "juliusi", "augusztusi",
     "szeptemberi", "oktoberi", "novemberi", "decemberi"},
    // Turkish
    {"ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim",
     "kasim", "aralik"},
    // Indonesian
    {"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
     "oktober", "november", "desember"},
    // Greek, with the short forms that lack a vowel or have the wrong one
    {"ιανουαριοσ", "φεβρουαριοσ", "μαρτιοσ", "απριλιοσ", "μαιοσ", "ιουνιοσ", "ιουλιοσ", "αυγουστοσ",
     "σεπτεμβριοσ", "οκτωβριοσ", "νοεμβριοσ", "δεκεμβριοσ"},
    {"ιανουαριου", "φεβρουαριου", "μαρτιου", "απριλιου", "μαιου", "ιουνιου", "ιουλιου", "αυγουστου",
     "σεπτεμβριου", "οκτωβριου", "νοεμβριου", "δεκεμβριου"},
    {"ιαν", "φεβ", "μαω", "απρ", "μαι", "ιον", "ιολ", "αυγ", "σεπ", "οκτ", "νοε", "δεκ"},
    // Russian
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
     "ноябрь", "декабрь"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
     "октября", "ноября", "декабря"},
    // Ukrainian
    {"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень",
     "вересень", "жовтень", "листопад", "грудень"},
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
     "жовтня", "листопада", "грудня"},
    // Bulgarian
    {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври",
     "ноември", "декември"},
    // Chinese
    {"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月",
     "十二月"},
});

constexpr auto kWeekdays = std::to_array<std::string_view>({
    // English
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    // German
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "sonnabend",
    // French
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    // Italian
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    // Spanish
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    // Portuguese
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    // Catalan
    "dilluns",
    "dimarts",
    "dimecres",
    "dijous",
    "divendres",
    "dissabte",
    "diumenge",
    // Romanian
    "luni",
    "marti",
    "miercuri",
    "joi",
    "vineri",
    "sambata",
    "duminica",
    // Dutch
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    // Danish, Norwegian and Swedish
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lordag",
    "sondag",
    "mandag",
    "tisdag",
    "lordag",
    "sondag",
    // Finnish
    "maanantai",
    "tiistai",
    "keskiviikko",
    "torstai",
    "perjantai",
    "lauantai",
    "sunnuntai",
    "maanantaina",
    "tiistaina",
    "keskiviikkona",
    "torstaina",
    "perjantaina",
    "lauantaina",
    "sunnuntaina",
    "ke",
    // Polish
    "poniedzialek",
    "wtorek",
    "sroda",
    "czwartek",
    "piatek",
    "sobota",
    "niedziela",
    "pn",
    "pt",
    "nd",
    "ndz",
    // Czech and Slovak
    "pondeli",
    "utery",
    "streda",
    "ctvrtek",
    "patek",
    "nedele",
    "pondelok",
    "utorok",
    "streda",
    "stvrtok",
    "piatok",
    "nedela",
    // Hungarian
    "hetfo",
    "kedd",
    "szerda",
    "csutortok",
    "pentek",
    "szombat",
    "vasarnap",
    // Turkish
    "pazartesi",
    "sali",
    "carsamba",
    "persembe",
    "cuma",
    "cumartesi",
    "pazar",
    "pzt",
    "cmt",
    // Indonesian
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    // Greek
    "δευτερα",
    "τριτη",
    "τεταρτη",
    "πεμπτη",
    "παρασκευη",
    "σαββατο",
    "κυριακη",
    // Russian
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "пн",
    "вт",
    "чт",
    "пт",
    "сб",
    // Ukrainian and Bulgarian
    "понеділок",
    "вівторок",
    "середа",
    "четвер",
    "субота",
    "неділя",
    "понеделник",
    "сряда",
    "четвъртък",
    "петък",
    "събота",
    "нд",
});

constexpr auto kFillers = std::to_array<std::string_view>({
    "at",   "on",   "of",      "the",           // English
    "um",   "am",   "den",     "der",   "dem",  // German
    "le",   "a",    "l",       "d",             // French, Catalan, Spanish: "à", "l'an", "d'abril"
    "de",   "del",  "las",     "la",    "el",   // Spanish, Romanian
    "alle", "ore",  "il",      "di",            // Italian
    "as",   "em",   "dia",     "feira",         // Portuguese
    "om",   "op",   "kl",      "klo",   "kello", "den", "och",  // Dutch, Nordic
    "o",    "godz", "godzina", "dnia",  "dne",   "ve",  "v",    // Polish, Czech
    "ora",  "saat", "pukul",   "pada",  "στισ",  // Romanian, Turkish, Indonesian, Greek
    "в",    "во",   "о",       "об",    "у",     // Russian, Ukrainian
});

constexpr auto kClockWords =
    std::to_array<std::string_view>({"uhr", "h", "hs", "hrs", "hours", "uur", "ч"});
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

}  // namespace

int month_of(std::string_view word) {
  if (letter_count(word) < kShortestMonth && !word.ends_with("月")) return 0;
  int found = 0;
  bool ambiguous = false;
  for (const Year& names : kMonths) {
    for (std::size_t month = 0; month < names.size(); ++month) {
      const int number = static_cast<int>(month) + 1;
      if (names.at(month).front() != word.front() || !names.at(month).starts_with(word)) continue;
      if (names.at(month) == word) return number;
      ambiguous = ambiguous || (found != 0 && found != number);
      found = number;
    }
  }
  return ambiguous ? 0 : found;
}

bool is_weekday(std::string_view word) {
  return letter_count(word) >= kShortestWeekday &&
         std::any_of(kWeekdays.begin(), kWeekdays.end(),
                     [&](std::string_view name) { return name.starts_with(word); });
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
