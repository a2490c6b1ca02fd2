// SPDX-License-Identifier: MIT
#include "markup/charset/labels.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

constexpr std::array<Encoding, 89> kEncodings{{
    {"utf-8", "", Form::kUtf8,
     "65001 cesu8 cp65001 u8 unicode11utf8 unicode20utf8 utf8 utf8bom utf8mb3 utf8mb4 "
     "utf8n utf8sig windows65001"},
    {"windows-1252", "iso-8859-1", Form::kSingleByte,
     "1252 646 88591 ansi ansix341968 ansix341986 ascii cp1252 cp367 cp819 csisolatin1 "
     "ibm1252 ibm367 ibm819 iso646irv1991 iso646us iso8859 iso88591 iso885911987 "
     "iso88591windows31latin1 isoir100 isoir6 l1 latin1 ms1252 msansi usascii westeurope "
     "win1252 windows1252"},
    {"utf-16le", "UTF-16LE", Form::kWide,
     "cp1200 iso10646ucs2 u16 ucs2 unicode unicodefeff unicodelittle unicodelittleunmarked "
     "utf16 utf16le"},
    {"utf-16be", "UTF-16BE", Form::kWide,
     "cp1201 ucs2be unicodebig unicodebigunmarked unicodefffe utf16be"},
    {"utf-32le", "UTF-32LE", Form::kWide, "iso10646ucs4 u32 ucs4 ucs4le utf32 utf32le"},
    {"utf-32be", "UTF-32BE", Form::kWide, "ucs4be utf32be"},
    {"iso-8859-2", "iso-8859-2", Form::kSingleByte,
     "88592 csisolatin2 iso88592 iso885921987 isoir101 l2 latin2"},
    {"iso-8859-3", "iso-8859-3", Form::kSingleByte,
     "88593 csisolatin3 iso88593 iso885931988 isoir109 l3 latin3"},
    {"iso-8859-4", "iso-8859-4", Form::kSingleByte,
     "88594 csisolatin4 iso88594 iso885941988 isoir110 l4 latin4"},
    {"iso-8859-5", "iso-8859-5", Form::kSingleByte,
     "88595 csisolatincyrillic cyrillic iso88595 iso885951988 isoir144"},
    {"iso-8859-6", "iso-8859-6", Form::kSingleByte,
     "88596 arabic asmo708 csisolatinarabic ecma114 iso88596 iso885961987 iso88596e "
     "iso88596i isoir127"},
    {"iso-8859-7", "iso-8859-7", Form::kSingleByte,
     "88597 csisolatingreek ecma118 elot928 greek greek8 iso88597 iso885971987 isoir126 "
     "suneugreek"},
    {"iso-8859-8", "iso-8859-8", Form::kSingleByte,
     "88598 csisolatinhebrew hebrew iso88598 iso885981988 iso88598e isoir138 visual"},
    {"iso-8859-8-i", "iso-8859-8", Form::kSingleByte, "iso88598i logical"},
    {"iso-8859-10", "iso-8859-10", Form::kSingleByte,
     "885910 csisolatin6 iso885910 iso8859101992 isoir157 l6 latin6"},
    {"iso-8859-13", "iso-8859-13", Form::kSingleByte, "885913 iso885913 l7 latin7"},
    {"iso-8859-14", "iso-8859-14", Form::kSingleByte,
     "885914 iso885914 iso8859141998 isoceltic isoir199 l8 latin8"},
    {"iso-8859-15", "iso-8859-15", Form::kSingleByte,
     "885915 csisolatin9 iso885915 iso8859151999 iso885915fdis l0 l9 latin0 latin9"},
    {"iso-8859-16", "iso-8859-1", Form::kSingleByte,
     "885916 iso885916 iso8859162001 isoir226 l10 latin10"},
    {"windows-874", "windows-874", Form::kSingleByte,
     "874 885911 cp874 dos874 ibm874 iso885911 isoir166 ms874 thai thai8 tis620 tis6200 "
     "tis6202533 windows874 tis62025290 tis62025291 iso8859112001"},
    {"windows-1250", "windows-1250", Form::kSingleByte,
     "1250 cp1250 ibm1250 msee win1250 windows1250"},
    {"windows-1251", "windows-1251", Form::kSingleByte,
     "1251 cp1251 ibm1251 ms1251 mscyrl win1251 windows1251"},
    {"windows-1253", "windows-1253", Form::kSingleByte,
     "1253 cp1253 ibm1253 ms1253 msgreek win1253 windows1253"},
    {"windows-1254", "windows-1254", Form::kSingleByte,
     "1254 88599 cp1254 csisolatin5 ibm1254 iso88599 iso885991989 isoir148 l5 latin5 "
     "ms1254 msturk turkish win1254 windows1254"},
    {"windows-1255", "windows-1255", Form::kSingleByte,
     "1255 cp1255 ibm1255 ms1255 mshebr win1255 windows1255"},
    {"windows-1256", "windows-1256", Form::kSingleByte,
     "1256 cp1256 ibm1256 ms1256 msarab win1256 windows1256"},
    {"windows-1257", "windows-1257", Form::kSingleByte,
     "1257 cp1257 ibm1257 ms1257 win1257 winbaltrim windows1257"},
    {"windows-1258", "windows-1258", Form::kSingleByte,
     "1258 cp1258 ibm1258 ms1258 win1258 windows1258"},
    {"koi8-r", "koi8-r", Form::kSingleByte, "cp878 koi koi8 koi8r windows20866"},
    {"koi8-u", "koi8-u", Form::kSingleByte, "cp1168 koi8ru koi8u windows21866"},
    {"macintosh", "macintosh", Form::kSingleByte,
     "cp10000 mac macintosh macosroman macroman windows10000"},
    {"x-mac-cyrillic", "x-mac-cyrillic", Form::kSingleByte,
     "cp10007 maccyrillic windows10007 xmacukraine xmacukrainian"},
    {"x-mac-ce", "x-mac-ce", Form::kSingleByte,
     "cp10029 macce maccenteuro maccentraleurope maclatin2 windows10029 "
     "xmaccentraleurroman"},
    {"x-mac-greek", "x-mac-greek", Form::kSingleByte, "cp10006 macgreek windows10006"},
    {"x-mac-turkish", "x-mac-turkish", Form::kSingleByte, "cp10081 macturkish windows10081"},
    {"gbk", "gb18030", Form::kMultiByte,
     "936 chinese cp1386 cp20936 cp936 csiso58gb231280 euccn eucgb2312cn gb2312 gb23121980 "
     "gb231219800 gb231280 gbk isoir58 ms936 simplifiedchinese windows936 macsimpchinese"},
    {"gb18030", "gb18030", Form::kMultiByte,
     "cp54936 gb18030 gb180302000 gb180302005 windows54936"},
    {"big5", "ibm-1375", Form::kMultiByte,
     "950 big5 big5eten big5hk big5hkscs big5tw bigfive cnbig5 cp950 hkscs ms950 "
     "windows950 xbig5 mactradchinese"},
    {"euc-jp", "euc-jp", Form::kMultiByte,
     "cp51932 cseucpkdfmtjapanese eucjis eucjis2004 eucjisx0213 eucjp eucjpms eucjpwin "
     "ujis windows51932 jisx0213"},
    {"shift_jis", "windows-31j", Form::kMultiByte,
     "932 cp932 cp943 cp943c ibm943 ms932 mskanji pck shiftjis shiftjis2004 shiftjisx0213 "
     "sjis sjis2004 sjiswin windows31j windows932 xmscp932 sjisx0213 macjapanese"},
    {"euc-kr", "windows-949", Form::kMultiByte,
     "949 cp1363 cp51949 cp949 euckr isoir149 korean ksc5601 ksc56011987 ksc56011989 "
     "kscode ksx1001 ms949 uhc windows51949 windows949 mackorean"},
    {"iso-2022-jp", "JIS7", Form::kSevenBit,
     "cp50220 cp50221 cp50222 iso2022jp iso2022jp1 iso2022jp2 iso2022jp2004 iso2022jp3 "
     "iso2022jpext iso2022jpms jis jis7 jisencoding windows50220 windows50221 "
     "xwindowsiso2022jp"},
    {"iso-2022-kr", "iso-2022-kr", Form::kSevenBit, "iso2022kr"},
    {"hz-gb-2312", "HZ", Form::kSevenBit, "hz hzgb hzgb2312"},
    {"ibm437", "ibm437", Form::kSingleByte, "437 cp437 cspc8codepage437 dos437 ibm437 windows437"},
    {"cp737", "cp737", Form::kSingleByte, "737 cp737 dos737 ibm737 windows737"},
    {"ibm775", "ibm775", Form::kSingleByte, "775 cp775 cspc775baltic dos775 ibm775 windows775"},
    {"ibm850", "ibm850", Form::kSingleByte,
     "850 cp850 cspc850multilingual dos850 ibm850 windows850"},
    {"ibm852", "ibm852", Form::kSingleByte, "852 cp852 cspcp852 dos852 ibm852 windows852"},
    {"ibm855", "ibm855", Form::kSingleByte, "855 cp855 dos855 ibm855 windows855"},
    {"ibm857", "ibm857", Form::kSingleByte, "857 cp857 dos857 ibm857 windows857"},
    {"ibm00858", "ibm00858", Form::kSingleByte,
     "858 ccsid00858 cp00858 cp858 cspc850multilingualeuro ibm00858 ibm858 "
     "pcmultilingual850euro windows858"},
    {"ibm860", "ibm860", Form::kSingleByte, "860 cp860 dos860 ibm860 windows860"},
    {"ibm861", "ibm861", Form::kSingleByte, "861 cp861 cpis dos861 ibm861 windows861"},
    {"ibm862", "ibm862", Form::kSingleByte,
     "862 cp862 cspc862latinhebrew dos862 ibm862 windows862"},
    {"ibm863", "ibm863", Form::kSingleByte, "863 cp863 dos863 ibm863 windows863"},
    {"ibm864", "ibm864", Form::kSingleByte, "864 cp864 dos864 ibm864 windows864"},
    {"ibm865", "ibm865", Form::kSingleByte, "865 cp865 dos865 ibm865 windows865"},
    {"hp-roman8", "hp-roman8", Form::kSingleByte, "hproman8 roman8 r8 cp1051 ibm1051 cshproman8"},
    {"ibm1125", "cp1125", Form::kSingleByte, "1125 cp1125 cp866u ibm1125 ruscii"},
    {"ibm866", "ibm866", Form::kSingleByte, "866 cp866 dos866 ibm866 windows866"},
    {"ibm869", "ibm869", Form::kSingleByte, "869 cp869 cpgr dos869 ibm869 windows869"},
    {"cp1025", "cp1025", Form::kEbcdic, "1025 cp1025 ibm1025"},
    {"cp875", "cp875", Form::kEbcdic, "875 cp875 ibm875"},
    {"ibm01140", "ibm01140", Form::kEbcdic, "1140 ccsid01140 cp01140 cp1140 ibm01140 ibm1140"},
    {"ibm01141", "ibm01141", Form::kEbcdic, "1141 ccsid01141 cp01141 cp1141 ibm01141 ibm1141"},
    {"ibm01142", "ibm01142", Form::kEbcdic, "1142 ccsid01142 cp01142 cp1142 ibm01142 ibm1142"},
    {"ibm01143", "ibm01143", Form::kEbcdic, "1143 ccsid01143 cp01143 cp1143 ibm01143 ibm1143"},
    {"ibm01144", "ibm01144", Form::kEbcdic, "1144 ccsid01144 cp01144 cp1144 ibm01144 ibm1144"},
    {"ibm01145", "ibm01145", Form::kEbcdic, "1145 ccsid01145 cp01145 cp1145 ibm01145 ibm1145"},
    {"ibm01146", "ibm01146", Form::kEbcdic, "1146 ccsid01146 cp01146 cp1146 ibm01146 ibm1146"},
    {"ibm01147", "ibm01147", Form::kEbcdic, "1147 ccsid01147 cp01147 cp1147 ibm01147 ibm1147"},
    {"ibm01148", "ibm01148", Form::kEbcdic, "1148 ccsid01148 cp01148 cp1148 ibm01148 ibm1148"},
    {"ibm01149", "ibm01149", Form::kEbcdic, "1149 ccsid01149 cp01149 cp1149 ibm01149 ibm1149"},
    {"ibm037", "ibm037", Form::kEbcdic,
     "037 cp037 cp37 ebcdic ebcdiccpca ebcdiccpnl ebcdiccpus ebcdiccpwt ebcdicus ibm037 "
     "ibm37"},
    {"ibm1026", "ibm1026", Form::kEbcdic, "1026 cp1026 ibm1026"},
    {"ibm1047", "ibm1047", Form::kEbcdic, "1047 cp1047 ibm1047"},
    {"ibm273", "ibm273", Form::kEbcdic, "273 cp273 ebcdicde ibm273"},
    {"ibm277", "ibm277", Form::kEbcdic, "277 cp277 ebcdiccpdk ebcdiccpno ebcdicdk ibm277"},
    {"ibm278", "ibm278", Form::kEbcdic, "278 cp278 ebcdiccpfi ebcdiccpse ebcdicsv ibm278"},
    {"ibm280", "ibm280", Form::kEbcdic, "280 cp280 ebcdiccpit ibm280"},
    {"ibm284", "ibm284", Form::kEbcdic, "284 cp284 ebcdiccpes ibm284"},
    {"ibm285", "ibm285", Form::kEbcdic, "285 cp285 ebcdiccpgb ebcdicgb ibm285"},
    {"ibm297", "ibm297", Form::kEbcdic, "297 cp297 ebcdiccpfr ibm297"},
    {"ibm420", "ibm420", Form::kEbcdic, "cp420 ebcdiccpar1 ibm420 420"},
    {"ibm424", "ibm424", Form::kEbcdic, "cp424 ebcdiccphe ibm424 424"},
    {"ibm500", "ibm500", Form::kEbcdic, "cp500 ebcdiccpbe ebcdiccpch ibm500 500"},
    {"ibm870", "ibm870", Form::kEbcdic, "870 cp870 ebcdiccproece ebcdiccpyu ibm870"},
    {"ibm871", "ibm871", Form::kEbcdic, "871 cp871 ebcdiccpis ebcdicis ibm871"},
}};

bool is_among(std::string_view labels, std::string_view key) {
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find(' '), labels.size());
    if (labels.substr(0, end) == key) return true;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

const Encoding* row_of(std::string_view key) {
  const auto* const row =
      std::find_if(kEncodings.begin(), kEncodings.end(),
                   [&](const Encoding& encoding) { return is_among(encoding.labels, key); });
  return row == kEncodings.end() ? nullptr : row;
}

}  // namespace

const Encoding* find_encoding(std::string_view label) {
  constexpr std::size_t kLongestLabel = 64;
  std::string key;
  for (const char c : label.substr(0, kLongestLabel)) {
    if (base::is_alpha(c) || base::is_digit(c)) key.push_back(base::to_lower(c));
  }
  for (const std::string_view prefix : {"", "x", "cs"}) {
    if (!key.starts_with(prefix) || key.size() == prefix.size()) continue;
    if (const Encoding* found = row_of(std::string_view(key).substr(prefix.size()))) return found;
  }
  return nullptr;
}

}  // namespace syndic::markup
