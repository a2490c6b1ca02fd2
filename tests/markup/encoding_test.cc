// SPDX-License-Identifier: MIT
#include "markup/encoding.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/utf8.h"

namespace {

using namespace std::literals;
using syndic::markup::decode_text;
using syndic::markup::DecodedText;
using syndic::markup::encoding_of_label;

std::string declared(std::string_view encoding, std::string_view text) {
  return "<?xml version=\"1.0\" encoding=\"" + std::string(encoding) + "\"?>" + std::string(text);
}

// What `bytes` of a declared charset are, without the declaration.
std::string read(std::string_view encoding, std::string_view bytes) {
  const std::string text = decode_text(declared(encoding, bytes), {}).text;
  return text.substr(text.find("?>") + 2);
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

TEST_CASE("a UTF-16 that the declaration names but the bytes are not is no UTF-16") {
  const DecodedText decoded = decode_text(declared("utf-16", "<a>é</a>"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("utf-16", "<a>é</a>"));
  CHECK(decoded.warnings.size() == 1);
}

TEST_CASE("the charset of the Content-Type goes before the declaration's") {
  const std::string bytes = declared("koi8-r", "\xCF\xF0\xE8");
  const DecodedText decoded = decode_text(bytes, "application/rss+xml; Charset = 'windows-1251'");
  CHECK(decoded.encoding == "windows-1251");
  CHECK(decoded.text == declared("koi8-r", "При"));
}

TEST_CASE("labels mean what the WHATWG says") {
  CHECK(encoding_of_label("latin1") == "windows-1252");
  CHECK(encoding_of_label(" ISO-8859-1 ") == "windows-1252");
  CHECK(encoding_of_label("us-ascii") == "windows-1252");
  CHECK(encoding_of_label("gb2312") == "gbk");
  CHECK(encoding_of_label("x-sjis") == "shift_jis");
  CHECK(encoding_of_label("TIS-620") == "windows-874");
  CHECK(encoding_of_label("iso-8859-9") == "windows-1254");
  CHECK(encoding_of_label("utf8") == "utf-8");
  CHECK(encoding_of_label("ebcdic-cp-us").empty());
  CHECK(encoding_of_label("").empty());
}

TEST_CASE("legacy charsets are read, Latin-1 with windows-1252's quotes and dashes") {
  CHECK(read("iso-8859-1", "\x93\x96\x94 \x80 \xE9") == "“–” € é");
  CHECK(read("iso-8859-2", "\xB1\xE6") == "ąć");
  CHECK(read("windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2") == "Привет");
  CHECK(read("koi8-r", "\xF0\xD2\xC9") == "При");
  CHECK(read("gb2312", "\xC4\xE3\xBA\xC3") == "你好");
  CHECK(read("big5", "\xA7\x41\xA6\x6E") == "你好");
  CHECK(read("shift_jis", "\x93\xFA\x96\x7B") == "日本");
  CHECK(read("euc-jp", "\xC6\xFC\xCB\xDC") == "日本");
  CHECK(read("iso-2022-jp", "\x1B$B\x46\x7C\x4B\x5C\x1B(B") == "日本");
  CHECK(read("euc-kr", "\xC7\xD1\xB1\xDB") == "한글");
  CHECK(read("macintosh", "\x8E") == "é");
}

TEST_CASE("bytes that are valid UTF-8 beyond ASCII beat a single-byte charset, with a warning") {
  const DecodedText decoded = decode_text(declared("iso-8859-1", "Grüße"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("iso-8859-1", "Grüße"));
  CHECK(decoded.warnings == std::vector<std::string>{"declared windows-1252, but is UTF-8"});
  CHECK(decode_text(declared("iso-8859-1", "plain"), {}).warnings.empty());
}

TEST_CASE("what calls itself UTF-8 and is not is windows-1252, or what else it also declares") {
  const DecodedText decoded = decode_text(declared("utf-8", "caf\xE9 \x93x\x94"), {});
  CHECK(decoded.text == declared("utf-8", "café “x”"));
  CHECK(decoded.encoding == "windows-1252");
  CHECK(decoded.warnings.size() == 1);
  const DecodedText other =
      decode_text(declared("windows-1251", "\xCF\xF0\xE8"), "text/xml; charset=utf-8");
  CHECK(other.text == declared("windows-1251", "При"));
  CHECK(other.encoding == "windows-1251");
}

TEST_CASE("a bad byte in a text of UTF-8 is U+FFFD, a pasted windows-1252 is read as such") {
  CHECK(decode_text("<a>ä ö ü \xE2\x80</a>", {}).text == "<a>ä ö ü \uFFFD\uFFFD</a>");
  CHECK(decode_text("<a>ä caf\xE9 na\xEFve</a>", {}).text == "<a>ä café naïve</a>");
}

TEST_CASE("characters that XML forbids are dropped, nothing else is lost") {
  const DecodedText decoded = decode_text("<a>\x01x\x0B y\0z\xEF\xBF\xBE\t\r\n</a>"sv, {});
  CHECK(decoded.text == "<a>x yz\t\r\n</a>");
  CHECK(decoded.warnings ==
        std::vector<std::string>{"dropped 4 control characters that XML forbids"});
}

TEST_CASE("a charset that no one knows is a warning, and UTF-8") {
  const DecodedText decoded = decode_text(declared("x-nobody", "é"), {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text == declared("x-nobody", "é"));
  CHECK(decoded.warnings == std::vector<std::string>{"unknown charset in the XML declaration"});
  CHECK(decode_text("<a/>", "text/xml; charset=").warnings.empty());
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
