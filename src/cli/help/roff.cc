// SPDX-License-Identifier: MIT
#include "cli/help/roff.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "base/lines.h"
#include "base/utf8.h"
#include "base/version.h"
#include "cli/help/layout.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kFilledWidth = 78;

// The escape of a character that roff reads as more than itself, or shows as another one.
std::string_view escape_of(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";  // A mere "-" is shown as a hyphen, which no shell takes.
    case '\'':
      return "\\(aq";
    case '"':
      return "\\(dq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return {};
  }
}

std::string capitals(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

// "\\[u2026]".
std::string escape_of_character(char32_t character) {
  std::array<char, 8> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                 static_cast<std::uint32_t>(character), 16);
  const std::string hex = capitals(std::string(digits.data(), end.ptr));
  return "\\[u" + std::string(hex.size() < 4 ? 4 - hex.size() : 0, '0') + hex + "]";
}

// Lines of at most kFilledWidth bytes, broken at blanks only, none of which is read as a request.
std::string filled(std::string_view text) {
  const std::string escaped = roff_text(text);
  std::string out;
  for (std::string_view rest = escaped; !rest.empty();) {
    std::size_t end = rest.size();
    if (rest.size() > kFilledWidth) {
      end = rest.rfind(' ', kFilledWidth);
      if (end == std::string_view::npos || end == 0) end = std::min(rest.find(' ', 1), rest.size());
    }
    out += (rest.starts_with('.') ? "\\&" : "") + std::string(rest.substr(0, end)) + '\n';
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return out;
}

}  // namespace

std::string roff_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded point = base::decode_utf8(text.substr(at));
    const std::string_view bytes = text.substr(at, point.length);
    at += point.length;
    if (const std::string_view escape = escape_of(bytes[0]); !escape.empty()) {
      out += escape;
    } else if (bytes.size() == 1) {
      out += bytes;
    } else {
      out += escape_of_character(point.character);
    }
  }
  return out;
}

Roff::Roff(std::string_view title, std::string_view section, std::string_view volume) {
  text_ = ".TH \"" + roff_text(title) + "\" \"" + std::string(section) + "\" \"" +
          std::string(base::kVersionDate) + "\" \"syndic " + std::string(base::kVersion) + "\" \"" +
          std::string(volume) + "\"\n";
}

void Roff::heading(std::string_view macro, std::string_view text) {
  text_.append(macro).append(" \"").append(roff_text(text)).append("\"\n");
  is_below_heading_ = true;
}

void Roff::section(std::string_view text) { heading(".SH", capitals(text)); }
void Roff::subsection(std::string_view text) { heading(".SS", text); }

void Roff::begin_paragraph(std::string_view macro) {
  if (!is_below_heading_) text_.append(macro).append("\n");
  is_below_heading_ = false;
}

void Roff::paragraph(std::string_view text) {
  begin_paragraph(".PP");
  text_ += filled(text);
}

void Roff::bold(std::string_view text) {
  begin_paragraph(".PP");
  text_.append("\\fB").append(roff_text(text)).append("\\fR\n");
}

void Roff::entry(std::string_view name, std::string_view text) {
  is_below_heading_ = false;
  text_.append(".TP\n\\fB").append(roff_text(name)).append("\\fR\n").append(filled(text));
}

void Roff::more(std::string_view text) { text_.append(".br\n").append(filled(text)); }

void Roff::code(std::string_view lines) {
  begin_paragraph(".PP");
  text_ += ".RS 4\n.nf\n";
  while (!lines.empty()) {
    const std::string line = roff_text(base::take_line(lines));
    text_ += (line.starts_with('.') || line.empty() ? "\\&" : "") + line + '\n';
  }
  text_ += ".fi\n.RE\n";
}

void Roff::block(const markup::MarkdownBlock& block) {
  switch (block.kind) {
    case markup::MarkdownBlock::Kind::heading:
    case markup::MarkdownBlock::Kind::paragraph:
      return paragraph(block.text);
    case markup::MarkdownBlock::Kind::code:
      return code(block.text);
    case markup::MarkdownBlock::Kind::item:
      is_below_heading_ = false;
      text_ += block.number.empty() ? ".IP \\(bu 3\n" : ".IP " + block.number + " 4\n";
      text_ += filled(block.text);
      return;
    case markup::MarkdownBlock::Kind::table:
      for (std::size_t row = 1; row < block.rows.size(); ++row) {
        if (!block.rows[row].empty()) entry(block.rows[row][0], rest_of_row(block, row));
      }
  }
}

}  // namespace syndic::cli
