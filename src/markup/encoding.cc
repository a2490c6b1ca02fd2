// SPDX-License-Identifier: MIT
#include "markup/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::markup {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::size_t kDeclarationWindow = 1024;

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// Whether the kBlock bytes from `block` are ASCII characters of XML. As signed numbers both
// controls and what lies beyond ASCII are below the blank, so the compiler makes a few vector
// instructions of it: nearly every byte of every feed passes here.
bool is_plain_block(const char* block) {
  unsigned char odd = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<signed char>(block[i]);
    const bool blank = (c == '\t') | (c == '\n') | (c == '\r');
    odd = static_cast<unsigned char>(odd | static_cast<unsigned char>((c < ' ') & !blank));
  }
  return odd == 0;
}

// How many of the eight bytes from `bytes` are printable ASCII before the first that is not.
std::size_t printable_prefix(const char* bytes) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  constexpr std::uint64_t kBlank = 0x2020202020202020;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t odd = (word | (((word | kHigh) - kBlank) ^ kHigh)) & kHigh;
  return static_cast<std::size_t>(std::countr_zero(odd)) / 8;
}

struct Scan {
  std::size_t clean = 0;  ///< Bytes at the start that are valid UTF-8 of XML characters.
  bool ascii = true;      ///< Those are all ASCII.
};

// The length of the well-formed character of XML beyond ASCII at `at`; 0: there is none
// (Unicode table 3-7; the two noncharacters U+FFFE and U+FFFF are not XML's).
std::size_t multibyte_length(std::string_view bytes, std::size_t at) {
  const auto tail = [&](std::size_t i) {
    return at + i < bytes.size() && (byte_at(bytes, at + i) & 0xC0) == 0x80;
  };
  const unsigned char lead = byte_at(bytes, at);
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return tail(1) ? 2 : 0;
  if (lead > 0xE0 && lead < 0xED && tail(1) && tail(2)) return 3;
  const base::Decoded decoded = base::decode_utf8(bytes.substr(at));
  return decoded.valid && base::is_xml_character(decoded.character) ? decoded.length : 0;
}

Scan scan_utf8(std::string_view bytes) {
  Scan scan;
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + kBlock <= bytes.size() && is_plain_block(bytes.data() + at)) {
      at += kBlock;
      continue;
    }
    const std::size_t end = std::min(at + kBlock, bytes.size());
    while (at < end) {
      if (at + kWord <= bytes.size()) {
        const std::size_t printable = printable_prefix(bytes.data() + at);
        at += printable;
        if (printable == kWord) continue;
      }
      const unsigned char c = byte_at(bytes, at);
      const bool plain = c < 0x80 && (c >= 0x20 || c == '\n' || c == '\r' || c == '\t');
      const std::size_t length = plain ? 1 : c < 0x80 ? 0 : multibyte_length(bytes, at);
      if (length == 0) {
        scan.clean = at;
        return scan;
      }
      scan.ascii = scan.ascii && plain;
      at += length;
    }
  }
  scan.clean = at;
  return scan;
}

// The 0x80–0x9F row of windows-1252 (WHATWG index); the five holes are C1 controls there and
// nothing that a person could read.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

char32_t windows1252_character(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : char32_t{byte};
}

// Appends what XML allows of a character; tells whether it was allowed.
bool append_allowed(char32_t character, std::string& out) {
  if (!base::is_xml_character(character)) return false;
  base::append_utf8(character, out);
  return true;
}

void warn_of_dropped(std::size_t count, DecodedText& out) {
  if (count == 0) return;
  out.warnings.push_back("dropped " + std::to_string(count) +
                         " control characters that XML forbids");
}

void read_windows1252(std::string_view bytes, DecodedText& out) {
  std::size_t dropped = 0;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    dropped += append_allowed(windows1252_character(static_cast<unsigned char>(c)), out.text)
                   ? std::size_t{0}
                   : std::size_t{1};
  }
  warn_of_dropped(dropped, out);
}

struct Census {
  std::size_t multibyte = 0;  ///< Well-formed characters beyond ASCII.
  std::size_t bad = 0;        ///< Bytes that belong to no character.
};

Census count_utf8(std::string_view bytes) {
  Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const base::Decoded decoded = base::decode_utf8(bytes.substr(at));
    if (!decoded.valid) {
      ++census.bad;
    } else if (decoded.length > 1) {
      ++census.multibyte;
    }
    at += decoded.length;
  }
  return census;
}

