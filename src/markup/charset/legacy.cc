// SPDX-License-Identifier: MIT
#include "markup/charset/legacy.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace syndic::markup {
namespace {

struct IcuDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, IcuDeleter>;
using Detector = std::unique_ptr<UCharsetDetector, IcuDeleter>;

// Mark bytes without a character among ICU's units. No converter returns a single trail surrogate,
// so neither a U+FFFD nor a noncharacter of the document's own is taken for damage.
constexpr UChar kBad = 0xDFFF;
constexpr UChar kDropped = 0xFFFE;

// ICU calls this for bytes without a character, in place of its own substitution, which is U+001A
// for some of them. Two bytes of UTF-16 are a lone surrogate.
void mark_bad(const void* is_utf16, UConverterToUnicodeArgs* args, const char* /*bytes*/,
              std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  const UChar mark = is_utf16 != nullptr && length == 2 ? kDropped : kBad;
  ucnv_cbToUWriteUChars(args, &mark, 1, 0, status);
}

Converter open_converter(const Encoding& encoding) {
  const std::string name(encoding.icu.empty() ? encoding.name : encoding.icu);
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  const void* const is_utf16 = encoding.name.starts_with("utf-16") ? &encoding : nullptr;
  ucnv_setToUCallBack(converter.get(), mark_bad, is_utf16, nullptr, nullptr, &status);
  return U_FAILURE(status) ? nullptr : std::move(converter);
}

void append(char32_t character, DecodedBytes& out) {
  if (character == kBad) {
    out.replace();
  } else {
    out.append(character);
  }
}

void append_utf16(const UChar* units, std::size_t count, DecodedBytes& out) {
  for (std::size_t i = 0; i < count; ++i) {
    char32_t character = units[i];
    if (U16_IS_LEAD(units[i]) && i + 1 < count && U16_IS_TRAIL(units[i + 1])) {
      character = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[i], units[i + 1]));
      ++i;
    }
    append(character, out);
  }
}

DecodedBytes read_stream(std::string_view bytes, UConverter* converter) {
  DecodedBytes out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 4096> units{};
  std::size_t kept = 0;  // A lead surrogate is kept for the next round.
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UErrorCode status = U_ZERO_ERROR;
  do {
    UChar* target = units.data() + kept;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, end, nullptr, 1,
                   &status);
    const auto count = static_cast<std::size_t>(target - units.data());
    kept = status == U_BUFFER_OVERFLOW_ERROR && count > 0 && U16_IS_LEAD(units[count - 1]) ? 1 : 0;
    append_utf16(units.data(), count - kept, out);
    if (kept == 1) units[0] = units[count - 1];
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

// ISO-8859-16 (Romanian), which ICU lacks: its differences from ISO-8859-1. ISO/IEC 8859-16:2001.
constexpr std::array<std::pair<unsigned char, char16_t>, 40> kIso8859_16 = {{
    {0xA1, 0x0104}, {0xA2, 0x0105}, {0xA3, 0x0141}, {0xA4, 0x20AC}, {0xA5, 0x201E}, {0xA6, 0x0160},
    {0xA8, 0x0161}, {0xAA, 0x0218}, {0xAC, 0x0179}, {0xAE, 0x017A}, {0xAF, 0x017B}, {0xB2, 0x010C},
    {0xB3, 0x0142}, {0xB4, 0x017D}, {0xB5, 0x201D}, {0xB8, 0x017E}, {0xB9, 0x010D}, {0xBA, 0x0219},
    {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178}, {0xBF, 0x017C}, {0xC3, 0x0102}, {0xC5, 0x0106},
    {0xD0, 0x0110}, {0xD1, 0x0143}, {0xD5, 0x0150}, {0xD7, 0x015A}, {0xD8, 0x0170}, {0xDD, 0x0118},
    {0xDE, 0x021A}, {0xE3, 0x0103}, {0xE5, 0x0107}, {0xF0, 0x0111}, {0xF1, 0x0144}, {0xF5, 0x0151},
    {0xF7, 0x015B}, {0xF8, 0x0171}, {0xFD, 0x0119}, {0xFE, 0x021B},
}};

using ByteTable = std::array<UChar, 256>;

// ICU's table of 256 characters, with the corrections below.
std::optional<ByteTable> byte_table(const Encoding& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  ByteTable table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const char source = static_cast<char>(byte);
    UErrorCode status = U_ZERO_ERROR;
    ucnv_reset(converter.get());
    UChar* target = &table.at(byte);
    const char* from = &source;
    ucnv_toUnicode(converter.get(), &target, target + 1, &from, from + 1, nullptr, 1, &status);
    // IBM's table of a DOS page (ibm866) shuffles three controls.
    if (encoding.form == Form::kSingleByte && byte < 0x80)
      table.at(byte) = static_cast<UChar>(byte);
    // EBCDIC ends lines with NEL; its other controls are dropped.
    if (encoding.form == Form::kEbcdic && table.at(byte) >= 0x80 && table.at(byte) < 0xA0) {
      table.at(byte) = table.at(byte) == 0x85 ? '\n' : kDropped;
    }
  }
  if (encoding.name == "iso-8859-16") {
    for (const auto& [byte, character] : kIso8859_16) table.at(byte) = character;
  } else if (encoding.name == "koi8-u") {
    table.at(0xAE) = 0x045E;  // Belarusian ў, as the Encoding Standard's index has it.
    table.at(0xBE) = 0x040E;
  }
  return table;
}

