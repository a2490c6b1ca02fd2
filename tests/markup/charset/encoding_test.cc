// SPDX-License-Identifier: MIT
#include "markup/charset/encoding.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace encoding_test {

namespace {

using namespace std::literals;
using syndic::markup::decode_text;
using syndic::markup::DecodedText;
using Warnings = std::vector<std::string>;

std::string declared(std::string_view encoding, std::string_view text) {
  return "<?xml version=\"1.0\" encoding=\"" + std::string(encoding) + "\"?>" + std::string(text);
}

// ASCII as UTF-16 or UTF-32 with the significant byte at `place` of `width`.
std::string spread(std::string_view ascii, std::size_t width, std::size_t place) {
  std::string out;
  for (const char c : ascii) {
    std::string unit(width, '\0');
    unit[place] = c;
    out += unit;
  }
  return out;
}

}  // namespace

TEST_CASE("a few quoted letters are no words of another alphabet") {
  const DecodedText decoded =
      decode_text("<a>\x93\xE9\x94</a><b>\x93\xE9\x94 \x93\xE8\x94</b>", "");
  CHECK(decoded.text == "<a>“é”</a><b>“é” “è”</b>");
  CHECK(decoded.encoding == "windows-1252");
}

TEST_CASE("what is no letter is seen at every place of a row of letters with three bytes") {
  constexpr std::size_t kLetters = 24;
  const auto row = [](std::size_t letters) {
    std::string text;
    for (std::size_t i = 0; i < letters; ++i) text += "日";
    return text;
  };
  struct Piece {
    std::string_view bytes;
    std::string_view read;
  };
  for (const Piece& piece :
       {Piece{"é", "é"}, Piece{"ก", "ก"}, Piece{"한", "한"}, Piece{"！", "！"}, Piece{"😀", "😀"},
        Piece{"\n", "\n"}, Piece{"\x01", ""}, Piece{"\xEF\xBF\xBE", ""}, Piece{"\xED\xA0\x80", ""},
        Piece{"\xC2\x93", "“"}, Piece{"\xE6\x97", "\uFFFD"}}) {
    for (std::size_t at = 0; at <= kLetters; ++at) {
      const auto text = [&](std::string_view inner) {
        return "<a>" + row(at) + std::string(inner) + row(kLetters - at) + "</a>";
      };
      const DecodedText decoded = decode_text(text(piece.bytes), {});
      CAPTURE(piece.read, at);
      CHECK(decoded.text == text(piece.read));
      CHECK(decoded.encoding == "utf-8");
      CHECK(decoded.warnings.empty() == (piece.bytes == piece.read));
    }
  }
}

TEST_CASE("UTF-8 is taken as it is, without its BOM and without a warning") {
  const DecodedText plain = decode_text("<a>Grüße 日本 😀</a>", {});
  CHECK(plain.text == "<a>Grüße 日本 😀</a>");
  CHECK(plain.encoding == "utf-8");
  CHECK(plain.warnings.empty());
  const DecodedText marked = decode_text("\xEF\xBB\xBF<a/>", "text/xml; charset=iso-8859-1");
  CHECK(marked.text == "<a/>");
  CHECK(marked.encoding == "utf-8");
  CHECK(marked.skipped == 3);
}

TEST_CASE("UTF-16 and UTF-32 are known by their BOM or by their NULs, whatever is declared") {
  const std::string text = declared("utf-8", "<a>x</a>");
  CHECK(decode_text("\xFF\xFE" + spread(text, 2, 0), {}).encoding == "utf-16le");
  CHECK(decode_text("\xFE\xFF" + spread(text, 2, 1), {}).encoding == "utf-16be");
  CHECK(decode_text("\xFF\xFE\0\0"s + spread(text, 4, 0), {}).encoding == "utf-32le");
  CHECK(decode_text("\0\0\xFE\xFF"s + spread(text, 4, 3), {}).encoding == "utf-32be");
  CHECK(decode_text(spread(text, 2, 0), {}).text == text);
  CHECK(decode_text(spread(text, 2, 1), "text/xml; charset=utf-8").text == text);
  CHECK(decode_text(spread(text, 4, 0), {}).text == text);
  CHECK(decode_text(spread(text, 4, 3), {}).text == text);
}

