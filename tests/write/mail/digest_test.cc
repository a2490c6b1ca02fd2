// SPDX-License-Identifier: MIT
#include "write/mail/digest.h"

#include <catch2/catch.hpp>
#include <string>

#include "markup/mail/words.h"
#include "tests/write/page/page_sample.h"

namespace mail_digest_test {

using namespace syndic;
using test::at;
using test::html;
using test::page_document;
using test::page_entry;
using test::plain;
using write::Digest;
using write::Document;
using write::Theme;

namespace {

Digest week() {
  return {.feed = "all",
          .from = at("2022-05-09T11:00:00Z"),
          .until = at("2022-05-16T11:00:00Z"),
          .now = at("2022-05-16T11:00:07Z"),
          .page_url = "https://turn.example/feeds/index.html",
          .to = {"list@turn.example"}};
}

Document news(std::vector<write::Entry> entries) {
  Document made = page_document(std::move(entries));
  made.time_zone = "America/New_York";
  made.authors = {{"The Editors", "editors@turn.example", ""}};
  return made;
}

std::string rendered(const Document& document, const Digest& digest = week()) {
  return write::render_digest(document, digest, Theme());
}

/// The text part, decoded.
std::string text_of(const std::string& message) {
  const std::size_t begin = message.find("\n\n", message.find("text/plain")) + 2;
  const std::string part = message.substr(begin, message.find("\n--=_", begin) - begin);
  const bool is_quoted = message.find("7bit") > begin;
  return is_quoted ? markup::decode_quoted_printable(part) : part;
}

std::string html_of(const std::string& message) {
  const std::size_t begin = message.find("<!DOCTYPE");
  return markup::decode_quoted_printable(message.substr(begin, message.rfind("\n--=_") - begin));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the text has the items by day, each with source, words and link") {
  write::Entry talk = page_entry("A talk", "2022-05-15T20:00:00Z", "nlmp");
  talk.item.summary = plain("What was said, and by whom.");
  talk.item.event = {.start = at("2022-05-20T18:00:00Z"),
                     .end = at("2022-05-20T19:30:00Z"),
                     .all_day = false,
                     .place = "Town Hall"};
  talk.item.authors = {{"Ann Lee", "", ""}};
  talk.came_late = true;
  write::Entry show = page_entry("A show", "2022-05-15T12:00:00Z");
  show.item.kind = model::Kind::listen;
  show.item.enclosures = {
      {.url = "https://casel.example/1.mp3", .media_type = "audio/mpeg", .duration_seconds = 1440}};
  show.also_in = {{"nlmp", ""}};
  const write::Entry old = page_entry("Ten years", "2022-05-10T03:00:00Z");
  Digest digest = week();
  digest.more = 12;
  CHECK(text_of(rendered(news({talk, show, old}), digest)) ==
        "News\n"
        "May 9 – 16, 2022\n"
        "\n"
        "\n"
        "May 15, 2022\n"
        "------------\n"
        "\n"
        "A talk\n"
        "  NLMP · by Ann Lee · came in late\n"
        "  Fri, May 20, 2022, 2:00 – 3:30 PM · Town Hall\n"
        "  What was said, and by whom.\n"
        "  READ MORE: https://nlmp.example/item\n"
        "\n"
        "A show\n"
        "  first told by CASEL, also by NLMP\n"
        "  LISTEN 24 min: https://casel.example/item\n"
        "\n"
        "\n"
        "May 9, 2022\n"
        "-----------\n"
        "\n"
        "Ten years\n"
        "  CASEL\n"
        "  READ MORE: https://casel.example/item\n"
        "\n"
        "\n"
        "12 more:\n"
        "https://turn.example/feeds/index.html\n");
}

TEST_CASE("the whole message, literally") {
  CHECK(rendered(news({page_entry("A & B", "2022-05-15T12:00:00Z")})) ==
        "From: The Editors <editors@turn.example>\n"
        "To: list@turn.example\n"
        "Subject: News: May 9 =?UTF-8?B?4oCT?= 16, 2022\n"
        "Date: Mon, 16 May 2022 07:00:07 -0400\n"
        "Message-ID: <digest.all.6031c6797021d7a37c2fbd86fead9e26@turn.example>\n"
        "List-Id: News <all.turn.example>\n"
        "List-Archive: <https://turn.example/feeds/index.html>\n"
        "Auto-Submitted: auto-generated\n"
        "Content-Language: en-US\n"
        "MIME-Version: 1.0\n"
        "Content-Type: multipart/alternative;\n"
        " boundary=\"=_1446983e13a016a71105a54e5acb75a8\"\n"
        "\n"
        "--=_1446983e13a016a71105a54e5acb75a8\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "\n"
        "News\n"
        "May 9 =E2=80=93 16, 2022\n"
        "\n"
        "\n"
        "May 15, 2022\n"
        "------------\n"
        "\n"
        "A & B\n"
        "  CASEL\n"
        "  READ MORE: https://casel.example/item\n"
        "\n"
        "\n"
        "https://turn.example/feeds/index.html\n"
        "\n"
        "--=_1446983e13a016a71105a54e5acb75a8\n"
        "Content-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "\n"
        "<!DOCTYPE html>\n"
        "<html lang=3D\"en-US\" dir=3D\"ltr\">\n"
        "<head>\n"
        "<meta charset=3D\"utf-8\">\n"
        "<meta name=3D\"viewport\" content=3D\"width=3Ddevice-width, initial-scale=3D1\"=\n"
        ">\n"
        "<meta name=3D\"color-scheme\" content=3D\"light dark\">\n"
        "<title>News: May 9 =E2=80=93 16, 2022</title>\n"
        "<style>\n"
        "body { margin: 0; padding: 16px; font: 16px/1.5 sans-serif; }\n"
        "main { max-width: 40em; margin: 0 auto; }\n"
        "h1 { margin: 0; font-size: 24px; line-height: 1.25; }\n"
        "h2 { margin: 32px 0 0; padding-bottom: 4px; border-bottom: 1px solid #888; =\n"
        "font-size: 16px; font-weight: normal; }\n"
        "h3 { margin: 20px 0 0; font-size: 18px; line-height: 1.3; overflow-wrap: an=\n"
        "ywhere; }\n"
        "p { margin: 4px 0 0; overflow-wrap: anywhere; }\n"
        "=2Esmall { font-size: 14px; opacity: 0.8; }\n"
        "=2Eend { margin-top: 32px; padding-top: 8px; border-top: 1px solid #888; }\n"
        "</style>\n"
        "</head>\n"
        "<body>\n"
        "<main>\n"
        "<h1 dir=3D\"auto\">News</h1>\n"
        "<p class=3D\"small\">May 9 =E2=80=93 16, 2022</p>\n"
        "<h2>May 15, 2022</h2>\n"
        "<div>\n"
        "<h3 dir=3D\"auto\"><a href=3D\"https://casel.example/item\">A &amp; B</a></h3>\n"
        "<p class=3D\"small\" lang=3D\"en-US\"><a href=3D\"https://casel.example/\"><bdi>C=\n"
        "ASEL</bdi></a></p>\n"
        "\n"
        "\n"
        "<p class=3D\"small\" lang=3D\"en-US\"><a href=3D\"https://casel.example/item\">RE=\n"
        "AD MORE</a></p>\n"
        "</div>\n"
        "<p class=3D\"small end\"><a href=3D\"https://turn.example/feeds/index.html\">ht=\n"
        "tps://turn.example/feeds/index.html</a></p>\n"
        "</main>\n"
        "</body>\n"
        "</html>\n"
        "\n"
        "--=_1446983e13a016a71105a54e5acb75a8--\n");
}

TEST_CASE("the HTML asks for nothing: no picture, script, frame or style of elsewhere") {
  write::Entry entry = page_entry("A <script>alert(1)</script>", "2022-05-15T12:00:00Z");
  entry.item.image = "https://casel.example/a.png";
  entry.item.content = html("<p>Words <img src=\"https://casel.example/b.png\"></p>");
  const std::string page = html_of(rendered(news({entry})));
  CHECK(has(page, "A &lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(page, "<p dir=\"auto\">Words</p>"));
  for (const char* part :
       {"<script", "<img", "<link", "<iframe", "src=", "url(", "@import", ".png"})
    CHECK_FALSE(has(page, part));
}

TEST_CASE("a title makes no field and no part of the message") {
  const std::string title = "x\nBcc: v@x.example\n\n--=_0\nContent-Type: text/html";
  Document document = news({page_entry(title, "2022-05-15T12:00:00Z")});
  document.title = "News\r\nBcc: v@x.example";
  const std::string message = rendered(document);
  CHECK(has(message, "Subject: News Bcc: v@x.example: "));
  CHECK_FALSE(has(message.substr(0, message.find("\n\n")), "\nBcc"));
  CHECK_FALSE(has(message, "\n--=_0"));
}

TEST_CASE("the id is the same for the same news, and another for others") {
  const auto id_in = [](const std::string& message) {
    const std::size_t begin = message.find("Message-ID: ");
    return message.substr(begin, message.find('\n', begin) - begin);
  };
  const Document document = news({page_entry("A", "2022-05-15T12:00:00Z")});
  const std::string id = id_in(rendered(document));
  CHECK(id.starts_with("Message-ID: <digest.all."));
  CHECK(id.ends_with("@turn.example>"));
  Digest digest = week();
  digest.now += boost::posix_time::seconds(30);
  CHECK(id_in(rendered(document, digest)) == id);
  CHECK(id_in(rendered(news({page_entry("B", "2022-05-15T12:00:00Z")}))) != id);
  digest.feed = "turn";
  CHECK(id_in(rendered(document, digest)) != id);
  digest = week();
  digest.until += boost::posix_time::minutes(1);
  CHECK(id_in(rendered(document, digest)) != id);
}

TEST_CASE("whose host or name is missing is called by what there is") {
  Document document = news({page_entry("A", "2022-05-15T12:00:00Z")});
  document.home_page_url = "https://[2001:db8::1]/";
  document.authors = {{"", "editors@mail.example", ""}};
  Digest digest = week();
  digest.to.clear();
  digest.page_url.clear();
  const std::string message = rendered(document, digest);
  CHECK(has(message, "From: News <editors@mail.example>\nSubject: "));
  CHECK(has(message, "List-Id: News <all.mail.example>\nAuto-Submitted: "));
  CHECK(text_of(message).ends_with("  READ MORE: https://casel.example/item\n"));
}

TEST_CASE("words and dates are in the document's language") {
  Document document = news({page_entry("Ein Titel", "2022-05-15T12:00:00Z")});
  document.language = "de";
  Digest digest = week();
  digest.more = 3;
  const std::string text = text_of(rendered(document, digest));
  CHECK(has(text, "News\n9.–16. Mai 2022\n\n\n15. Mai 2022\n------------\n"));
  CHECK(has(text, "  WEITERLESEN: https://casel.example/item\n"));
  CHECK(has(text, "\n3 weitere:\nhttps://turn.example/feeds/index.html\n"));
}

}  // namespace mail_digest_test
