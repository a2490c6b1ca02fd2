// SPDX-License-Identifier: MIT
//
// The same feed in every charset that can write it gives the same items, whether the XML
// declaration names the charset, or HTTP, or for Unicode's own forms nobody.
#include <unicode/ucnv.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace encodings_test {

namespace {

using namespace syndic;
using namespace std::literals;
namespace fs = std::filesystem;

struct Charset {
  const char* name;  ///< As feeds call it.
  const char* icu;
  std::string_view mark = {};  ///< BOM.
};

constexpr Charset kSelfEvident[] = {
    {"UTF-8", "utf-8"},
    {"UTF-8", "utf-8", "\xEF\xBB\xBF"sv},
    {"UTF-16", "utf-16le"},
    {"UTF-16", "utf-16be"},
    {"UTF-16", "utf-16le", "\xFF\xFE"sv},
    {"UTF-16", "utf-16be", "\xFE\xFF"sv},
    {"UTF-32", "utf-32le"},
    {"UTF-32", "utf-32be"},
    {"UTF-32", "utf-32le", "\xFF\xFE\0\0"sv},
    {"UTF-32", "utf-32be", "\0\0\xFE\xFF"sv},
};

constexpr Charset kNamed[] = {
    {"ISO-8859-1", "iso-8859-1"},
    {"iso-8859-2", "iso-8859-2"},
    {"iso-8859-3", "iso-8859-3"},
    {"iso-8859-4", "iso-8859-4"},
    {"iso-8859-5", "iso-8859-5"},
    {"iso-8859-6", "iso-8859-6"},
    {"iso-8859-7", "iso-8859-7"},
    {"iso-8859-8", "iso-8859-8"},
    {"iso-8859-9", "iso-8859-9"},
    {"iso-8859-10", "iso-8859-10"},
    {"iso-8859-13", "iso-8859-13"},
    {"iso-8859-14", "iso-8859-14"},
    {"iso-8859-15", "iso-8859-15"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-874", "windows-874"},
    {"TIS-620", "windows-874"},
    {"KOI8-R", "koi8-r"},
    {"KOI8-U", "koi8-u"},
    {"macintosh", "macintosh"},
    {"x-mac-cyrillic", "x-mac-cyrillic"},
    {"x-mac-ce", "x-mac-ce"},
    {"x-mac-greek", "x-mac-greek"},
    {"Shift_JIS", "windows-31j"},
    {"EUC-JP", "euc-jp"},
    {"ISO-2022-JP", "iso-2022-jp"},
    {"EUC-KR", "windows-949"},
    {"ISO-2022-KR", "iso-2022-kr"},
    {"GB18030", "gb18030"},
    {"GBK", "gbk"},
    {"GB2312", "euc-cn"},
    {"Big5", "big5-hkscs"},
    {"HZ-GB-2312", "hz"},
    {"IBM866", "cp866"},
};

constexpr Charset kEbcdic = {"IBM037", "ibm037"};

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  REQUIRE(U_SUCCESS(status));
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  return converter;
}

// Nothing where a character of `utf8` is not in the charset.
std::optional<std::string> transcode(std::string_view utf8, const Charset& charset) {
  const Converter from = open_converter("utf-8");
  const Converter to = open_converter(charset.icu);
  UErrorCode status = U_ZERO_ERROR;
  std::vector<UChar> units(utf8.size() + 1);
  const auto count = ucnv_toUChars(from.get(), units.data(), static_cast<int>(units.size()),
                                   utf8.data(), static_cast<int>(utf8.size()), &status);
  std::string out(utf8.size() * 5 + 16, '\0');
  const auto size = ucnv_fromUChars(to.get(), out.data(), static_cast<int>(out.size()),
                                    units.data(), count, &status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(size));
  return std::string(charset.mark) + out;
}

// `document` with a declaration that names `charset`, or with none.
std::string declared(std::string_view document, std::string_view charset) {
  if (document.starts_with("<?xml")) document.remove_prefix(document.find("?>") + 2);
  if (charset.empty()) return std::string(document);
  return "<?xml version=\"1.0\" encoding=\"" + std::string(charset) + "\"?>" +
         std::string(document);
}

// The dump without what is about the charset.
std::string items(const Result<model::Feed>& feed) {
  if (!feed) return "error: " + feed.error().message;
  model::Feed copy = *feed;
  copy.encoding.clear();
  copy.warnings.clear();
  return test::dump(copy);
}

// Fixtures in UTF-8 that are read without a warning.
std::vector<std::string> sources() {
  std::vector<std::string> found;
  for (const fs::path& path :
       test::files_below(test::source_dir() / "tests/data/parse", {".xml"})) {
    std::string document = test::bytes_of(path);
    const auto feed = parse::parse_feed(document, {});
    if (feed && feed->encoding == "utf-8" && feed->warnings.empty()) {
      found.push_back(std::move(document));
    }
  }
  return found;
}

// Reads `document` in `charset`; tells whether it can be written in it.
bool check(const std::string& document, const Charset& charset, bool by_declaration, bool by_http) {
  const auto bytes = transcode(declared(document, by_declaration ? charset.name : ""), charset);
  if (!bytes) return false;
  INFO(charset.name << (by_declaration ? " by declaration" : "") << (by_http ? " by HTTP" : ""));
  const std::string content_type =
      by_http ? "application/xml; charset=\"" + std::string(charset.name) + '"' : "";
  const auto feed = parse::parse_feed(*bytes, {.content_type = content_type});
  const std::string expected = items(parse::parse_feed(declared(document, ""), {}));
  const std::string actual = items(feed);
  if (actual != expected) FAIL_CHECK(actual << "\nexpected\n" << expected);
  if (feed && !feed->warnings.empty()) FAIL_CHECK(feed->warnings.front());
  return true;
}

}  // namespace

