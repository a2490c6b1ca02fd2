// SPDX-License-Identifier: MIT
#include "markup/charset/encoding.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "markup/charset/clues.h"
#include "markup/charset/decoded_bytes.h"
#include "markup/charset/double_encoding.h"
#include "markup/charset/labels.h"
#include "markup/charset/legacy.h"
#include "markup/charset/utf8_scan.h"

namespace syndic::markup {
namespace {

// The length of the byte order marks, one or many, at the start of a text of UTF-8.
std::size_t marks_length(std::string_view text) {
  std::size_t length = 0;
  while (text.substr(length).starts_with(base::kByteOrderMark)) {
    length += base::kByteOrderMark.size();
  }
  return length;
}

// A charset as the transport or the document declares it.
struct Claim {
  std::string_view where;
  std::string_view label;
  const Encoding* encoding = nullptr;  ///< nullptr: none, or an unknown label.
};

Claim claim(std::string_view where, std::string_view label, DecodedText& out) {
  constexpr std::size_t kShown = 40;
  const Claim made{where, label, find_encoding(label)};
  if (made.encoding == nullptr && !label.empty()) {
    out.warnings.push_back("unknown charset \"" + base::printable_line(label, kShown) +
                           "\" in the " + std::string(where));
  }
  return made;
}

// Turns the result of any decoder into that of decode_text().
void finish(DecodedBytes read, std::string_view encoding, DecodedText& out) {
  out.encoding = encoding;
  out.text = std::move(read.text);
  out.text.erase(0, marks_length(out.text));
  out.maybe_twice = may_be_encoded_twice(out.text);
  const auto warn = [&](std::string_view verb, std::size_t count, std::string_view what,
                        const std::string& how) {
    if (count == 0) return;
    out.warnings.push_back(std::string(verb) + " " + std::to_string(count) + " " +
                           std::string(what) + (count == 1 ? "" : "s") + how);
  };
  const std::string name(encoding);
  warn("replaced", read.replaced, "broken character", " of " + name + " by U+FFFD");
  warn("read", read.pasted, "byte", " not in " + name + " as windows-1252");
  warn("read", read.controls, "C1 control character", " as windows-1252");
  warn("dropped", read.dropped, "control character", " that XML forbids");
}

// Whether the claim is true of a text in `actual`; "utf-16" is true of either order.
bool agrees(const Claim& claim, const Encoding& actual) {
  if (claim.encoding == nullptr) return true;
  if (actual.form != Form::kWide) return claim.encoding == &actual;
  return claim.encoding->name.substr(0, 6) == actual.name.substr(0, 6);
}

void warn_of_lie(const Claim& claim, const Encoding& actual, DecodedText& out) {
  if (agrees(claim, actual)) return;
  out.warnings.push_back("the " + std::string(claim.where) + " says " +
                         std::string(claim.encoding->name) + ", but it is " +
                         std::string(actual.name));
}

constexpr std::string_view kHttp = "Content-Type";
constexpr std::string_view kXml = "XML declaration";

// False if ICU lacks the charset.
bool read_shown_by_markup(std::string_view bytes, const Encoding& encoding, const Claim& http,
                          DecodedText& out) {
  std::optional<DecodedBytes> read = read_legacy(bytes, encoding);
  if (!read) return false;
  warn_of_lie(http, encoding, out);
  warn_of_lie(claim(kXml, declared_encoding(read->text), out), encoding, out);
  finish(std::move(*read), encoding.name, out);
  return true;
}

// UTF-16, UTF-32 or EBCDIC, by BOM or markup; nullptr if ASCII is ASCII.
const Encoding* shown_by_markup(std::string_view bytes, const ByteOrderMark& mark,
                                DecodedText& out) {
  if (mark.encoding != nullptr && mark.encoding->form == Form::kUtf8) return nullptr;
  if (const Encoding* const wide = encoding_of_nuls(bytes)) return wide;
  if (mark.encoding != nullptr) {
    const std::string_view start = base::trim(bytes);
    if (!start.starts_with('<') || start.substr(0, 2).ends_with('\0')) return mark.encoding;
    out.warnings.push_back("begins with the byte order mark of " +
                           std::string(mark.encoding->name) + ", but is not in it");
  }
  return is_ebcdic(bytes) ? find_encoding("ibm037") : nullptr;
}

// A text in which ASCII is ASCII: tries the possible charsets in order.
class NarrowText {
 public:
  NarrowText(std::string_view bytes, const Claim& first, const Claim& second, DecodedText& out)
      : bytes_(bytes), claims_{first, second}, out_(out), scan_(scan_utf8(bytes)) {
    if (claims_[0].encoding == nullptr) std::swap(claims_[0], claims_[1]);
  }

