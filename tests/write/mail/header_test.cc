// SPDX-License-Identifier: MIT
#include "write/mail/header.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/lines.h"
#include "markup/mail/header.h"
#include "markup/mail/words.h"

namespace mail_header_test {

using syndic::write::address_field;
using syndic::write::bracket_field;
using syndic::write::text_field;

namespace {

/// The field's text as a mail reader shows it; also checks its lines.
std::string read_back(const std::string& field) {
  std::string_view rest = field;
  std::string_view lines = field;
  while (!lines.empty()) CHECK(syndic::base::take_line(lines).size() <= 78);
  const syndic::markup::MailHeader header(rest);
  return syndic::markup::decode_mail_words(header.field("subject"));
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a text of ASCII is written as it is, and folded at its spaces") {
  CHECK(text_field("Subject", "News: May 16 - 22, 2022") == "Subject: News: May 16 - 22, 2022\n");
  CHECK(text_field("Subject",
                   "The news of the whole neighbourhood, of all its schools, and of "
                   "everybody else") ==
        "Subject: The news of the whole neighbourhood, of all its schools, and of\n"
        " everybody else\n");
  CHECK(text_field("Subject", "").empty());
  CHECK(text_field("Subject", " \n ").empty());
}

TEST_CASE("a text outside ASCII becomes encoded words, in Q if most of it is ASCII") {
  CHECK(text_field("Subject", "Grüße: alle") == "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe=3A?= alle\n");
  CHECK(text_field("Subject", "News: May 9 – 16, ‘all’ of 2022") ==
        "Subject: News: May 9 =?UTF-8?B?4oCTIDE2LCDigJhhbGzigJk=?= of 2022\n");
  CHECK(text_field("Subject", "日本語") == "Subject: =?UTF-8?B?5pel5pys6Kqe?=\n");
}

TEST_CASE("encoded words are in lines of 76 characters and cut no character") {
  for (const std::string& text :
       {repeated("Grüße an alle. ", 12) + "Ende", repeated("日本語", 60), repeated("🎉", 99),
        repeated("W", 299), "a " + repeated("W", 200) + " b"}) {
    const std::string field = text_field("Subject", text);
    CHECK(read_back(field) == text);
    std::string_view lines = field;
    while (!lines.empty()) CHECK(syndic::base::take_line(lines).size() <= 76);
  }
}

TEST_CASE("what looks like an encoded word is none") {
  CHECK(text_field("Subject", "=?UTF-8?Q?a?=") ==
        "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fa=3F=3D?=\n");
}

TEST_CASE("no text makes a field of its own, or turns the direction of writing") {
  CHECK(text_field("Subject", "News\r\nBcc: victim@x.example") ==
        "Subject: News Bcc: victim@x.example\n");
  CHECK(text_field("Subject", std::string("a\0b\x1b[1m", 7)) == "Subject: ab[1m\n");
  CHECK(text_field("Subject", "a\u202Eb\u2066c") == "Subject: abc\n");
  CHECK(address_field("From", {{"Ann\n<x@x.example>,", "ann@a.example", ""}}) ==
        "From: \"Ann <x@x.example>,\" <ann@a.example>\n");
}

TEST_CASE("names are atoms, quoted, or encoded words before their addresses") {
  CHECK(address_field("From", {{"", "ann@a.example", ""}}) == "From: ann@a.example\n");
  CHECK(address_field("From", {{"Ann Lee", "ann@a.example", ""}}) ==
        "From: Ann Lee <ann@a.example>\n");
  CHECK(address_field("From", {{"Lee, Ann \"A\" \\", "ann@a.example", ""}}) ==
        "From: \"Lee, Ann \\\"A\\\" \\\\\" <ann@a.example>\n");
  CHECK(address_field("From", {{"Zoë (Editor)", "zoe@a.example", ""}}) ==
        "From: =?UTF-8?Q?Zo=C3=AB_=28Editor=29?= <zoe@a.example>\n");
  CHECK(address_field("From", {{repeated("A. ", 40) + "B", "ann@a.example", ""}}) ==
        "From: =?UTF-8?Q?A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A?=\n"
        " =?UTF-8?Q?=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E?=\n"
        " =?UTF-8?Q?_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A=2E_A?=\n"
        " =?UTF-8?Q?=2E_A=2E_A=2E_A=2E_B?= <ann@a.example>\n");
}

TEST_CASE("several addresses are folded after their commas") {
  CHECK(address_field("To", {}).empty());
  CHECK(address_field("To", {{"", "a@a.example", ""}, {"", "b@b.example", ""}}) ==
        "To: a@a.example, b@b.example\n");
  const std::string local = repeated("a", 40);
  CHECK(address_field("To", {{"", local + "@a.example", ""}, {"", local + "@b.example", ""}}) ==
        "To: " + local + "@a.example,\n " + local + "@b.example\n");
}

TEST_CASE("what is in angle brackets is of visible ASCII, or there is no field") {
  CHECK(bracket_field("List-Id", "All, of it", "all.x.example") ==
        "List-Id: \"All, of it\" <all.x.example>\n");
  CHECK(bracket_field("List-Archive", "", "https://x.example/") ==
        "List-Archive: <https://x.example/>\n");
  CHECK(bracket_field("List-Archive", "", "").empty());
  CHECK(bracket_field("List-Archive", "", "https://x.example/>\nBcc: <y@x.example").empty());
  CHECK(bracket_field("List-Archive", "", "https://x.example/é").empty());
  CHECK(bracket_field("List-Archive", "", repeated("x", 901)).empty());
}

}  // namespace mail_header_test