TEST_CASE("a surrogate pair across the converter's pieces stays one character") {
  std::string bytes = "\xFF\xFE" + spread(std::string(4095, 'a'), 2, 0);
  bytes += "\x3D\xD8\x00\xDE"s;  // U+1F600 as UTF-16LE.
  const std::string text = decode_text(bytes, {}).text;
  CHECK(text == std::string(4095, 'a') + "😀");
}

// The square of this many bytes takes hours.
TEST_CASE("a million byte order marks are as good as one") {
  std::string document;
  for (int i = 0; i < 1'000'000; ++i) document += "\xFF\xFE";
  CHECK(decode_text(document + spread("<a/>", 2, 0), {}).text == "<a/>");
}

TEST_CASE("UTF-16 without BOM is known wherever its ASCII stands") {
  // Blanks, a comment or Cyrillic before the first tag; U+0416 is 16 04 in bytes.
  const std::string rest = spread("<rss><channel/></rss>", 2, 0);
  CHECK(decode_text(spread(" \r\n", 2, 0) + rest, {}).encoding == "utf-16le");
  CHECK(decode_text(spread("<!DOCTYPE rss>", 2, 1), {}).encoding == "utf-16be");
  CHECK(decode_text("\x16\x04\x16\x04\x16\x04"s + rest, {}).text == "ЖЖЖ<rss><channel/></rss>");
  CHECK(decode_text(spread("<a/>", 2, 1), {}).text == "<a/>");
  // Stray NULs in another text are no UTF-16.
  CHECK(decode_text("<a>\0\0\0b</a> and more text\0 after it"sv, {}).encoding == "utf-8");
}

TEST_CASE("a declaration inside UTF-16 that says otherwise is a lie") {
  const DecodedText decoded = decode_text(spread(declared("utf-8", "<a/>"), 2, 1), {});
  CHECK(decoded.encoding == "utf-16be");
  CHECK(decoded.warnings == Warnings{"the XML declaration says utf-8, but it is utf-16be"});
  CHECK(decode_text(spread(declared("utf-16", "<a/>"), 2, 1), {}).warnings.empty());
  CHECK(decode_text(spread(declared("ucs-4", "<a/>"), 4, 0), {}).warnings.empty());
}

TEST_CASE("half a character at the end of UTF-16 is U+FFFD, a lone surrogate goes") {
  const DecodedText odd = decode_text("\xFF\xFE" + spread("<a>b</a>", 2, 0) + "x", {});
  CHECK(odd.text == "<a>b</a>\uFFFD");
  CHECK(odd.warnings == Warnings{"replaced 1 broken character of utf-16le by U+FFFD"});
  const DecodedText lone =
      decode_text("\xFF\xFE" + spread("<a>", 2, 0) + "\x00\xD8"s + spread("b</a>", 2, 0), {});
  CHECK(lone.text == "<a>b</a>");
  CHECK(lone.warnings == Warnings{"dropped 1 control character that XML forbids"});
}

TEST_CASE("a BOM that the bytes belie is dropped") {
  const DecodedText decoded = decode_text("\xFF\xFE<a>é</a>", {});
  CHECK(decoded.text == "<a>é</a>");
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.warnings ==
        Warnings{"begins with the byte order mark of utf-16le, but is not in it"});
  CHECK(decode_text("\xEF\xBB\xBF\xEF\xBB\xBF<a/>", {}).text == "<a/>");
  CHECK(decode_text("\xEF\xBB\xBF\xEF\xBB\xBF<a/>", {}).skipped == 6);
}