  void read() {
    if (read_clean()) return;
    census_ = count_utf8(bytes_);
    if (read_escapes()) return;
    if (second_is_better()) std::swap(claims_[0], claims_[1]);
    if (read_claimed(claims_[0]) || read_claimed(claims_[1])) return;
    if (census_.is_mostly_utf8()) return read_damaged_utf8();
    if (read_guessed() || read_halfway()) return;
    read_as(*find_encoding("windows-1252"));
  }

 private:
  // The fast path: UTF-8 without a fault is taken as it is.
  bool read_clean() {
    const Encoding* const first = claims_[0].encoding;
    const Form form = first == nullptr ? Form::kUtf8 : first->form;
    if (scan_.clean < bytes_.size() || form == Form::kSevenBit) return false;
    if (!scan_.ascii && form == Form::kMultiByte) return false;
    const bool fits = first != nullptr && (form == Form::kUtf8 || scan_.ascii);
    const Encoding& actual = fits ? *first : *find_encoding("utf-8");
    warn_of_lies(actual);
    out_.encoding = actual.name;
    out_.maybe_twice = scan_.maybe_twice;
    out_.text.assign(bytes_);
    return true;
  }

  // Only the claim that was to be believed is worth a warning.
  void warn_of_lies(const Encoding& actual) { warn_of_lie(claims_[0], actual, out_); }

  void finish_as(DecodedBytes read, const Encoding& encoding) {
    warn_of_lies(encoding);
    if (claims_[0].encoding == nullptr && encoding.form != Form::kUtf8) {
      out_.warnings.push_back("names no charset and is not UTF-8; read as " +
                              std::string(encoding.name));
    }
    finish(std::move(read), encoding.name, out_);
  }

  bool read_as(const Encoding& encoding) {
    std::optional<DecodedBytes> read = read_legacy(bytes_, encoding);
    if (!read) return false;
    finish_as(std::move(*read), encoding);
    return true;
  }

  void read_damaged_utf8() { finish_as(repair_utf8(bytes_, census_), *find_encoding("utf-8")); }

  // Escapes of ISO-2022-JP (RFC 1468) mean nothing in any other charset.
  bool read_escapes() {
    if (census_.bad > 0 || census_.multibyte > 0) return false;
    constexpr std::array<std::string_view, 4> kEscapes = {"\x1B$B", "\x1B$@", "\x1B(J", "\x1B(I"};
    const bool escapes = std::any_of(kEscapes.begin(), kEscapes.end(), [&](std::string_view mark) {
      return bytes_.find(mark, scan_.clean) != std::string_view::npos;
    });
    return escapes && read_as(*find_encoding("iso-2022-jp"));
  }

  // Servers declare everything ISO-8859-1 or US-ASCII: the document's own declaration is tried
  // first if the bytes can show that it is true, or that ASCII is not.
  [[nodiscard]] bool second_is_better() const {
    const auto& [first, second] = claims_;
    if (first.encoding == nullptr || second.encoding == nullptr) return false;
    if (first.where != kHttp || first.encoding->name != "windows-1252") return false;
    constexpr std::string_view kAscii = "us-ascii";
    return second.encoding->form != Form::kSingleByte ||
           base::equals_ignoring_case(first.label, kAscii);
  }

  // Even if damaged: too much of it is UTF-8 for another charset.
  [[nodiscard]] bool is_surely_utf8() const {
    constexpr std::size_t kGoodForABad = 20;
    return census_.multibyte > 0 && census_.multibyte >= kGoodForABad * census_.bad;
  }

