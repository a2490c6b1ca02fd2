// SPDX-License-Identifier: MIT
//
// Dates among words that say nothing of them, and texts that are no dates.
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "parse/date/names.h"
#include "parse/feed_parser.h"
#include "tests/parse/date/dates.h"

namespace words_too_many_test {

namespace {

using namespace syndic;
using test::check_dates;
using test::read_date;

constexpr std::string_view kSunday = "2023-03-26T22:43:38Z";

struct Language {
  std::string_view name;
  std::array<std::string_view, 7> long_names;  ///< From Monday.
  std::array<std::string_view, 7> short_names;
};

// As CLDR has them.
const std::vector<Language> kLanguages = {
    {"English",
     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
     {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}},
    {"German",
     {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
     {"Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."}},
    {"French",
     {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
     {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."}},
    {"Italian",
     {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"},
     {"lun", "mar", "mer", "gio", "ven", "sab", "dom"}},
    {"Spanish",
     {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
     {"lun", "mar", "mié", "jue", "vie", "sáb", "dom"}},
    {"Portuguese",
     {"segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
      "domingo"},
     {"seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."}},
    {"Catalan",
     {"dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"},
     {"dl.", "dt.", "dc.", "dj.", "dv.", "ds.", "dg."}},
    {"Romanian",
     {"luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"},
     {"lun.", "mar.", "mie.", "joi", "vin.", "sâm.", "dum."}},
    {"Dutch",
     {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
     {"ma", "di", "wo", "do", "vr", "za", "zo"}},
    {"Danish",
     {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
     {"man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."}},
    {"Norwegian",
     {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
     {"man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."}},
    {"Swedish",
     {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"},
     {"mån", "tis", "ons", "tors", "fre", "lör", "sön"}},
    {"Finnish",
     {"maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
      "sunnuntaina"},
     {"ma", "ti", "ke", "to", "pe", "la", "su"}},
    {"Polish",
     {"poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"},
     {"pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."}},
    {"Czech",
     {"pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"},
     {"po", "út", "st", "čt", "pá", "so", "ne"}},
    {"Slovak",
     {"pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"},
     {"po", "ut", "st", "št", "pi", "so", "ne"}},
    {"Hungarian",
     {"hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"},
     {"H", "K", "Sze", "Cs", "P", "Szo", "V"}},
    {"Turkish",
     {"Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"},
     {"Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz"}},
    {"Indonesian",
     {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"},
     {"Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"}},
    {"Greek",
     {"Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"},
     {"Δευ", "Τρί", "Τετ", "Πέμ", "Παρ", "Σάβ", "Κυρ"}},
    {"Russian",
     {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"},
     {"пн", "вт", "ср", "чт", "пт", "сб", "вс"}},
    {"Ukrainian",
     {"понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"},
     {"пн", "вт", "ср", "чт", "пт", "сб", "нд"}},
    {"Bulgarian",
     {"понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"},
     {"пн", "вт", "ср", "чт", "пт", "сб", "нд"}},
    {"Chinese",
     {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
     {"周一", "周二", "周三", "周四", "周五", "周六", "周日"}},
    {"Japanese",
     {"月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"},
     {"月", "火", "水", "木", "金", "土", "日"}},
    {"Korean",
     {"월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"},
     {"월", "화", "수", "목", "금", "토", "일"}},
};

}  // namespace

TEST_CASE("every weekday of every language is read before a date, whole and short") {
  for (const Language& language : kLanguages) {
    for (std::size_t i = 0; i < 7; ++i) {
      const std::string day = std::to_string(20 + i);  // 20 March 2023 was a Monday.
      const std::string whole(language.long_names.at(i));
      const std::string cut(language.short_names.at(i));
      INFO(language.name << ": " << whole << ", " << cut);
      CHECK(read_date(whole + ", " + day + " Mar 2023 22:43:38 +0000") ==
            "2023-03-" + day + "T22:43:38Z");
      CHECK(read_date(whole + " " + day + ".03.2023") == "2023-03-" + day + "T00:00:00Z");
      CHECK(read_date(cut + ", " + day + " Mar 2023 22:43:38 +0000") ==
            "2023-03-" + day + "T22:43:38Z");
    }
  }
}

TEST_CASE("a whole weekday's name tells which day it is") {
  // 2 April 2025 was a Wednesday, 4 February a Tuesday; so are the days around them.
  for (const Language& language : kLanguages) {
    INFO(language.name);
    CHECK(read_date(std::string(language.long_names[1]) + ", 02/04/2025") ==
          "2025-02-04T00:00:00Z");
    CHECK(read_date(std::string(language.long_names[2]) + ", 02/04/2025") ==
          "2025-04-02T00:00:00Z");
  }
}

TEST_CASE("an unknown word in the weekday's place costs no date") {
  check_dates({
      {"026, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"0, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"%a, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"undefined, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"undefined , 26 Mar 2023 22:43:38 +0000", kSunday},
      {"undefined 26 Mar 2023 22:43:38 +0000", kSunday},
      {"NaN, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"???, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"{{weekday}}, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"Sunnudagur, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"undefined, 26.03.2023", "2023-03-26T00:00:00Z"},
      {"Sun, Sunday, 26 Mar 2023 22:43:38 +0000", kSunday},
      {"2026, 26 Mar 2023 22:43:38 +0000", ""},
      {"7 26 Mar 2023 22:43:38 +0000", ""},
      {"no day, 26 Mar 2023 22:43:38 +0000", ""},
      {"Mon Tue 26 Mar 2023 22:43:38 +0000", ""},
  });
}

TEST_CASE("a word before a date that begins with its year, month or weekday costs no date") {
  check_dates({
      {"undefined 2023-03-26", "2023-03-26T00:00:00Z"},
      {"undefined 2023/03/26", "2023-03-26T00:00:00Z"},
      {"xyz Mar 26, 2023", "2023-03-26T00:00:00Z"},
      {"null Sunday 26 March 2023", "2023-03-26T00:00:00Z"},
      {"xyz März 26, 2023", "2023-03-26T00:00:00Z"},
      {"026 26 Mar 2023 22:43:38 +0000", kSunday},
      {"26 26 Mar 2023 22:43:38 +0000", ""},
      {"0026 26 Mar 2023 22:43:38 +0000", ""},
      {"100 10 May 2020", ""},
      {"Release 10 May 2020", ""},
      {"Office 2019 May 12", ""},
      {"Version 2023-03", ""},
  });
}

TEST_CASE("brackets and quotation marks around a date cost no date") {
  check_dates({
      {"[Sun, 26 Mar 2023 22:43:38 +0000]", kSunday},
      {"(26 Mar 2023)", "2023-03-26T00:00:00Z"},
      {"\"26 Mar 2023\"", "2023-03-26T00:00:00Z"},
      {"'2023-03-26T22:43:38Z'", kSunday},
      {"{26.03.2023}", "2023-03-26T00:00:00Z"},
      {"“26 March 2023”", "2023-03-26T00:00:00Z"},
      {"„26. März 2023“", "2023-03-26T00:00:00Z"},
      {"« 26 mars 2023 »", "2023-03-26T00:00:00Z"},
      {"【2023年3月26日】", "2023-03-26T00:00:00Z"},
      {"（26 Mar 2023）", "2023-03-26T00:00:00Z"},
      {"(Published: 26 Mar 2023)", "2023-03-26T00:00:00Z"},
      {"Published (26 Mar 2023)", "2023-03-26T00:00:00Z"},
      {"(2023)", ""},
      {"(March 2023)", ""},
      {"(26 Mar 2023", ""},
      {"()", ""},
      {"\"", ""},
  });
}

TEST_CASE("a word in the zone's place costs no date, if a day and a clock are before it") {
  check_dates({
      {"Sun, 26 Mar 2023 22:43:38 %z", kSunday},
      {"Sun, 26 Mar 2023 22:43:38 undefined", kSunday},
      {"2023-03-26 22:43:38 {timezone}", kSunday},
      {"Sonntag, 26. März 2023 22:43:38 null", kSunday},
      {"Published: Sun, 26 Mar 2023 22:43:38 %z", kSunday},
      {"Sun, 26 Mar 2023 %z", ""},
      {"Sun, 26 Mar 2023 22:43:38 was warm", ""},
      {"Sun, 26 Mar 2023 22:43:38 XYZ", ""},
      {"Sun, 26 Mar 2023 22:43:38 May", ""},
      {"Sun, 26 Mar 2023 22:43:38 +9900", ""},
  });
}

TEST_CASE("who wrote it costs no date, before it or after it") {
  const std::string day = "2023-03-26T00:00:00Z";
  check_dates({
      {"Sun, 26 Mar 2023 22:43:38 +0000 by admin", kSunday},
      {"March 26, 2023 by Ann van der Lee", day},
      {"Posted on March 26, 2023 by admin", day},
      {"26. März 2023 von admin", day},
      {"Veröffentlicht am 26. März 2023 von Ann Lee", day},
      {"26 mars 2023 par admin", day},
      {"26 de marzo de 2023 por admin", day},
      {"26 marzo 2023 di Ann Lee", day},
      {"26 maart 2023 door admin", day},
      {"26. mars 2023 av admin", day},
      {"26 marca 2023 przez admin", day},
      {"By admin on March 26, 2023", day},
      {"By Ann Lee on March 26, 2023", day},
      {"By Ann Lee, March 26, 2023", day},
      {"by admin | March 26, 2023", day},
      {"By admin - March 26, 2023 10:30", "2023-03-26T10:30:00Z"},
      {"Von admin am 26. März 2023", day},
      {"Par admin le 26 mars 2023", day},
      {"Por admin el 26 de marzo de 2023", day},
      {"Door admin op 26 maart 2023", day},
      {"By March 26, 2023", day},
      {"By admin", ""},
      {"By admin on Sunday", ""},
      {"2023 by admin", ""},
      {"March 2023 by admin", ""},
      {"26 March 2023 by 10 people", ""},
      {"26 March 2023 by one of the people who came", ""},
      {"26 March 2023 by", day},
  });
}

TEST_CASE("a month that is also called as a weekday costs no date before the weekday's name") {
  check_dates({
      {"Mar 26 2023 Sunday 10:43PM", "2023-03-26T22:43:00Z"},
      {"Mar 26 2023 domenica 22:43", "2023-03-26T22:43:00Z"},
      {"mar 28 mars 2023 mardi", "2023-03-28T00:00:00Z"},
      {"Tue 26 Mar 2023 Sunday", ""},
  });
}

TEST_CASE("a weekday in brackets before a date says which number is the month") {
  check_dates({
      {"(Fri) 06/05/2020", "2020-06-05T00:00:00Z"},
      {"[Fri] 06/05/2020", "2020-06-05T00:00:00Z"},
      {"(Freitag) 06/05/2020", "2020-06-05T00:00:00Z"},
      {"(Wed) 06/05/2020", "2020-05-06T00:00:00Z"},
      {"06/05/2020 10:00 (Fri)", "2020-06-05T10:00:00Z"},
      {"(UTC) 06/05/2020", "2020-05-06T00:00:00Z"},
      {"[Sun] 26 Mar 2023", "2023-03-26T00:00:00Z"},
  });
}

TEST_CASE("a label before a date costs no date, in the languages that are read") {
  constexpr auto kLabels = std::to_array<std::string_view>({"Published:",
                                                            "Published",
                                                            "Posted on",
                                                            "Posted on:",
                                                            "Date published:",
                                                            "Last updated:",
                                                            "Created:",
                                                            "Anything:",
                                                            "Published -",
                                                            "Date published –",
                                                            "Release Date:",
                                                            "Date of first release:",
                                                            "Publish date:",
                                                            "Issued",
                                                            "Veröffentlicht:",
                                                            "Veröffentlicht am",
                                                            "Stand:",
                                                            "Erstellt am",
                                                            "Erschienen am",
                                                            "Online seit:",
                                                            "Datum der Veröffentlichung:",
                                                            "Publié le",
                                                            "Mis à jour le",
                                                            "Date de publication :",
                                                            "Date d'ajout :",
                                                            "Mis en ligne le",
                                                            "Mise en ligne :",
                                                            "Publié en ligne le",
                                                            "Paru le",
                                                            "Pubblicato il",
                                                            "Pubblicato in data",
                                                            "Data di uscita:",
                                                            "Publicado el",
                                                            "Fecha de publicación:",
                                                            "Fecha de lanzamiento",
                                                            "Publicado em",
                                                            "Publicat el",
                                                            "Publicat la",
                                                            "Geplaatst op",
                                                            "Gepubliceerd op",
                                                            "Udgivet den",
                                                            "Publisert",
                                                            "Publicerad den",
                                                            "Julkaistu",
                                                            "Opublikowano",
                                                            "Opublikowano w dniu",
                                                            "Data publikacji:",
                                                            "Publikováno",
                                                            "Zverejnené",
                                                            "Megjelent:",
                                                            "Yayınlanma tarihi:",
                                                            "Diterbitkan pada",
                                                            "Δημοσιεύτηκε στις",
                                                            "Опубликовано",
                                                            "Дата публикации:",
                                                            "Опубліковано",
                                                            "Публикувано на",
                                                            "发布时间：",
                                                            "发布于",
                                                            "公開日：",
                                                            "게시일:"});
  for (const std::string_view label : kLabels) {
    INFO(label);
    CHECK(read_date(std::string(label) + " Sun, 26 Mar 2023 22:43:38 +0000") == kSunday);
    CHECK(read_date(std::string(label) + " 26.03.2023") == "2023-03-26T00:00:00Z");
    CHECK(read_date(std::string(label) + " 2023").empty());
  }
  CHECK(read_date("Published: undefined, 26 Mar 2023 22:43:38 +0000") == kSunday);
  check_dates({
      {"发布于2023年3月26日", "2023-03-26T00:00:00Z"},
      {"Published - Sun, 26 Mar 2023", "2023-03-26T00:00:00Z"},
      {"Release Date: 2023-03-26", "2023-03-26T00:00:00Z"},
      {"Mis en ligne le dimanche 26 mars 2023", "2023-03-26T00:00:00Z"},
      {"The new date of our meeting in the hall: 26 March 2023", ""},
      {"Our meeting: 26 March 2023", ""},
      {"Our meeting - 26 March 2023", ""},
      {"In 26 March 2023 of 5", ""},
  });
}

TEST_CASE("markup around a date costs no date, and its datetime attribute goes before its words") {
  check_dates({
      {"<time datetime=\"2023-03-26T22:43:38Z\">Sun, 26 Mar 2023</time>", kSunday},
      {"<TIME class='a' DATETIME='2023-03-26T22:43:38Z'>yesterday</TIME>", kSunday},
      {"<time datetime=2023-03-26T22:43:38Z>yesterday</time>", kSunday},
      {"Published: <time datetime=\"2023-03-26T22:43:38Z\">yesterday</time>", kSunday},
      {"<time datetime=\"soon\">Sun, 26 Mar 2023 22:43:38 GMT</time>", kSunday},
      {"<p><b>Sun,&nbsp;26 Mar 2023</b> 22:43:38 GMT</p>", kSunday},
      {"<time datetime=\"2023-03-26T22:43:38Z\" title=\"Sunday, March 26, 2023 - 22:43\" "
       "class=\"datetime\">Sunday, March 26, 2023 - 22:43</time>",
       kSunday},
      {"<time datetime=\"soon\">later</time>", ""},
      {"<time datetime=", ""},
      {"<", ""},
  });
  CHECK(read_date("<time datetime=\"2023-03-26\">" + std::string(1'000'000, '<')).empty());
  for (const std::string_view element :
       {"&lt;time datetime=\"2023-03-26T22:43:38Z\"&gt;Sun, 26 Mar 2023&lt;/time&gt;",
        "<![CDATA[<time datetime=\"2023-03-26T22:43:38Z\">Sun, 26 Mar 2023</time>]]>",
        "<time datetime=\"2023-03-26T22:43:38Z\">Sun, 26 Mar 2023</time>"}) {
    INFO(element);
    const auto feed = parse::parse_feed(
        "<rss version='2.0'><channel><title>T</title><item><title>A</title><pubDate>" +
            std::string(element) + "</pubDate></item></channel></rss>",
        {});
    REQUIRE(feed);
    CHECK(base::format_rfc3339(feed->items.at(0).published.value()) == kSunday);
  }
}

TEST_CASE("words around a clock and endings of numbers cost no date") {
  check_dates({
      {"26 March 2023 at 10 o'clock", "2023-03-26T10:00:00Z"},
      {"26. März 2023 um 10 Uhr", "2023-03-26T10:00:00Z"},
      {"26 maart 2023 om 10 uur", "2023-03-26T10:00:00Z"},
      {"26 de março de 2023 às 10 horas", "2023-03-26T10:00:00Z"},
      {"26 марта 2023 в 10 часов", "2023-03-26T10:00:00Z"},
      {"26 de març de 2023 a les 10:30", "2023-03-26T10:30:00Z"},
      {"26. mars 2023 klokken 10:30", "2023-03-26T10:30:00Z"},
      {"10:30 on 26 March 2023", "2023-03-26T10:30:00Z"},
      {"26 March 2023 at 10:30 o'clock", "2023-03-26T10:30:00Z"},
      {"14:30 Uhr am 26. März 2023", "2023-03-26T14:30:00Z"},
      {"12:30 Uhr am 26. März 2023", "2023-03-26T12:30:00Z"},
      {"à 14h30 le 26 mars 2023", "2023-03-26T14:30:00Z"},
      {"den 26:e mars 2023", "2023-03-26T00:00:00Z"},
      {"26ste maart 2023", "2023-03-26T00:00:00Z"},
      {"26 March 2023 10:30 +0100 (CET)", "2023-03-26T09:30:00Z"},
      {"26 March 2023 10 times", ""},
      {"26 March 2023 25 Uhr", ""},
  });
}

TEST_CASE("sentences, and numbers that are no date, do not become one") {
  check_dates({
      {"Version 3.12.2020 of 5", ""},
      {"Version 3.12.2020", ""},
      {"Windows 10 May 2020 Update", ""},
      {"Windows 10 May 2020", ""},
      {"Published 2023", ""},
      {"Published: March 2023", ""},
      {"Copyright 2023", ""},
      {"undefined, 2023", ""},
      {"In 2023, 12 people came", ""},
      {"Published 3 days ago", ""},
      {"Updated 5 minutes ago at 10:30", ""},
      {"The meeting is on 26 March 2023", ""},
      {"We opened on 26 March 2023 at 10:30", ""},
      {"posted by Ann on 26 March 2023", ""},
      {"Chapter 3, 26 March 2023", ""},
      {"26 March 2023 was a Sunday", ""},
      {"May, 26 Mar 2023 22:43:38 +0000", ""},
      {"yesterday, 10:30", ""},
      {"Published:", ""},
      {"undefined,", ""},
  });
  CHECK(read_date("Published: " + std::string(1'000'000, 'a')).empty());
}

}  // namespace words_too_many_test
