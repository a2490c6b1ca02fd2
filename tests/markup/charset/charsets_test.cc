// SPDX-License-Identifier: MIT
//
// Each charset by the bytes that its standard gives to a few of its own characters, and its names.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "markup/charset/encoding.h"

namespace charsets_test {

namespace {

using namespace std::literals;
using syndic::markup::decode_text;
using syndic::markup::DecodedText;
using syndic::markup::encoding_of_label;

struct Sample {
  std::string_view charset;
  std::string_view bytes;
  std::string_view text;
};

void check_read(const std::vector<Sample>& samples) {
  for (const auto& [charset, bytes, text] : samples) {
    INFO(charset);
    const std::string before = "<?xml version=\"1.0\" encoding=\"" + std::string(charset) + "\"?>";
    const DecodedText decoded = decode_text(before + std::string(bytes), {});
    CHECK(decoded.text == before + std::string(text));
    CHECK(decoded.encoding == encoding_of_label(charset));
    CHECK(decoded.warnings.empty());
    const DecodedText by_http = decode_text("<a>" + std::string(bytes) + "</a>",
                                            "text/xml;charset=" + std::string(charset));
    CHECK(by_http.text == "<a>" + std::string(text) + "</a>");
    CHECK(by_http.encoding == encoding_of_label(charset));
  }
}

}  // namespace

TEST_CASE("the charsets of Windows are read") {
  check_read({
      {"windows-874", "\xCA\xC7\xD1\xCA\xB4\xD5", "สวัสดี"},
      {"tis-620", "\xE4\xB7\xC2", "ไทย"},
      {"windows-1250", "\x8Elu\x9Dou\xE8k\xFD k\xF9\xF2", "Žluťoučký kůň"},
      {"windows-1251", "\xD1\xFA\xE5\xF8\xFC \xB8\xE6", "Съешь ёж"},
      {"windows-1252", "\x93\x96\x94 \x80 \xE9", "“–” € é"},
      {"windows-1253", "\xA2\xED\xE8\xF1\xF9\xF0\xEF\xF2", "Άνθρωπος"},
      {"windows-1254", "\xDDstanbul\x92\x64\x61 \xF0\xFD\xFE", "İstanbul’da ğış"},
      {"windows-1255", "\xF9\xEC\xE5\xED", "שלום"},
      {"windows-1256", "\xD3\xE1\xC7\xE3 \x81\x8E", "سلام پژ"},
      {"windows-1257", "\xD0\xED\xE7rs\xE2m", "Šķērsām"},
      {"windows-1258", "\xF0\xF4\xCC", "đô\u0300"},
  });
}

TEST_CASE("the parts of ISO 8859 are read") {
  check_read({
      {"iso-8859-1", "caf\xE9 \x93x\x94", "café “x”"},
      {"iso-8859-2", "\xA3\xF3\x64\xBC", "Łódź"},
      {"iso-8859-3", "\xE6\x61pelo \xB1", "ĉapelo ħ"},
      {"iso-8859-4", "\xBB\xA2\xBF", "ģĸŋ"},
      {"iso-8859-5", "\xBF\xE0\xD8\xD2\xD5\xE2", "Привет"},
      {"iso-8859-6", "\xD3\xE4\xC7\xE5", "سلام"},
      {"iso-8859-7", "\xC1\xE8\xDE\xED\xE1", "Αθήνα"},
      {"iso-8859-8", "\xF9\xEC\xE5\xED", "שלום"},
      {"iso-8859-8-i", "\xE0\xE1", "אב"},
      {"iso-8859-9", "\xDDzmir", "İzmir"},
      {"iso-8859-10", "\xA9\xAF\xC5", "ĐŊÅ"},
      {"iso-8859-11", "\xE4\xB7\xC2", "ไทย"},
      {"iso-8859-13", "\xDE\xE0sis", "Žąsis"},
      {"iso-8859-14", "\xD0\xFE \xA2", "Ŵŷ ḃ"},
      {"iso-8859-15", "\xBDuvre \xA4", "œuvre €"},
      {"iso-8859-16", "\xAAtiin\xFE\xE3 \xA4", "Știință €"},
  });
}

TEST_CASE("KOI8, the Macintosh's and DOS's Cyrillic charset are read") {
  check_read({
      {"koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет"},
      {"koi8-u", "\xB7\xD6\xC1\xCB \xAD \xAE", "Їжак ґ ў"},
      {"macintosh", "\xD2na\x95ve\xD3 \xDB", "“naïve” €"},
      {"x-mac-cyrillic", "\x8F\xF0\xE8\xE2\xE5\xF2", "Привет"},
      {"x-mac-ce", "\xFC\x97\x64\x90 \xF3", "Łódź ů"},
      {"x-mac-greek", "\xB0\xF5\xDC\xEE\xE1", "Αθήνα"},
      {"x-mac-turkish", "\xDB\xDD\xDF\xDC", "ğışİ"},
      {"cp866", "\x8F\xE0\xA8\xA2\xA5\xE2", "Привет"},
  });
}

TEST_CASE("the charsets of East Asia are read") {
  check_read({
      {"gb2312", "\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7", "你好世界"},
      {"gbk", "\x81\x40\xC4\xE3", "丂你"},
      {"gb18030", "\xC4\xE3\xBA\xC3\x94\x39\xFC\x36", "你好😀"},
      {"big5", "\xA7\x41\xA6n\xA5@\xAC\xC9", "你好世界"},
      {"shift_jis", "\x93\xFA\x96{\xB1\x95\x5C \x81\x60", "日本ｱ表 ～"},
      {"euc-jp", "\xC6\xFC\xCB\xDC\x8E\xB1 \x8F\xB0\xA1", "日本ｱ 丂"},
      {"iso-2022-jp", "\x1B$BF|K\\\x1B(B x \x1B(I1\x1B(B", "日本 x ｱ"},
      {"euc-kr", "\xC7\xD1\xB1\xDB\x8C\x63", "한글똠"},
      {"iso-2022-kr", "\x1B$)C\x0EGQ1[\x0F", "한글"},
      {"hz-gb-2312", "~{Dc:C~} x", "你好 x"},
  });
}

TEST_CASE("EBCDIC is known by its declaration, and is IBM037") {
  // <?xml version="1.0" encoding="ibm…"?>, a line end (NEL), <a>é[</a>
  const auto in = [](std::string_view digits) {
    return "\x4C\x6F\xA7\x94\x93\x40\xA5\x85\x99\xA2\x89\x96\x95\x7E\x7F\xF1\x4B\xF0\x7F\x40"
           "\x85\x95\x83\x96\x84\x89\x95\x87\x7E\x7F\x89\x82\x94"s +
           std::string(digits) + "\x7F\x6F\x6E\x15\x4C\x81\x6E\x51\xBA\x4C\x61\x81\x6E";
  };
  const DecodedText us = decode_text(in("\xF0\xF3\xF7"), {});
  CHECK(us.text == "<?xml version=\"1.0\" encoding=\"ibm037\"?>\n<a>é[</a>");
  CHECK(us.encoding == "ibm037");
  CHECK(us.warnings.empty());
  const DecodedText another = decode_text(in("\xF5\xF0\xF0"), {});
  CHECK(another.encoding == "ibm037");
  CHECK(another.warnings ==
        std::vector<std::string>{"unknown charset \"ibm500\" in the XML declaration"});
  // What HTTP says cannot be true if it is not EBCDIC, nor if it is and the text is not.
  const DecodedText lie = decode_text(in("\xF0\xF3\xF7"), "text/xml; charset=utf-8");
  CHECK(lie.encoding == "ibm037");
  CHECK(lie.warnings == std::vector<std::string>{"the Content-Type says utf-8, but it is ibm037"});
  CHECK(decode_text("<a>x</a>", "text/xml; charset=ibm037").text == "<a>x</a>");
}

TEST_CASE("labels mean what the WHATWG says") {
  CHECK(encoding_of_label("latin1") == "windows-1252");
  CHECK(encoding_of_label(" ISO-8859-1 ") == "windows-1252");
  CHECK(encoding_of_label("iso_8859-1:1987") == "windows-1252");
  CHECK(encoding_of_label("us-ascii") == "windows-1252");
  CHECK(encoding_of_label("gb2312") == "gbk");
  CHECK(encoding_of_label("gb_2312-80") == "gbk");
  CHECK(encoding_of_label("x-sjis") == "shift_jis");
  CHECK(encoding_of_label("TIS-620") == "windows-874");
  CHECK(encoding_of_label("iso-8859-9") == "windows-1254");
  CHECK(encoding_of_label("iso-8859-8-e") == "iso-8859-8");
  CHECK(encoding_of_label("csISO88598I") == "iso-8859-8-i");
  CHECK(encoding_of_label("ks_c_5601-1987") == "euc-kr");
  CHECK(encoding_of_label("koi8-ru") == "koi8-u");
  CHECK(encoding_of_label("utf8") == "utf-8");
  CHECK(encoding_of_label("unicode-1-1-utf-8") == "utf-8");
  CHECK(encoding_of_label("x-x-big5") == "big5");
}

TEST_CASE("names that no standard has are known where they can mean one thing only") {
  CHECK(encoding_of_label("UTF_8") == "utf-8");
  CHECK(encoding_of_label("utf-8;") == "utf-8");
  CHECK(encoding_of_label("u16") == "utf-16le");
  CHECK(encoding_of_label("ISO-10646-UCS-2") == "utf-16le");
  CHECK(encoding_of_label("iso8859_1") == "windows-1252");
  CHECK(encoding_of_label("8859_1") == "windows-1252");
  CHECK(encoding_of_label("cp-1252") == "windows-1252");
  CHECK(encoding_of_label("windows_1251") == "windows-1251");
  CHECK(encoding_of_label("win-1251") == "windows-1251");
  CHECK(encoding_of_label("WINDOWS-31J") == "shift_jis");
  CHECK(encoding_of_label("cp932") == "shift_jis");
  CHECK(encoding_of_label("ms949") == "euc-kr");
  CHECK(encoding_of_label("uhc") == "euc-kr");
  CHECK(encoding_of_label("EUC_JP") == "euc-jp");
  CHECK(encoding_of_label("cp936") == "gbk");
  CHECK(encoding_of_label("mac_roman") == "macintosh");
  CHECK(encoding_of_label("x-MacCyrillic") == "x-mac-cyrillic");
  CHECK(encoding_of_label("ebcdic-cp-us") == "ibm037");
  CHECK(encoding_of_label("dos-866") == "ibm866");
  CHECK(encoding_of_label("x").empty());
  CHECK(encoding_of_label("--").empty());
  CHECK(encoding_of_label("").empty());
}

TEST_CASE("charsets that ICU knows and a feed should not be in are unknown") {
  for (const std::string_view label :
       {"utf-7", "csUTF7", "imap-mailbox-name", "scsu", "bocu-1", "csBOCU-1", "iso-2022-cn",
        "iso-2022-cn-ext", "lmbcs-1", "iscii", "x-user-defined", "replacement", "cp437", "ibm850",
        "cp1140", "ibm500", "ebcdic-de", "ebcdic-xml-us"}) {
    INFO(label);
    CHECK(encoding_of_label(label).empty());
  }
}

}  // namespace charsets_test
