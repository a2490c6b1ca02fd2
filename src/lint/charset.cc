// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "lint/checks.h"
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

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

// UTF-16 and UTF-32 are judged by no one's declaration: their bytes show what they are.
bool is_wide(std::string_view name) {
  const auto* const encoding = markup::find_encoding(name);
  return encoding != nullptr && encoding->form == markup::Form::kWide;
}

bool is_in_conflict(const std::vector<const markup::Encoding*>& known) {
  return std::ranges::any_of(known, [&](const markup::Encoding* one) {
    return one != known.front() && one->form != markup::Form::kWide &&
           one->name != known.front()->name;
  });
}

bool is_as_declared(std::string_view encoding, const std::vector<const markup::Encoding*>& known) {
  return is_wide(encoding) || std::ranges::any_of(known, [&](const markup::Encoding* one) {
           return one->name == encoding;
         });
}

void lint_control_characters(const Document& document, Report& report) {
  const auto at = std::ranges::find_if(document.bytes, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (at == document.bytes.end()) return;
  const auto offset = static_cast<std::size_t>(at - document.bytes.begin());
  report.add_on_line(line_of(document.bytes, offset), "xml-control-character",
                     "character " + std::to_string(static_cast<unsigned char>(*at)));
}

}  // namespace

bool lint_charset(const Document& document, const markup::DecodedText& decoded, bool is_xml,
                  Report& report) {
  const Declared declared(document, is_xml);
  const auto known = declared.known();
  bool is_sound = true;
  for (const std::string_view label : {declared.by_server, declared.by_document}) {
    if (label.empty() || markup::find_encoding(label) != nullptr) continue;
    report.add_on_line(1, "charset-unknown", label);
    is_sound = false;
  }
  if (is_in_conflict(known)) {
    report.add_on_line(1, "charset-conflict",
                       std::string(known.front()->name) + ", " + std::string(known.back()->name));
    is_sound = false;
  }
  const std::size_t valid =
      decoded.encoding == "utf-8" ? base::valid_utf8_prefix(document.bytes) : document.bytes.size();
  if (!is_as_declared(decoded.encoding, known) || valid < document.bytes.size()) {
    report.add_on_line(
        valid < document.bytes.size() ? line_of(document.bytes, valid) : 0, "charset-wrong",
        std::string(known.front()->name) + " is declared, read as " + decoded.encoding);
    is_sound = false;
  }
  if (is_sound && decoded.encoding != "utf-8") {
    report.add_on_line(1, "charset-not-utf8", decoded.encoding);
  }
  if (is_xml && !is_wide(decoded.encoding)) lint_control_characters(document, report);
  return is_sound;
}

}  // namespace syndic::lint