// UTF-8 with damage. Where bad bytes outnumber the good characters, someone pasted windows-1252
// into it, and a person would read them so; else they are characters cut in two.
void repair_utf8(std::string_view bytes, const Census& census, DecodedText& out) {
  std::size_t dropped = 0;
  out.text.reserve(bytes.size() + census.bad * 2);
  for (std::size_t at = 0; at < bytes.size();) {
    const base::Decoded decoded = base::decode_utf8(bytes.substr(at));
    const bool pasted = !decoded.valid && census.bad > census.multibyte;
    const char32_t character =
        pasted ? windows1252_character(byte_at(bytes, at)) : decoded.character;
    dropped += append_allowed(character, out.text) ? std::size_t{0} : std::size_t{1};
    at += decoded.length;
  }
  if (census.bad > 0) {
    out.warnings.push_back("replaced " + std::to_string(census.bad) + " bytes that are no UTF-8");
  }
  warn_of_dropped(dropped, out);
}

// ICU's name for what a WHATWG name means, where they differ.
const char* icu_name(std::string_view encoding) {
  struct Alias {
    std::string_view whatwg;
    const char* icu;
  };
  static constexpr std::array kAliases = {
      Alias{"gbk", "gb18030"},
      Alias{"big5", "big5-hkscs"},
      Alias{"euc-kr", "windows-949"},
      Alias{"shift_jis", "windows-31j"},
      Alias{"iso-8859-8-i", "iso-8859-8"},
      Alias{"utf-16le", "UTF-16LE"},
  };
  for (const Alias& alias : kAliases) {
    if (alias.whatwg == encoding) return alias.icu;
  }
  return encoding.data();  // Names come from literals, which end in NUL.
}

void append_utf16(const UChar* units, std::size_t count, std::string& out, std::size_t& dropped) {
  constexpr char32_t kSubstitute = 0x1A;  // ICU's mark for a byte that a table has no row for.
  for (std::size_t i = 0; i < count; ++i) {
    char32_t character = units[i];
    if (U16_IS_LEAD(units[i]) && i + 1 < count && U16_IS_TRAIL(units[i + 1])) {
      character = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[i], units[i + 1]));
      ++i;
    } else if (U16_IS_SURROGATE(units[i]) || character == kSubstitute) {
      character = base::kReplacementCharacter;
    }
    if (!append_allowed(character, out)) ++dropped;
  }
}

// False where ICU has no converter of this name.
bool read_with_icu(std::string_view bytes, std::string_view encoding, DecodedText& out) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(icu_name(encoding), &status));
  if (U_FAILURE(status)) return false;
  std::array<UChar, 4096> units{};
  std::size_t dropped = 0;
  std::size_t kept = 0;  // A lead surrogate that waits for the next round.
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  out.text.reserve(bytes.size() + bytes.size() / 2);
  do {
    UChar* target = units.data() + kept;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, nullptr, 1,
                   &status);
    std::size_t count = static_cast<std::size_t>(target - units.data());
    kept = status == U_BUFFER_OVERFLOW_ERROR && count > 0 && U16_IS_LEAD(units[count - 1]) ? 1 : 0;
    append_utf16(units.data(), count - kept, out.text, dropped);
    if (kept == 1) units[0] = units[count - 1];
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  warn_of_dropped(dropped, out);
  return true;
}

bool is_utf16_or_32(std::string_view encoding) {
  return encoding.starts_with("utf-16") || encoding.starts_with("utf-32");
}

bool is_multibyte(std::string_view encoding) {
  constexpr std::array<std::string_view, 7> kMultibyte = {
      "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"};
  return std::find(kMultibyte.begin(), kMultibyte.end(), encoding) != kMultibyte.end();
}

struct ByteOrderMark {
  std::string_view encoding;
  std::size_t length = 0;
};

