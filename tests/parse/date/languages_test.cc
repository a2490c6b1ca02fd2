// SPDX-License-Identifier: MIT
//
// Dates in the words of the languages that feeds are written in.
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "parse/date/date.h"
#include "parse/date/names.h"
#include "tests/parse/date/dates.h"

namespace date_languages_test {

namespace {

using namespace syndic;
using test::check_dates;
using test::read_date;

}  // namespace

TEST_CASE("dates in Germanic languages are read") {
  check_dates({
      {"Mo, 16 Mai 2022 09:30:00 +0200", "2022-05-16T07:30:00Z"},
      {"16. März 2022", "2022-03-16T00:00:00Z"},
      {"16. MÄRZ 2022", "2022-03-16T00:00:00Z"},
      {"16. Ma\u0308rz 2022", "2022-03-16T00:00:00Z"},
      {"16 Mrz 2022", "2022-03-16T00:00:00Z"},
      {"1. Jänner 2022", "2022-01-01T00:00:00Z"},
      {"Di, 06 Dez 2022 10:00:00 GMT", "2022-12-06T10:00:00Z"},
      {"16. Mai 2022 um 14:30 Uhr", "2022-05-16T14:30:00Z"},
      {"Am 16. Mai 2022, 14.30 Uhr MESZ", "2022-05-16T12:30:00Z"},
      {"Montag, den 16. Mai 2022", "2022-05-16T00:00:00Z"},
      {"16 oktober 2022 om 14:30 uur", "2022-10-16T14:30:00Z"},
      {"ma 16 mrt 2022 14u30", "2022-03-16T14:30:00Z"},
      {"den 16 maj 2022 kl. 14.30", "2022-05-16T14:30:00Z"},
      {"lördag 4 juni 2022", "2022-06-04T00:00:00Z"},
      {"LØRDAG 4. JUNI 2022 kl 14:30", "2022-06-04T14:30:00Z"},
      {"mandag d. 16. maj 2022", "2022-05-16T00:00:00Z"},
  });
}

TEST_CASE("dates in Romance languages are read") {
  check_dates({
      {"mer, 16 nov 2022 00:38:15 +0100", "2022-11-15T23:38:15Z"},
      {"mar, 17 mai 2022 10:00:00 GMT", "2022-05-17T10:00:00Z"},
      {"mar. 15 mars 2022", "2022-03-15T00:00:00Z"},
      {"lun., 16 févr. 2022 10:00:00 GMT", "2022-02-16T10:00:00Z"},
      {"16 août 2022", "2022-08-16T00:00:00Z"},
      {"16 AOÛT 2022", "2022-08-16T00:00:00Z"},
      {"1er mai 2022", "2022-05-01T00:00:00Z"},
      {"le lundi 16 mai 2022 à 14h30", "2022-05-16T14:30:00Z"},
      {"16 mai 2022, 14 h 30", "2022-05-16T14:30:00Z"},
      {"16 de mayo de 2022", "2022-05-16T00:00:00Z"},
      {"lunes, 16 de mayo de 2022, a las 4:20 p. m.", "2022-05-16T16:20:00Z"},
      {"16 ene 2022 14:30 h", "2022-01-16T14:30:00Z"},
      {"segunda-feira, 16 de maio de 2022 às 14:30", "2022-05-16T14:30:00Z"},
      {"1º de março de 2022", "2022-03-01T00:00:00Z"},
      {"lunedì 16 maggio 2022 alle ore 14:30", "2022-05-16T14:30:00Z"},
      {"3 maggio 2021", "2021-05-03T00:00:00Z"},
      {"16 d'abril de 2022", "2022-04-16T00:00:00Z"},
      {"16 d\u2019abril de 2022", "2022-04-16T00:00:00Z"},
      {"marți, 17 mai 2022, ora 14:30", "2022-05-17T14:30:00Z"},
      {"sâmbătă 4 iunie 2022", "2022-06-04T00:00:00Z"},
  });
}

TEST_CASE("dates in Slavic languages are read") {
  check_dates({
      {"16 мая 2022 г. в 14:30", "2022-05-16T14:30:00Z"},
      {"16 МАЯ 2022 года", "2022-05-16T00:00:00Z"},
      {"Пн, 16 Мая 2022 10:00:00 +0300", "2022-05-16T07:00:00Z"},
      {"понедельник, 16 мая 2022", "2022-05-16T00:00:00Z"},
      {"16 янв. 2022", "2022-01-16T00:00:00Z"},
      {"Вт, 06 Дек 2022 10:00:00 MSK", "2022-12-06T07:00:00Z"},
      {"16 травня 2022 р. о 14:30", "2022-05-16T14:30:00Z"},
      {"16 май 2022", "2022-05-16T00:00:00Z"},
      {"poniedziałek, 16 maja 2022 r., godz. 14:30", "2022-05-16T14:30:00Z"},
      {"pt., 3 czerwca 2022", "2022-06-03T00:00:00Z"},
      {"16 października 2022", "2022-10-16T00:00:00Z"},
      {"16 PAŹ 2022", "2022-10-16T00:00:00Z"},
      {"pondělí 16. května 2022 v 14:30", "2022-05-16T14:30:00Z"},
      {"16. července 2022", "2022-07-16T00:00:00Z"},
      {"16. června 2022", "2022-06-16T00:00:00Z"},
      {"16. mája 2022", "2022-05-16T00:00:00Z"},
  });
}

TEST_CASE("dates in Greek, Hungarian, Finnish, Turkish and Indonesian are read") {
  check_dates({
      {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
      {"Δευτέρα, 16 Μαΐου 2022 14:30", "2022-05-16T14:30:00Z"},
      {"ΔΕΥΤΕΡΑ, 16 ΜΑΪΟΥ 2022 4:30 μμ", "2022-05-16T16:30:00Z"},
      {"16 Μάρτιος 2022", "2022-03-16T00:00:00Z"},
      {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
      {"2022. május 16., hétfő 14:30", "2022-05-16T14:30:00Z"},
      {"2022. márc. 16.", "2022-03-16T00:00:00Z"},
      {"maanantaina 16. toukokuuta 2022 klo 14.30", "2022-05-16T14:30:00Z"},
      {"16 Mayıs 2022 Pazartesi 14:30", "2022-05-16T14:30:00Z"},
      {"16 AĞUSTOS 2022 Salı", "2022-08-16T00:00:00Z"},
      {"Senin, 16 Mei 2022 14:30 WIB", "2022-05-16T07:30:00Z"},
      {"Jumat, 5 Agustus 2022 pukul 14:30", "2022-08-05T14:30:00Z"},
  });
}

TEST_CASE("dates of China, Japan and Korea are read, in the caller's zone") {
  check_dates({
      {"2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z"},
      {"2004년 05월 28일 오전 01:31:15", "2004-05-28T01:31:15Z"},
      {"2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z"},
      {"2004-05-25 오전 12:23:17", "2004-05-25T00:23:17Z"},
      {"2004년 5월 28일 금요일 오후 2시 30분", "2004-05-28T14:30:00Z"},
      {"28일 일요일 5월 2004년", "2004-05-28T00:00:00Z"},
      {"2022. 5. 16. 오후 4:20", "2022-05-16T16:20:00Z"},
      {"2004年05月28日", "2004-05-28T00:00:00Z"},
      {"2004年5月28日（金）14時30分15秒", "2004-05-28T14:30:15Z"},
      {"2004年5月28日 金曜日 午後2:30", "2004-05-28T14:30:00Z"},
      {"2004年5月28日 上午10:30", "2004-05-28T10:30:00Z"},
      {"2004年5月28日星期五下午2:30", "2004-05-28T14:30:00Z"},
      {"2004 年 5 月 28 日 周五", "2004-05-28T00:00:00Z"},
      {"星期五, 28 五月 2004 10:30:00 +0800", "2004-05-28T02:30:00Z"},
      {"十一月 28, 2004", "2004-11-28T00:00:00Z"},
      {"２００４年５月２８日", "2004-05-28T00:00:00Z"},
      {"PM 2:30 2004-05-28", "2004-05-28T14:30:00Z"},
      {"2004年13月28日", ""},
      {"2004年5月28日30分", ""},
      {"平成16年5月28日", ""},
      {"星期九 2004-05-28", ""},
  });
  CHECK(read_date("2004-05-25 오후 11:23:17", "Asia/Seoul") == "2004-05-25T14:23:17Z");
}

TEST_CASE("names that ICU does not have are read") {
  check_dates({
      {"1. Feber 2022", "2022-02-01T00:00:00Z"},
      {"Sonnabend, 5. Maerz 2022", "2022-03-05T00:00:00Z"},
      {"2022 márciusi 16", "2022-03-16T00:00:00Z"},
      {"16 Ιόν 2022", "2022-06-16T00:00:00Z"},
      {"ndz., 5 czerwca 2022", "2022-06-05T00:00:00Z"},
  });
}

TEST_CASE("a word that several months begin with is none, and a cut name is no other's") {
  CHECK(parse::month_of("mar") == 3);
  CHECK(parse::month_of("jui") == 0);
  CHECK(parse::month_of("ju") == 0);
  CHECK(parse::month_of("cerven") == 6);
  CHECK(parse::month_of("cervenec") == 7);
  CHECK(parse::month_of("cerve") == 0);
  CHECK(parse::month_of("listopad") == 11);
  CHECK(parse::month_of("mayday") == 0);
}

TEST_CASE("every name in the tables is in the spelling that words are folded to") {
  constexpr std::array kSpelt = {"Février", "AOÛT", "Września", "İYUN", "Ιανουάριος", "ЯНВАРЯ"};
  constexpr std::array kFolded = {"fevrier", "aout", "wrzesnia", "iyun", "ιανουαριοσ", "января"};
  for (std::size_t i = 0; i < kSpelt.size(); ++i) {
    CHECK(parse::folded_word(kSpelt.at(i)) == kFolded.at(i));
    CHECK(parse::folded_word(kFolded.at(i)) == kFolded.at(i));
  }
}

}  // namespace date_languages_test