// With the fixtures utf_16* and utf_32*, and ebcdic* (hard input 16).
TEST_CASE("a fixture in each form of Unicode gives the same items, whoever names it") {
  const std::vector<std::string> documents = sources();
  REQUIRE(documents.size() >= 60);
  for (const std::string& document : documents) {
    for (const Charset& charset : kSelfEvident) {
      CHECK(check(document, charset, true, false));
      CHECK(check(document, charset, false, true));
      CHECK(check(document, charset, false, false));
    }
  }
}

TEST_CASE("a fixture in each charset that can write it gives the same items") {
  std::set<std::string> used;
  for (const std::string& document : sources()) {
    for (const Charset& charset : kNamed) {
      if (!check(document, charset, true, false)) continue;
      check(document, charset, false, true);
      check(document, charset, true, true);
      used.insert(charset.name);
    }
    if (check(document, kEbcdic, true, false)) used.insert(kEbcdic.name);
  }
  CHECK(used.size() == std::size(kNamed) + 1);
}

TEST_CASE("each charset is used for a language that needs it") {
  const auto is_written_in = [](std::string_view language, std::vector<std::string> charsets) {
    INFO(language);
    const std::string document = test::bytes_of(test::source_dir() / "tests/data/parse/encodings" /
                                                (std::string(language) + ".xml"));
    CHECK(!document.empty());
    for (const Charset& charset : kNamed) {
      const bool wanted =
          std::find(charsets.begin(), charsets.end(), charset.name) != charsets.end();
      if (wanted) CHECK(check(document, charset, true, false));
    }
  };
  is_written_in("japanese", {"Shift_JIS", "EUC-JP", "ISO-2022-JP", "GB18030"});
  is_written_in("chinese", {"GB2312", "GBK", "GB18030", "HZ-GB-2312"});
  is_written_in("taiwanese", {"Big5", "GBK", "GB18030"});
  is_written_in("korean", {"EUC-KR", "ISO-2022-KR", "GB18030"});
  is_written_in("russian",
                {"windows-1251", "KOI8-R", "KOI8-U", "iso-8859-5", "IBM866", "x-mac-cyrillic"});
  is_written_in("greek", {"windows-1253", "iso-8859-7", "x-mac-greek"});
  is_written_in("hebrew", {"windows-1255", "iso-8859-8"});
  is_written_in("arabic", {"windows-1256", "iso-8859-6"});
  is_written_in("thai", {"TIS-620", "windows-874"});
  is_written_in("polish", {"windows-1250", "iso-8859-2", "x-mac-ce"});
  is_written_in("turkish", {"windows-1254", "iso-8859-9", "iso-8859-3"});
  is_written_in("latvian", {"windows-1257", "iso-8859-13", "iso-8859-4"});
  is_written_in("french",
                {"ISO-8859-1", "windows-1252", "iso-8859-15", "macintosh", "windows-1254"});
}

}  // namespace encodings_test