ByteOrderMark byte_order_mark(std::string_view bytes) {
  using namespace std::literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {"utf-8", 3};
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {"utf-32le", 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {"utf-32be", 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return {"utf-16le", 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {"utf-16be", 2};
  return {};
}

// A first character of ASCII, spread over two or four bytes (XML 1.0 appendix F.1).
std::string_view encoding_of_nuls(std::string_view bytes) {
  if (bytes.size() < 4) return {};
  const auto nul = [&](std::size_t at) { return bytes[at] == '\0'; };
  if (nul(0) && nul(1) && nul(2) && !nul(3)) return "utf-32be";
  if (!nul(0) && nul(1) && nul(2) && nul(3)) return "utf-32le";
  if (nul(0) && !nul(1) && nul(2) && !nul(3)) return "utf-16be";
  if (!nul(0) && nul(1) && !nul(2) && nul(3)) return "utf-16le";
  return {};
}

// The value after `name` and "=", quoted or bare; empty where there is none.
std::string_view value_after(std::string_view text, std::string_view name) {
  for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
    if (!base::starts_with_ignoring_case(text.substr(at), name)) continue;
    std::string_view rest = base::trim(text.substr(at + name.size()));
    if (!rest.starts_with('=')) continue;
    rest = base::trim(rest.substr(1));
    if (rest.starts_with('"') || rest.starts_with('\'')) {
      const std::size_t close = rest.find(rest[0], 1);
      return close == std::string_view::npos ? std::string_view() : rest.substr(1, close - 1);
    }
    return rest.substr(0, rest.find_first_of("; \t\r\n?>\"'"));
  }
  return {};
}

std::string_view declared_in_xml(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationWindow);
  const std::size_t begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = head.find("?>", begin);
  return end == std::string_view::npos ? std::string_view()
                                       : value_after(head.substr(begin, end - begin), "encoding");
}

// What the label says, where it can be true of bytes that are not plainly UTF-16 or UTF-32.
std::string_view believable(std::string_view label, std::string_view where, DecodedText& out) {
  if (base::trim(label).empty()) return {};
  const std::string_view encoding = encoding_of_label(label);
  if (encoding.empty()) {
    out.warnings.push_back("unknown charset in the " + std::string(where));
  } else if (is_utf16_or_32(encoding)) {
    out.warnings.push_back("the " + std::string(where) + " says " + std::string(encoding) +
                           ", but it is not");
    return {};
  }
  return encoding;
}

void read_as_utf8(std::string_view bytes, std::string_view otherwise, DecodedText& out) {
  const Scan scan = scan_utf8(bytes);
  out.encoding = "utf-8";
  if (scan.clean == bytes.size()) {
    out.text.assign(bytes);
    return;
  }
  const Census census = count_utf8(bytes);
  const bool is_utf8 = census.bad == 0 || census.multibyte > 0;
  if (!is_utf8 && (otherwise.empty() || otherwise == "utf-8" || otherwise == "windows-1252" ||
                   !read_with_icu(bytes, otherwise, out))) {
    out.encoding = "windows-1252";
    out.warnings.emplace_back("not UTF-8; read as windows-1252");
    read_windows1252(bytes, out);
  } else if (!is_utf8) {
    out.encoding = otherwise;
    out.warnings.push_back("not UTF-8; read as " + std::string(otherwise));
  } else {
    repair_utf8(bytes, census, out);
  }
}

void read_as(std::string_view bytes, std::string_view encoding, DecodedText& out) {
  if (!is_multibyte(encoding) && !is_utf16_or_32(encoding)) {
    const Scan scan = scan_utf8(bytes);
    if (scan.clean == bytes.size()) {
      out.encoding = scan.ascii ? encoding : "utf-8";
      if (!scan.ascii) {
        out.warnings.push_back("declared " + std::string(encoding) + ", but is UTF-8");
      }
      out.text.assign(bytes);
      return;
    }
    const Census census = count_utf8(bytes);
    if (census.bad == 0 && census.multibyte > 0) {
      out.encoding = "utf-8";
      out.warnings.push_back("declared " + std::string(encoding) + ", but is UTF-8");
      repair_utf8(bytes, census, out);
      return;
    }
  }
  out.encoding = encoding;
  if (encoding == "windows-1252") {
    read_windows1252(bytes, out);
  } else if (!read_with_icu(bytes, encoding, out)) {
    out.warnings.push_back("cannot read " + std::string(encoding) + "; read as UTF-8");
    read_as_utf8(bytes, {}, out);
  }
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view content_type) {
  DecodedText out;
  const ByteOrderMark mark = byte_order_mark(bytes);
  bytes.remove_prefix(mark.length);
  if (mark.encoding == "utf-8") {
    out.skipped = mark.length;
    read_as_utf8(bytes, {}, out);
    return out;
  }
  const std::string_view spread = mark.length > 0 ? mark.encoding : encoding_of_nuls(bytes);
  if (!spread.empty()) {
    read_as(bytes, spread, out);
    return out;
  }
  std::string_view http;
  if (const std::size_t semicolon = content_type.find(';'); semicolon != std::string_view::npos) {
    http = believable(value_after(content_type.substr(semicolon), "charset"), "Content-Type", out);
  }
  std::string_view xml;
  if (http.empty() || http == "utf-8") {
    xml = believable(declared_in_xml(bytes), "XML declaration", out);
  }
  const std::string_view encoding = http.empty() ? xml : http;
  if (encoding.empty() || encoding == "utf-8") {
    read_as_utf8(bytes, xml, out);
  } else {
    read_as(bytes, encoding, out);
  }
  return out;
}

}  // namespace syndic::markup