  // A character or two of two bytes may be one of GBK or Shift_JIS; more are no accident.
  [[nodiscard]] bool is_utf8_by_accident() const {
    const bool longer = (census_.leads >> 0xE0).any();
    return census_.multibyte < 3 && !longer;
  }

  // False, and reads nothing, if the claim is not true of the bytes.
  bool read_claimed(const Claim& claim) {
    if (claim.encoding == nullptr) return false;
    switch (claim.encoding->form) {
      case Form::kUtf8:
        if (!census_.is_mostly_utf8()) return false;
        read_damaged_utf8();
        return true;
      case Form::kSingleByte:
        if (is_surely_utf8()) return false;
        return read_as(*claim.encoding);
      case Form::kMultiByte:
      case Form::kSevenBit:
        return read_multibyte(*claim.encoding);
      default:
        return false;
    }
  }

  bool read_multibyte(const Encoding& encoding) {
    constexpr std::size_t kGoodForABad = 8;
    if (is_surely_utf8() && !is_utf8_by_accident()) return false;
    std::optional<DecodedBytes> read = read_legacy(bytes_, encoding);
    if (!read) return false;
    if (read->replaced * kGoodForABad > read->outside_ascii ||
        (read->replaced > 0 && is_surely_utf8())) {
      if (!halfway_) halfway_ = {std::move(*read), &encoding};
      return false;
    }
    finish_as(std::move(*read), encoding);
    return true;
  }

  // By letters that suggest a charset. A few prove nothing, least of all that they are words of
  // another alphabet: a quoted letter is a row of three, too.
  bool read_guessed() {
    constexpr std::size_t kFewest = 6;
    constexpr std::size_t kFewestInWords = 16;
    constexpr std::size_t kBefore = 512;  // ASCII that shows where words end.
    const bool words = 2 * census_.clumped > census_.bad;
    if (census_.bad < (words ? kFewestInWords : kFewest)) return false;
    const std::size_t from = scan_.clean - std::min(scan_.clean, kBefore);
    const Encoding* const guess = guess_legacy(bytes_.substr(from), words);
    if (guess == nullptr) return false;
    return guess->form == Form::kMultiByte ? read_multibyte(*guess) : read_as(*guess);
  }

  // A declared multi-byte charset that fits at least as often as not.
  bool read_halfway() {
    if (!halfway_ || halfway_->first.replaced > halfway_->first.outside_ascii) return false;
    finish_as(std::move(halfway_->first), *halfway_->second);
    return true;
  }

  std::string_view bytes_;
  std::array<Claim, 2> claims_;
  DecodedText& out_;
  Utf8Scan scan_;
  Utf8Census census_;
  std::optional<std::pair<DecodedBytes, const Encoding*>> halfway_;
};

// Warns of a claim that cannot be true of a text in which ASCII is ASCII.
Claim believable(Claim made, DecodedText& out) {
  if (made.encoding == nullptr) return made;
  if (made.encoding->form != Form::kWide && made.encoding->form != Form::kEbcdic) return made;
  out.warnings.push_back("the " + std::string(made.where) + " says " +
                         std::string(made.encoding->name) + ", but it is not");
  return {made.where, made.label, nullptr};
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view content_type) {
  DecodedText out;
  const ByteOrderMark mark = byte_order_mark(bytes);
  bytes.remove_prefix(mark.length);
  const Claim http = claim(kHttp, charset_parameter(content_type), out);
  const Encoding* const shown = shown_by_markup(bytes, mark, out);
  if (shown != nullptr && read_shown_by_markup(bytes, *shown, http, out)) return out;
  const bool marked = mark.encoding != nullptr && mark.encoding->form == Form::kUtf8;
  if (marked) out.skipped = mark.length;
  const std::size_t marks = marks_length(bytes);
  bytes.remove_prefix(marks);
  out.skipped += marks;
  const Claim first = marked ? Claim{"byte order mark", {}, mark.encoding} : believable(http, out);
  const Claim xml = believable(claim(kXml, declared_encoding(bytes), out), out);
  NarrowText(bytes, first, xml, out).read();
  return out;
}

std::string_view encoding_of_label(std::string_view label) {
  const Encoding* const encoding = find_encoding(label);
  return encoding == nullptr ? std::string_view() : encoding->name;
}

}  // namespace syndic::markup
