// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "lint/document/checks.h"
#include "markup/charset/clues.h"
#include "markup/charset/labels.h"

namespace syndic::lint {
namespace {

// What is said of a document's charset, each by its label.
struct Declared {
  std::string_view by_server;
  std::string_view by_document;
  const markup::Encoding* mark = nullptr;

  Declared(const Document& document, bool is_xml)
      : by_server(markup::charset_parameter(document.content_type)),
        by_document(is_xml ? markup::declared_encoding(document.bytes) : std::string_view()),
        mark(markup::byte_order_mark(document.bytes).encoding) {}

  /// As it is written: "utf-8, iso-8859-1".
  [[nodiscard]] std::string words() const {
    std::string words(mark == nullptr ? std::string_view() : mark->name);
    for (const std::string_view label : {by_server, by_document}) {
      if (!words.empty() && !label.empty()) words += ", ";
      words += label;
    }
    return words.empty() ? "no charset" : words;
  }

  [[nodiscard]] std::vector<const markup::Encoding*> known() const {
    std::vector<const markup::Encoding*> all;
    if (mark != nullptr) all.push_back(mark);
    for (const std::string_view label : {by_server, by_document}) {
      if (const auto* const encoding = markup::find_encoding(label)) all.push_back(encoding);
    }
    if (all.empty()) all.push_back(markup::find_encoding("utf-8"));
    return all;
  }
};

// By a name of the Encoding Standard §4.2 or of IANA. Of UTF-8 more names are understood, such as
// databases' "utf8mb4", at which XML parsers stop.
bool is_known(std::string_view label) {
  constexpr auto kUtf8 =
      std::to_array<std::string_view>({"utf-8", "utf8", "csutf8", "unicode-1-1-utf-8",
                                       "unicode11utf8", "unicode20utf8", "x-unicode20utf8"});
  const auto* const encoding = markup::find_encoding(label);
  if (encoding == nullptr) return false;
  return encoding->form != markup::Form::kUtf8 ||
         std::ranges::find(kUtf8, base::lower(label)) != kUtf8.end();
}

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

markup::Form form_of(std::string_view name) {
  const auto* const encoding = markup::find_encoding(name);
  return encoding == nullptr ? markup::Form::kUtf8 : encoding->form;
}

// UTF-16, UTF-32 and EBCDIC are judged by no one's declaration: their bytes show what they are.
bool shows_itself(std::string_view name) {
  const markup::Form form = form_of(name);
  return form == markup::Form::kWide || form == markup::Form::kEbcdic;
}

// Whether a byte below 32 is the character of that number.
bool has_controls_of_ascii(std::string_view name) {
  const markup::Form form = form_of(name);
  return form == markup::Form::kUtf8 || form == markup::Form::kSingleByte ||
         form == markup::Form::kMultiByte;
}

bool is_in_conflict(const std::vector<const markup::Encoding*>& known) {
  return std::ranges::any_of(known, [&](const markup::Encoding* one) {
    return one != known.front() && one->form != markup::Form::kWide &&
           one->name != known.front()->name;
  });
}

bool is_as_declared(std::string_view encoding, const std::vector<const markup::Encoding*>& known) {
  return shows_itself(encoding) || std::ranges::any_of(known, [&](const markup::Encoding* one) {
           return one->name == encoding;
         });
}

bool means_utf8(const markup::Encoding* one) { return one->form == markup::Form::kUtf8; }

// Reports bytes that are not in any charset that is declared.
bool is_wrong(const Document& document, const markup::DecodedText& decoded,
              const Declared& declared, Report& report) {
  const auto known = declared.known();
  const bool by_bytes = decoded.encoding == "utf-8" || std::ranges::all_of(known, means_utf8);
  const std::size_t valid =
      by_bytes ? base::valid_utf8_prefix(document.bytes) : document.bytes.size();
  const bool is_as_named = is_as_declared(decoded.encoding, known);
  if (shows_itself(decoded.encoding) || (is_as_named && valid == document.bytes.size())) {
    return false;
  }
  const std::size_t line = valid < document.bytes.size() ? line_of(document.bytes, valid) : 0;
  report.add_on_line(line, "charset-wrong",
                     is_as_named ? "bytes that are no UTF-8"
                                 : declared.words() + " declared, read as " + decoded.encoding);
  return true;
}

struct Forbidden {
  std::size_t offset;
  unsigned character;
};

// The first control character of ASCII or, in UTF-8 that is XML, U+FFFE or U+FFFF (XML 1.0 §2.2).
std::optional<Forbidden> find_forbidden(std::string_view bytes, bool is_xml_in_utf8) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return {{at, byte}};
    if (byte != 0xEF || !is_xml_in_utf8) continue;
    const std::string_view three = bytes.substr(at, 3);
    if (three == "\xEF\xBF\xBE") return {{at, 0xFFFE}};
    if (three == "\xEF\xBF\xBF") return {{at, 0xFFFF}};
  }
  return std::nullopt;
}

}  // namespace

bool lint_charset(const Document& document, const markup::DecodedText& decoded, bool is_xml,
                  Report& report) {
  const Declared declared(document, is_xml);
  const auto known = declared.known();
  bool is_sound = true;
  for (const std::string_view label : {declared.by_server, declared.by_document}) {
    if (label.empty() || is_known(label)) continue;
    report.add_on_line(1, "charset-unknown", label);
    is_sound = false;
  }
  if (is_in_conflict(known)) {
    report.add_on_line(1, "charset-conflict", declared.words());
    is_sound = false;
  }
  if (is_wrong(document, decoded, declared, report)) is_sound = false;
  if (is_sound && decoded.encoding != "utf-8") {
    report.add_on_line(1, "charset-not-utf8", decoded.encoding);
  }
  return is_sound;
}

void lint_control_characters(const Document& document, const markup::DecodedText& decoded,
                             bool is_xml, Report& report) {
  if (!has_controls_of_ascii(decoded.encoding)) return;
  const bool is_utf8 = form_of(decoded.encoding) == markup::Form::kUtf8;
  const auto found = find_forbidden(document.bytes, is_xml && is_utf8);
  if (!found) return;
  report.add_on_line(line_of(document.bytes, found->offset), "control-character",
                     "character " + std::to_string(found->character));
}

}  // namespace syndic::lint