TEST_CASE("a UTF-16 that the declaration names but the bytes are not is no UTF-16") {
  const DecodedText decoded = decode_text(declared("utf-16", "<a>é</a>"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("utf-16", "<a>é</a>"));
  CHECK(decoded.warnings == Warnings{"the XML declaration says utf-16le, but it is not"});
}

// The media type itself says nothing: no text/xml is ASCII (hard input 20).
TEST_CASE("the charset of the Content-Type goes before the declaration's") {
  const std::string bytes = declared("koi8-r", "\xCF\xF0\xE8");
  for (const std::string_view parameter :
       {"Charset = 'windows-1251'", "charset=\"windows-1251\"", "charset=windows-1251; q=1",
        "CHARSET=WINDOWS-1251,text/html", "charset=; charset=windows-1251",
        "charset=\"windows-1251", "version=\"1.0\"; charset= \" cp1251 \""}) {
    INFO(parameter);
    for (const std::string_view type : {"application/rss+xml; ", "text/plain;", "text/xml ; "}) {
      const DecodedText decoded = decode_text(bytes, std::string(type) + std::string(parameter));
      CHECK(decoded.encoding == "windows-1251");
      CHECK(decoded.text == declared("koi8-r", "При"));
    }
  }
  CHECK(decode_text(bytes, "text/xml; xcharset=windows-1251").encoding == "koi8-r");
  CHECK(decode_text(bytes, "text/xml; charset=\"\"").encoding == "koi8-r");
  CHECK(decode_text(bytes, "text/xml").warnings.empty());
  const DecodedText bogus = decode_text(bytes, "text/xml; charset=\"none\nof\x1b[1m yours\"");
  CHECK(bogus.encoding == "koi8-r");
  CHECK(bogus.warnings == Warnings{"unknown charset \"none of[1m yours\" in the Content-Type"});
}

TEST_CASE("what servers say of everything gives way to what the author says and the bytes show") {
  const std::string japanese = declared("shift_jis", "\x93\xFA\x96\x7B\x8C\xEA");
  CHECK(decode_text(japanese, "text/xml; charset=iso-8859-1").text ==
        declared("shift_jis", "日本語"));
  CHECK(decode_text(declared("windows-1251", "\xCF\xF0"), "text/xml; charset=us-ascii").encoding ==
        "windows-1251");
  // Nothing shows here that the server is wrong.
  CHECK(decode_text(declared("windows-1251", "\xE9"), "text/xml; charset=iso-8859-1").encoding ==
        "windows-1252");
  CHECK(decode_text(declared("euc-jp", "caf\xE9 "), "text/xml; charset=iso-8859-1").text ==
        declared("euc-jp", "café "));
}

TEST_CASE("the declaration is found behind junk, in any quotes, but not inside anything") {
  const auto is_read = [](std::string_view before, std::string_view declaration) {
    const std::string text = std::string(before) + std::string(declaration);
    return decode_text(text + "<a>\xCF</a>", {}).encoding == "windows-1251";
  };
  const std::string_view plain = "<?xml version='1.0' encoding='windows-1251'?>";
  CHECK(is_read("", plain));
  CHECK(is_read("\n \t", plain));
  CHECK(is_read("Warning: x > y in z.php\n", plain));
  CHECK(is_read("<!-- " + std::string(5000, 'x') + " -->", plain));
  CHECK(is_read("<?php x ?>", plain));
  CHECK(is_read("", "<?XML VERSION=1.0 ENCODING = windows-1251 ?>"));
  CHECK(is_read("", "<?xml version=\"1.0\"\n\tencoding=\n\"cp1251\"?>"));
  CHECK(is_read("", "<?xml encoding=\"windows-1251>"));
  CHECK_FALSE(is_read("<!-- ", std::string(plain) + " -->"));
  CHECK_FALSE(is_read("<b><![CDATA[", std::string(plain) + "]]></b>"));
  CHECK_FALSE(is_read("<b>", plain));
  CHECK_FALSE(is_read("", "<?xml-stylesheet encoding=\"windows-1251\"?>"));
}

TEST_CASE("bytes that are valid UTF-8 beyond ASCII beat another charset, with a warning") {
  const DecodedText decoded = decode_text(declared("iso-8859-1", "Grüße"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("iso-8859-1", "Grüße"));
  CHECK(decoded.warnings == Warnings{"the XML declaration says windows-1252, but it is utf-8"});
  CHECK(decode_text(declared("iso-8859-1", "plain"), {}).warnings.empty());
  CHECK(decode_text(declared("iso-8859-1", "plain"), {}).encoding == "windows-1252");
  for (const std::string_view charset : {"gb2312", "shift_jis", "euc-jp", "iso-2022-jp", "big5"}) {
    INFO(charset);
    CHECK(decode_text(declared(charset, "It’s 日本語"), {}).encoding == "utf-8");
    CHECK(decode_text(declared(charset, "It’s 日本語"), {}).warnings.size() == 1);
  }
  // One character of two bytes is as likely to be what is declared: C2 A5 is 楼 in GBK.
  CHECK(decode_text(declared("gb2312", "<a>\xC2\xA5</a>"), {}).text ==
        declared("gb2312", "<a>楼</a>"));
}

TEST_CASE("what calls itself UTF-8 and is not is windows-1252, or what else it also declares") {
  const DecodedText decoded = decode_text(declared("utf-8", "caf\xE9 \x93x\x94"), {});
  CHECK(decoded.text == declared("utf-8", "café “x”"));
  CHECK(decoded.encoding == "windows-1252");
  CHECK(decoded.warnings == Warnings{"the XML declaration says utf-8, but it is windows-1252"});
  const DecodedText other =
      decode_text(declared("windows-1251", "\xCF\xF0\xE8"), "text/xml; charset=utf-8");
  CHECK(other.text == declared("windows-1251", "При"));
  CHECK(other.encoding == "windows-1251");
  CHECK(other.warnings == Warnings{"the Content-Type says utf-8, but it is windows-1251"});
}

TEST_CASE("a multi-byte charset that many bytes are not in is a lie, a broken character is none") {
  CHECK(decode_text(declared("shift_jis", "<a>caf\xE9 na\xEFve</a>"), {}).text ==
        declared("shift_jis", "<a>café naïve</a>"));
  const DecodedText decoded =
      decode_text(declared("euc-jp",
                           "<a>\xC6\xFC\xCB\xDC\xB8\xEC\xC6\xFC\xCB\xDC\xB8\xEC\xC6\xFC"
                           "\xCB\xDC\xB8\xEC\xA4<b>\xC6\xFC</b></a>"),
                  {});
  CHECK(decoded.text == declared("euc-jp", "<a>日本語日本語日本語\uFFFD<b>日</b></a>"));
  CHECK(decoded.warnings == Warnings{"replaced 1 broken character of euc-jp by U+FFFD"});
}

TEST_CASE("letters that plainly suggest a charset are believed where nothing is declared") {
  // "Учителя обсуждают новый учебный год в школе", in windows-1251.
  const DecodedText russian = decode_text(
      "<a>\xD3\xF7\xE8\xF2\xE5\xEB\xFF \xEE\xE1\xF1\xF3\xE6\xE4\xE0\xFE\xF2 "
      "\xED\xEE\xE2\xFB\xE9 \xF3\xF7\xE5\xE1\xED\xFB\xE9 \xE3\xEE\xE4 \xE2 "
      "\xF8\xEA\xEE\xEB\xE5</a>",
      {});
  CHECK(russian.text == "<a>Учителя обсуждают новый учебный год в школе</a>");
  CHECK(russian.warnings == Warnings{"names no charset and is not UTF-8; read as windows-1251"});
  // ISO-2022-JP shows by its escapes alone.
  CHECK(decode_text("<a>\x1B$BF|K\\\x1B(B</a>", "text/xml; charset=utf-8").text == "<a>日本</a>");
  CHECK(decode_text("<a>caf\xE9 \xFC\x62\x65r na\xEFve \xE0 la fa\xE7on d\x92\xE9t\xE9</a>", {})
            .text == "<a>café über naïve à la façon d’été</a>");
}

TEST_CASE("a cut character in a text of UTF-8 is U+FFFD, a pasted windows-1252 is read as such") {
  const DecodedText cut = decode_text("<a>ä ö ü \xE2\x80</a> \xC3.", {});
  CHECK(cut.text == "<a>ä ö ü \uFFFD</a> \uFFFD.");
  CHECK(cut.warnings == Warnings{"replaced 2 broken characters of utf-8 by U+FFFD"});
  const DecodedText pasted = decode_text("<a>ä caf\xE9 na\xEFve d\x92\xE9t\xE9</a>", {});
  CHECK(pasted.text == "<a>ä café naïve d’été</a>");
  CHECK(pasted.encoding == "utf-8");
  CHECK(pasted.warnings == Warnings{"read 5 bytes not in utf-8 as windows-1252"});
  CHECK(decode_text("<a>x</a>\xF0\x9F\x98", {}).text == "<a>x</a>\uFFFD");
  CHECK(decode_text("<a>日本\xE3\x81</a>", {}).text == "<a>日本\uFFFD</a>");
}

TEST_CASE("C1 controls are the windows-1252 characters that were meant") {
  const DecodedText decoded = decode_text("<a>\u0093x\u0094 \u0096 \u0085</a>", {});
  CHECK(decoded.text == "<a>“x” – …</a>");
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.warnings == Warnings{"read 4 C1 control characters as windows-1252"});
  CHECK(decode_text(declared("iso-8859-2", "\x93\xB1\x94"), {}).text ==
        declared("iso-8859-2", "“ą”"));
}

TEST_CASE("surrogates written as UTF-8 are one character in pairs, and go alone") {
  CHECK(decode_text("<a>ä \xED\xA0\xBD\xED\xB8\x80</a>", {}).text == "<a>ä 😀</a>");
  CHECK(decode_text("<a>ä \xED\xA0\xBD</a>", {}).text == "<a>ä </a>");
}

TEST_CASE("characters that XML forbids are dropped, nothing else is lost") {
  const DecodedText decoded = decode_text("<a>\x01x\x0B y\0z\xEF\xBF\xBE\t\r\n\xC0\x80</a>"sv, {});
  CHECK(decoded.text == "<a>x yz\t\r\n</a>");
  CHECK(decoded.warnings == Warnings{"dropped 5 control characters that XML forbids"});
}

TEST_CASE("a charset that no one knows is a warning, and UTF-8") {
  const DecodedText decoded = decode_text(declared("x-nobody", "é"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("x-nobody", "é"));
  CHECK(decoded.warnings == Warnings{"unknown charset \"x-nobody\" in the XML declaration"});
  CHECK(decode_text("<a/>", "text/xml; charset=").warnings.empty());
  CHECK(decode_text("+ADw-a/+AD4-", "text/xml; charset=utf-7").text == "+ADw-a/+AD4-");
}

TEST_CASE("any bytes at any place of a block give UTF-8 of XML characters") {
  for (std::size_t place = 0; place < 70; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string bytes(71, 'x');
      bytes[place] = static_cast<char>(byte);
      const std::string text = decode_text(bytes, {}).text;
      if (!syndic::base::is_xml_text(text)) FAIL_CHECK(place << ' ' << byte);
      const bool forbidden = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
      if (forbidden != (text.size() == 70)) FAIL_CHECK(place << ' ' << byte);
    }
  }
}

}  // namespace encoding_test
