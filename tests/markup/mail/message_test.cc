// SPDX-License-Identifier: MIT
#include "markup/mail/message.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "markup/mail/header.h"
#include "markup/mail/words.h"

namespace message_test {

using namespace syndic::markup;

namespace {

constexpr std::string_view kNested =
    "From mta Mon Nov 30 02:47:53 2026\r\n"
    "From: =?UTF-8?Q?Ann_L=C3=A9e?= <ann@a.example>\r\n"
    "Subject: =?utf-8?B?Q2Fmw6k=?=\r\n =?utf-8?q?_time?= today\r\n"
    "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n"
    "--a b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n"
    "--in\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Caf=E9 is =\r\nopen.\r\n\r\n--=20\r\nAnn\r\n"
    "--in\r\nContent-Type: text/html\r\n\r\n<p>Other</p>\r\n--in--\r\n"
    "--a b\r\nContent-Type: image/png; name=x.png\r\n"
    "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9%20one.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBO\r\nRw==\r\n"
    "--a b\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>\r\n"
    "--a b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nA file\r\n"
    "--a b--\r\nepilogue\r\n";

}  // namespace

TEST_CASE("a message is its subject, its author, its text without signature, and its pictures") {
  const MailMessage mail = read_mail(kNested);
  CHECK(mail.subject == "Caf\u00E9 time today");
  CHECK(mail.author == "Ann L\u00E9e");
  CHECK(mail.text == "Caf\u00E9 is open.\n");
  CHECK_FALSE(mail.is_automatic);
  REQUIRE(mail.pictures.size() == 1);
  CHECK(mail.pictures[0].name == "caf\u00E9 one.png");
  CHECK(mail.pictures[0].ending == ".png");
  CHECK(mail.pictures[0].bytes == "\x89PNG");
}

TEST_CASE("a message of HTML alone is its text") {
  CHECK(read_mail("Content-Type: text/html; charset=utf-8\n\n<p>One</p><p>T&amp;wo</p>").text ==
        "One\n\nT\\&wo\n");
}

TEST_CASE("texts of a message come one after the other, with the pictures where they stood") {
  const MailMessage mail = read_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n"
      "--b\n\nBefore *it*\n--b\nContent-Type: image/gif\n\nGIF\n"
      "--b\nContent-Type: text/html\n\n<p>Between</p>\n"
      "--b\nContent-Type: image/png\n\nPNG\n--b\n\nAfter\n-- \nAnn\n--b--\n");
  CHECK(mail.text == "Before \\*it\\*\n\nBetween\n\nAfter\n");
  REQUIRE(mail.pictures.size() == 2);
  CHECK(mail.pictures[0].at == 14);
  CHECK(mail.pictures[1].at == 23);
}

TEST_CASE("of alternatives the plain text is read, with the pictures of the others") {
  const std::string html = "--b\nContent-Type: text/html\n\n<p>Two</p>\n";
  const std::string begin = "Content-Type: multipart/alternative; boundary=b\n\n";
  const MailMessage mail =
      read_mail(begin + html + "--b\n\nOne\n--b\nContent-Type: image/gif\n\nG");
  CHECK(mail.text == "One\n");
  REQUIRE(mail.pictures.size() == 1);
  CHECK(mail.pictures[0].at == 4);
  CHECK(read_mail(begin + html + "--b\n\n \n").text == "Two\n");
}

TEST_CASE("the text of a forwarded message comes after the one around it") {
  const MailMessage mail = read_mail(
      "Subject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below\n"
      "--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n"
      "From: Bo <b@b.example>\nSubject: Other\n\nIts text\n--b--\n");
  CHECK(mail.subject == "Fwd");
  CHECK(mail.author.empty());
  CHECK(mail.text == "See below\n\nIts text\n");
}

TEST_CASE("the name in From is that of the first mailbox, and never an address") {
  CHECK(first_mail_name("Ann Lee <a@b.example>") == "Ann Lee");
  CHECK(first_mail_name("\"Lee, \\\"Ann\\\"\" <a@b.example>, Bo <b@b.example>") == "Lee, \"Ann\"");
  CHECK(first_mail_name("a@b.example (Ann Lee)") == "Ann Lee");
  CHECK(first_mail_name("a@b.example").empty());
  CHECK(first_mail_name("\"a@b.example\" <a@b.example>").empty());
  CHECK(first_mail_name("").empty());
}