std::optional<DecodedBytes> read_by_table(std::string_view bytes, const Encoding& encoding) {
  const std::optional<ByteTable> table = byte_table(encoding);
  if (!table) return std::nullopt;
  DecodedBytes out;
  out.text.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && encoding.form == Form::kSingleByte) {
      out.text.push_back(c);
    } else {
      append((*table)[byte], out);
    }
  }
  if (encoding.name == "windows-1252") out.controls = 0;  // Its characters, and no repair.
  return out;
}

// Whether the charset is of another alphabet, or a Latin one.
bool fits(const Encoding& encoding, bool another_alphabet) {
  constexpr std::array<std::string_view, 4> kLatin = {"windows-1252", "windows-1250", "iso-8859-2",
                                                      "windows-1254"};
  const bool latin = std::find(kLatin.begin(), kLatin.end(), encoding.name) != kLatin.end();
  return latin != another_alphabet &&
         (encoding.form == Form::kSingleByte || encoding.form == Form::kMultiByte);
}

// ICU is sure of multi-byte charsets (the wrong ones get up to 70 where the text is in none of
// them) and modest about the others, of which the right one has about twice the figure of the next.
bool is_clear(const Encoding& best, std::int32_t confidence, std::int32_t next) {
  if (best.form == Form::kMultiByte) return confidence >= 80;
  return confidence >= 20 && 5 * confidence >= 8 * next;
}

}  // namespace

std::optional<DecodedBytes> read_legacy(std::string_view bytes, const Encoding& encoding) {
  if (encoding.form == Form::kUtf8) return std::nullopt;
  if (encoding.form == Form::kSingleByte || encoding.form == Form::kEbcdic) {
    return read_by_table(bytes, encoding);
  }
  const Converter converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  return read_stream(bytes, converter.get());
}

const Encoding* guess_legacy(std::string_view sample, bool another_alphabet) {
  constexpr std::size_t kSample = 8000;  // As much as ICU looks at.
  sample = sample.substr(0, kSample);
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return nullptr;
  ucsdet_enableInputFilter(detector.get(), 1);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || count == 0) return nullptr;
  const Encoding* best = nullptr;
  std::int32_t confidence = 0;
  for (std::int32_t i = 0; i < count; ++i) {  // The most probable is first.
    const Encoding* const match = find_encoding(ucsdet_getName(matches[i], &status));
    if (match == nullptr || !fits(*match, another_alphabet)) continue;
    const std::int32_t figure = ucsdet_getConfidence(matches[i], &status);
    if (best != nullptr) {
      if (!is_clear(*best, confidence, figure)) return nullptr;
      break;
    }
    best = match;
    confidence = figure;
  }
  if (best == nullptr || best->name == "windows-1252" || !is_clear(*best, confidence, 0)) {
    return nullptr;
  }
  // ICU does not know KOI8-U, which is KOI8-R with the Ukrainian letters in place of lines.
  constexpr std::string_view kUkrainian = "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD";
  const bool ukrainian = best->name == "koi8-r" && sample.find_first_of(kUkrainian) != sample.npos;
  return ukrainian ? find_encoding("koi8-u") : best;
}

}  // namespace syndic::markup
