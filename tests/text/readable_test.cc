// SPDX-License-Identifier: MIT
#include "text/readable.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <catch2/catch.hpp>

#include "base/utf8.h"

namespace syndic::text::readable_text_test {
namespace {

// Controls of direction (UAX #9 §2.1–2.5).
constexpr char kLre[] = "\u202A";
constexpr char kRle[] = "\u202B";
constexpr char kPdf[] = "\u202C";
constexpr char kRlo[] = "\u202E";
constexpr char kRli[] = "\u2067";
constexpr char kFsi[] = "\u2068";
constexpr char kPdi[] = "\u2069";

std::string joined(std::initializer_list<const char*> parts) {
  std::string out;
  for (const char* const part : parts) out += part;
  return out;
}

TEST_CASE("ASCII stays as it is, in lines or in one") {
  CHECK(readable_text("one\ntwo  three") == "one\ntwo  three");
  CHECK(readable_line(" one\ntwo  three\t") == "one two three");
  CHECK(readable_text("") == "");
  CHECK(readable_line(" \n") == "");
}

TEST_CASE("Characters come in their composed form (NFC, UAX #15)") {
  CHECK(readable_text("Cafe\u0301") == "Caf\u00E9");
  CHECK(readable_text("A\u030A \u212B") == "\u00C5 \u00C5");
  CHECK(readable_text("\u1112\u1161\u11AB") == "\uD55C");
  CHECK(readable_text("\u30AB\u3099") == "\u30AC");
  CHECK(readable_text("q\u0307\u0323") == "q\u0323\u0307");
}

TEST_CASE("What only looks alike stays: form C, not KC") {
  CHECK(readable_text("\uFB01 \u00B2 \u2460 \uFF21") == "\uFB01 \u00B2 \u2460 \uFF21");
}

TEST_CASE("Byte order marks, soft hyphens and zero-width junk go") {
  CHECK(readable_text("\uFEFFNews\uFEFF of\u200B the\u2060 day") == "News of the day");
  CHECK(readable_text("Zu\u00ADsam\u00ADmen\u00ADar\u00ADbeit") == "Zusammenarbeit");
  CHECK(readable_text("a\u0091b\u009Cc\uFFF9\uFDD0\U0001FFFE") == "abc");
  CHECK(readable_text("x\u2062y\u206A") == "xy");
}

TEST_CASE("What junk kept apart is composed once it is gone") {
  CHECK(readable_text("e\u200B\u0301") == "\u00E9");
}

TEST_CASE("Joiners that letters and emoji need stay") {
  CHECK(readable_text("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645") ==
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
  CHECK(readable_text("\U0001F469\u200D\U0001F467 \u2764\uFE0F") ==
        "\U0001F469\u200D\U0001F467 \u2764\uFE0F");
}

TEST_CASE("A zero-width space stays where it parts words that no space does") {
  CHECK(readable_text("\u0E02\u0E48\u0E32\u0E27\u200B\u0E14\u0E35") ==
        "\u0E02\u0E48\u0E32\u0E27\u200B\u0E14\u0E35");
  CHECK(readable_text("\u1781\u200B\u200B\u1798") == "\u1781\u200B\u1798");
}

TEST_CASE("Tag characters go, but for those of a flag") {
  CHECK(readable_text("hi\U000E0041\U000E0042") == "hi");
  const std::string scotland =
      "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F";
  CHECK(readable_text(scotland) == scotland);
}

TEST_CASE("A text in which nothing shows is empty") {
  CHECK(readable_text("\u200B\u00AD\uFEFF") == "");
  CHECK(readable_text("\u200D\uFE0F") == "");
  CHECK(readable_text(joined({kRlo, kPdf})) == "");
  CHECK(readable_text("\u00A0 \u3000") == "");
  CHECK(readable_line("\u2003\n\u00A0") == "");
}

TEST_CASE("Unicode's own line ends are line ends") {
  CHECK(readable_text("a\u2028b\u2029c\u0085d") == "a\nb\nc\nd");
  CHECK(readable_line("a\u2028b\u2029c") == "a b c");
}

TEST_CASE("In a line wide blanks fold, and a no-break space alone stays") {
  CHECK(readable_line("\u00A0\u3000News\u2003 \u00A0today\u00A0") == "News today");
  CHECK(readable_line("10\u00A0000 \u00E9") == "10\u00A0000 \u00E9");
  // Characters that begin with the byte of a blank and are none.
  CHECK(readable_line(" a \u201Cb c\u201D  \u00BFd \u2019") == "a \u201Cb c\u201D \u00BFd \u2019");
}

TEST_CASE("A direction that is left open ends with its line") {
  CHECK(readable_text(joined({"a ", kRlo, "b"})) == joined({"a ", kRlo, "b", kPdf}));
  CHECK(readable_text(joined({kRli, "a ", kLre, "b"})) ==
        joined({kRli, "a ", kLre, "b", kPdf, kPdi}));
  CHECK(readable_text(joined({kRle, "a\nb", kPdf})) == joined({kRle, "a", kPdf, "\nb"}));
  CHECK(readable_line(joined({kFsi, "a\nb"})) == joined({kFsi, "a", kPdi, " b"}));
}

TEST_CASE("What ends no direction goes") {
  CHECK(readable_text(joined({"a", kPdf, kPdi, "b"})) == "ab");
  CHECK(readable_text(joined({kLre, "a", kPdi, "b", kPdf})) == joined({kLre, "ab", kPdf}));
}

TEST_CASE("The end of an isolate ends what is open in it, and nothing in it ends what is outside") {
  CHECK(readable_text(joined({kRli, kLre, "a", kPdi, "b"})) ==
        joined({kRli, kLre, "a", kPdf, kPdi, "b"}));
  CHECK(readable_text(joined({kLre, kRli, "a", kPdf, kPdi, "b", kPdf})) ==
        joined({kLre, kRli, "a", kPdi, "b", kPdf}));
}

TEST_CASE("Directions that are balanced stay, and so do the marks that open nothing") {
  const std::string quoted = joined({"a ", kRli, "\u05D0", kPdi, " b ", kLre, "c", kPdf});
  CHECK(readable_text(quoted) == quoted);
  CHECK(readable_text("C\u200E++ \u200F\u05D0\u061C") == "C\u200E++ \u200F\u05D0\u061C");
}

TEST_CASE("Directions nest as deep as the standard has them, and no deeper") {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += kRlo;
  const std::string balanced = readable_text(nested + "a");
  CHECK(balanced.size() == 125 * 3 + 1 + 125 * 3);
  CHECK(readable_text(balanced) == balanced);
}

// U+0300 and the jamo are what composes with most of what stands before them.
TEST_CASE("Every character comes out in form C, and coming out again changes nothing") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
  for (char32_t c = 0x80; c <= 0x10FFFF; ++c) {
    if (!base::is_xml_character(c) || u_isdefined(static_cast<UChar32>(c)) == 0) continue;
    for (const char* const behind : {"\u0301", "\u1161"}) {
      std::string text = "a";
      base::append_utf8(c, text);
      text += behind;
      const std::string once = readable_text(text);
      const bool composed = form->isNormalizedUTF8(once, status) != 0;
      if (composed && readable_text(once) == once &&
          readable_line(readable_line(text)) == readable_line(text)) {
        continue;
      }
      CAPTURE(static_cast<std::uint32_t>(c), behind);
      FAIL(once);
    }
  }
}

}  // namespace
}  // namespace syndic::text::readable_text_test
