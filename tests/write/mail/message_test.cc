// SPDX-License-Identifier: MIT
#include "write/mail/message.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/lines.h"
#include "markup/mail/words.h"
#include "tests/write/sample.h"

namespace mail_message_test {

using namespace syndic;
using write::Message;
using write::quoted_printable;
using write::render_message;

namespace {

Message message() {
  Message made;
  made.from = {"Ann", "ann@x.example", ""};
  made.subject = "News";
  made.date = test::at("2022-05-16T12:00:00Z");
  made.id = "1@x.example";
  made.text = "Text\n";
  made.html = "<p>Text</p>\n";
  return made;
}

std::string date_in(const char* zone) {
  Message made = message();
  made.time_zone = zone;
  const std::string bytes = render_message(made);
  const std::size_t at = bytes.find("\nDate: ") + 7;
  return bytes.substr(at, bytes.find('\n', at) - at);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a message is a header and two parts of the same") {
  CHECK(render_message(message()) ==
        "From: Ann <ann@x.example>\n"
        "Subject: News\n"
        "Date: Mon, 16 May 2022 12:00:00 +0000\n"
        "Message-ID: <1@x.example>\n"
        "Auto-Submitted: auto-generated\n"
        "MIME-Version: 1.0\n"
        "Content-Type: multipart/alternative;\n"
        " boundary=\"=_c8676ef343e18945d5dbf258d74a6ff9\"\n"
        "\n"
        "--=_c8676ef343e18945d5dbf258d74a6ff9\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: 7bit\n"
        "\n"
        "Text\n"
        "\n"
        "--=_c8676ef343e18945d5dbf258d74a6ff9\n"
        "Content-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: 7bit\n"
        "\n"
        "<p>Text</p>\n"
        "\n"
        "--=_c8676ef343e18945d5dbf258d74a6ff9--\n");
}

TEST_CASE("the date is that of clocks in the zone, with the zone's offset") {
  CHECK(date_in("Europe/Berlin") == "Mon, 16 May 2022 14:00:00 +0200");
  CHECK(date_in("America/St_Johns") == "Mon, 16 May 2022 09:30:00 -0230");
  CHECK(date_in("Pacific/Kiritimati") == "Tue, 17 May 2022 02:00:00 +1400");
}

TEST_CASE("a part that mail on its way could change is quoted-printable") {
  for (const std::string text : {"Grüße\n", "From here on\n", ".\n", "blank \n", "tab\there\n"}) {
    Message made = message();
    made.text = text;
    const std::string bytes = render_message(made);
    CHECK(has(bytes, "text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"));
    CHECK(has(bytes, "text/html; charset=utf-8\nContent-Transfer-Encoding: 7bit\n"));
  }
  Message made = message();
  made.text = std::string(79, 'x') + "\n";
  CHECK(has(render_message(made), "quoted-printable"));
}

TEST_CASE("a text that has the boundary in it gets another one") {
  Message made = message();
  const std::string before = render_message(made);
  const std::string boundary = before.substr(before.find("=_"), 34);
  made.text = "--" + boundary + "--\n";
  const std::string first = render_message(made);
  CHECK(has(first, made.text));
  const std::size_t at = first.find("boundary=\"") + 10;
  CHECK(first.substr(at, 34) != boundary);
  CHECK(render_message(made) == first);
}

TEST_CASE("quoted-printable has short lines, and none that a program takes for its own") {
  CHECK(quoted_printable("a=b é\n") == "a=3Db =C3=A9\n");
  CHECK(quoted_printable("blank \n\ttab\t\n") == "blank=20\n=09tab=09\n");
  CHECK(quoted_printable("From me\n.\nfrom. From\n") == "=46rom me\n=2E\nfrom. From\n");
  CHECK(quoted_printable("a\n\nb") == "a\n\nb\n");
  CHECK(quoted_printable(std::string(80, 'x') + "\n") ==
        std::string(75, 'x') + "=\n" + std::string(5, 'x') + "\n");
  // A dot that a soft break would bring to the start of a line.
  CHECK(quoted_printable(std::string(75, 'x') + ".\n") == std::string(75, 'x') + "=\n=2E\n");
}

TEST_CASE("quoted-printable reads back as the same, and cuts no character") {
  std::string text;
  for (int i = 0; i < 90; ++i) text += std::string(static_cast<std::size_t>(i), 'x') + "日🎉é \n";
  const std::string quoted = quoted_printable(text);
  CHECK(markup::decode_quoted_printable(quoted) == text);
  std::string_view lines = quoted;
  while (!lines.empty()) {
    const std::string_view line = base::take_line(lines);
    CHECK(line.size() <= 76);
    CHECK_FALSE(line.starts_with("=97"));  // The middle of 日.
  }
}

}  // namespace mail_message_test
