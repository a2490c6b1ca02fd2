// SPDX-License-Identifier: MIT
#include "markup/charset/labels.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

// A row omits labels that are ICU's aliases of its words. If the Encoding Standard reads one
// charset as another (latin1, gb2312, tis-620), ICU's standard name of it is among the words.
constexpr std::array<Encoding, 47> kEncodings{{
    {"utf-8", Form::kUtf8, "65001 cesu8 cp65001 u8 utf8bom utf8mb3 utf8mb4 utf8n utf8sig"},
    {"windows-1252", Form::kSingleByte,
     "1252 ansi ibm1252 iso8859 iso88591 iso88591windows31latin1 ms1252 msansi usascii "
     "westeurope win1252",
     "iso-8859-1"},
    {"utf-16le", Form::kWide, "cp1200 u16 unicodefeff unicodelittle utf16"},
    {"utf-16be", Form::kWide, "ucs2be unicodebig unicodefffe"},
    {"utf-32le", Form::kWide, "u32 ucs4le utf32"},
    {"utf-32be", Form::kWide, "ucs4be"},
    {"iso-8859-2", Form::kSingleByte},
    {"iso-8859-3", Form::kSingleByte},
    {"iso-8859-4", Form::kSingleByte},
    {"iso-8859-5", Form::kSingleByte},
    {"iso-8859-6", Form::kSingleByte},
    {"iso-8859-7", Form::kSingleByte},
    {"iso-8859-8", Form::kSingleByte, "visual"},
    {"iso-8859-8-i", Form::kSingleByte, "logical", "iso-8859-8"},
    {"iso-8859-10", Form::kSingleByte, "885910"},
    {"iso-8859-13", Form::kSingleByte, "l7 latin7"},
    {"iso-8859-14", Form::kSingleByte, "885914"},
    {"iso-8859-15", Form::kSingleByte, "iso8859151999 l0"},
    {"iso-8859-16", Form::kSingleByte, "885916", "iso-8859-1"},
    {"windows-874", Form::kSingleByte,
     "874 885911 dos874 iso885911 iso8859112001 isoir166 ms874 thai thai8 tis620 tis6200 "
     "tis62025290 tis62025291"},
    {"windows-1250", Form::kSingleByte, "1250 ibm1250 msee win1250"},
    {"windows-1251", Form::kSingleByte, "1251 ibm1251 ms1251 mscyrl win1251"},
    {"windows-1253", Form::kSingleByte, "1253 ibm1253 ms1253 msgreek win1253"},
    {"windows-1254", Form::kSingleByte, "1254 ibm1254 iso88599 ms1254 msturk win1254"},
    {"windows-1255", Form::kSingleByte, "1255 ibm1255 ms1255 mshebr win1255"},
    {"windows-1256", Form::kSingleByte, "1256 ibm1256 ms1256 msarab win1256"},
    {"windows-1257", Form::kSingleByte, "1257 ibm1257 ms1257 win1257 winbaltrim"},
    {"windows-1258", Form::kSingleByte, "1258 ibm1258 ms1258 win1258"},
    {"koi8-r", Form::kSingleByte, "koi"},
    {"koi8-u", Form::kSingleByte, "cp1168 koi8ru"},
    {"macintosh", Form::kSingleByte, "cp10000 macosroman"},
    {"x-mac-cyrillic", Form::kSingleByte, "cp10007 xmacukrainian"},
    {"x-mac-ce", Form::kSingleByte, "cp10029 maccenteuro maclatin2 xmaccentraleurroman"},
    {"x-mac-greek", Form::kSingleByte, "cp10006 macgreek"},
    {"x-mac-turkish", Form::kSingleByte, "cp10081 macturkish"},
    {"hp-roman8", Form::kSingleByte, "cp1051"},
    {"ibm866", Form::kSingleByte, "dos866"},
    {"ibm037", Form::kEbcdic, "ebcdic ebcdicus"},
    {"gbk", Form::kMultiByte,
     "936 cp1386 cp20936 eucgb2312cn gb2312 gb231280 macsimpchinese simplifiedchinese", "gb18030"},
    {"gb18030", Form::kMultiByte, "cp54936 gb180302000 gb180302005"},
    {"big5", Form::kMultiByte,
     "950 big5eten big5hkscs big5tw bigfive cnbig5 cp950 hkscs mactradchinese", "ibm-1375"},
    {"euc-jp", Form::kMultiByte, "cp51932 eucjis2004 eucjisx0213 eucjpms eucjpwin jisx0213"},
    {"shift_jis", Form::kMultiByte,
     "932 cp943 macjapanese shiftjis2004 shiftjisx0213 sjis2004 sjiswin sjisx0213", "windows-31j"},
    {"euc-kr", Form::kMultiByte,
     "949 cp51949 cp949 kscode ksc5601 ksc56011987 ksx1001 mackorean uhc", "windows-949"},
    {"iso-2022-jp", Form::kSevenBit,
     "cp50220 cp50221 cp50222 iso2022jp1 iso2022jp2 iso2022jp2004 iso2022jp3 iso2022jpext "
     "iso2022jpms jis7 windows50220 windows50221",
     "JIS7"},
    {"iso-2022-kr", Form::kSevenBit},
    {"hz-gb-2312", Form::kSevenBit, "hzgb", "HZ"},
}};

// The letters and digits of a label in lower case; the rest has no meaning.
std::string key_of(std::string_view label) {
  constexpr std::size_t kLongestLabel = 64;
  std::string key;
  for (const char c : label.substr(0, kLongestLabel)) {
    if (base::is_alpha(c) || base::is_digit(c)) key.push_back(base::to_lower(c));
  }
  return key;
}

bool is_among(std::string_view labels, std::string_view key) {
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find(' '), labels.size());
    if (labels.substr(0, end) == key) return true;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

const Encoding* find_row(std::string_view key) {
  const auto* const row =
      std::find_if(kEncodings.begin(), kEncodings.end(), [&](const Encoding& encoding) {
        return key_of(encoding.name) == key || is_among(encoding.labels, key);
      });
  return row == kEncodings.end() ? nullptr : row;
}

// By ICU's standard names of `key`. ICU knows more charsets than are read here, such as UTF-7,
// which have no row.
const Encoding* find_alias(std::string_view key) {
  for (const char* const standard : {"MIME", "IANA"}) {
    UErrorCode status = U_ZERO_ERROR;
    const char* const name = ucnv_getStandardName(std::string(key).c_str(), standard, &status);
    if (U_FAILURE(status) || name == nullptr) continue;
    if (const Encoding* const found = find_row(key_of(name))) return found;
  }
  return nullptr;
}

}  // namespace

const Encoding* find_encoding(std::string_view label) {
  const std::string key = key_of(label);
  for (const auto find : {find_row, find_alias}) {
    for (const std::string_view prefix : {"", "x", "cs"}) {
      if (!key.starts_with(prefix) || key.size() == prefix.size()) continue;
      if (const Encoding* found = find(std::string_view(key).substr(prefix.size()))) return found;
    }
  }
  return nullptr;
}

}  // namespace syndic::markup