TEST_CASE("encoded words are decoded together, and what is none stays") {
  CHECK(decode_mail_words("=?utf-8?B?w?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=") ==
        "=?utf-8?B?w?= \u00E9");
  CHECK(decode_mail_words("a =?x?= b =?utf-8?Z?c?=") == "a =?x?= b =?utf-8?Z?c?=");
  CHECK(decode_mail_words("=?iso-8859-1*en?q?caf=E9?= caf\xC3\xA9") == "caf\u00E9 caf\u00E9");
  CHECK(decode_mail_words("=?utf-8?q?a=0Ab=00c?=") == "a bc");
}

TEST_CASE("quoted-printable is its bytes; an = that escapes nothing stays") {
  CHECK(decode_quoted_printable("a=3Db=\r\nc= \nd=zz=") == "a=bcd=zz");
  CHECK(decode_quoted_printable("").empty());
}

TEST_CASE("parameters are read with and without quotation marks") {
  CHECK(mail_parameter("a/b; x=\"1;\\\"2\"; y = 3", "x") == "1;\"2");
  CHECK(mail_parameter("a/b; x=\"1;2\"; Y = 3 ", "y") == "3");
  CHECK(mail_parameter("a/b; x", "x").empty());
  CHECK(mail_token("Text/Plain ; charset=x") == "text/plain");
}

TEST_CASE("what no person sent is automatic") {
  CHECK(read_mail("Auto-Submitted: auto-replied\n\n").is_automatic);
  CHECK_FALSE(read_mail("Auto-Submitted: No\n\n").is_automatic);
  for (const char* word : {"bulk", "List", "junk"}) {
    CHECK(read_mail("Precedence: " + std::string(word) + "\n\n").is_automatic);
  }
  CHECK_FALSE(read_mail("Precedence: first-class\n\n").is_automatic);
}

TEST_CASE("reports of mail servers are bounces") {
  CHECK(read_mail("Return-Path: <>\n\n").is_bounce);
  CHECK(read_mail("From: Mail System <MAILER-DAEMON@a.example>\n\n").is_bounce);
  CHECK(read_mail("Content-Type: multipart/report; boundary=b\n\n").is_bounce);
  CHECK_FALSE(read_mail("Return-Path: <a@b.example>\nFrom: a@b.example\n\n").is_bounce);
}

TEST_CASE("multiparts are read eight deep, and ten pictures") {
  const auto nested = [](int depth) {
    std::string mail;
    for (int i = 0; i < depth; ++i) {
      const std::string boundary = "b" + std::to_string(i) + "x";
      mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
    }
    return mail + "\nDeep";
  };
  CHECK(read_mail(nested(8)).text == "Deep\n");
  CHECK(read_mail(nested(9)).text.empty());
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 12; ++i) many += "--b\nContent-Type: image/gif\n\nGIF\n";
  CHECK(read_mail(many).pictures.size() == 10);
}

TEST_CASE("a signature is no text, even if nothing is before it, and - alone is no signature") {
  CHECK(read_mail("Subject: A\n\n-- \nAnn\n").text.empty());
  CHECK(read_mail("Subject: A\r\n\r\nHello\r\n-- \r\nAnn\r\n").text == "Hello\n");
  CHECK(read_mail("Subject: A\n\nOne\n--\nTwo\n").text == "One\n\\--\nTwo\n");
}

TEST_CASE("a part ends at its boundary, and at no line that only begins so") {
  const MailMessage mail = read_mail(
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nOne\r\n--bc\r\n--b two\r\n"
      "--b \r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: binary\r\n\r\nGIF\n\r\n"
      "--b--\r\n--b\r\nContent-Type: image/gif\r\n\r\nafter the end\r\n");
  CHECK(mail.text == "One\n--bc\n--b two\n");
  REQUIRE(mail.pictures.size() == 1);
  CHECK(mail.pictures[0].bytes == "GIF\n");
}

TEST_CASE("a text that is attached is no text of the message") {
  CHECK(read_mail("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                  "Content-Disposition: ATTACHMENT; filename=a.txt\n\nA file\n"
                  "--b\nContent-Disposition: inline\n\nWords\n--b--\n")
            .text == "Words\n");
}

TEST_CASE("every beginning of a message, and every damage of it, is a message of UTF-8") {
  for (std::size_t end = 0; end <= kNested.size(); ++end) {
    const MailMessage mail = read_mail(kNested.substr(0, end));
    CHECK(syndic::base::is_xml_text(mail.subject + mail.author + mail.text));
  }
  for (std::size_t at = 0; at < kNested.size(); ++at) {
    std::string damaged(kNested);
    damaged[at] = static_cast<char>(0x80 + at % 0x80);
    const MailMessage mail = read_mail(damaged);
    CHECK(syndic::base::is_xml_text(mail.subject + mail.author + mail.text));
  }
}

}  // namespace message_test
