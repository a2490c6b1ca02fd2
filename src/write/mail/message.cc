// SPDX-License-Identifier: MIT
#include "write/mail/message.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "base/hash.h"
#include "base/lines.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "write/mail/header.h"

namespace syndic::write {
namespace {

constexpr std::size_t kLongestPlainLine = 78;
constexpr std::size_t kLongestQuotedLine = 75;  // And the "=" of a soft break.
constexpr std::string_view kMailboxMark = "From ";

// "Mon, 30 Nov 2026 07:00:00 +0100" (RFC 5322 §3.3).
std::string date_text(model::Timestamp date, const std::string& zone) {
  const auto local = base::utc_to_local(date, zone);
  const long minutes = static_cast<long>((local - date).total_seconds()) / 60;
  std::array<char, 16> offset{};
  std::snprintf(offset.data(), offset.size(), "%c%02ld%02ld", minutes < 0 ? '-' : '+',
                std::abs(minutes) / 60, std::abs(minutes) % 60);
  std::string text = base::format_rfc822(local);
  return text.replace(text.rfind(' ') + 1, std::string::npos, offset.data());
}

// Whether the part may be sent as it is: no program on its way changes it.
bool is_plain_part(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = base::take_line(text);
    const bool is_ascii = std::ranges::all_of(line, [](char c) { return c >= ' ' && c < 0x7F; });
    if (!is_ascii || line.size() > kLongestPlainLine || line.ends_with(' ') ||
        line.starts_with(kMailboxMark) || line.starts_with('.')) {
      return false;
    }
  }
  return true;
}

// The character at the start of `rest`, which is of one line, as it is written.
std::string quoted_character(std::string_view rest, bool begins_line) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const char c = rest.front();
  const bool is_plain = (c > ' ' && c < 0x7F && c != '=') || (c == ' ' && rest.size() > 1);
  const bool is_taken = begins_line && (c == '.' || rest.starts_with(kMailboxMark));
  if (is_plain && !is_taken) return {c};
  std::string out;
  for (const char each : rest.substr(0, base::decode_utf8(rest).length)) {
    const auto byte = static_cast<unsigned char>(each);
    out.append({'=', kDigits[byte >> 4], kDigits[byte & 0xF]});
  }
  return out;
}

void append_quoted_line(std::string_view line, std::string& out) {
  std::size_t column = 0;
  while (!line.empty()) {
    std::string next = quoted_character(line, column == 0);
    if (column + next.size() > kLongestQuotedLine) {
      out += "=\n";
      column = 0;
      next = quoted_character(line, true);
    }
    out += next;
    column += next.size();
    line.remove_prefix(base::decode_utf8(line).length);
  }
  out += '\n';
}

std::string part(std::string_view type, const std::string& text) {
  const bool is_plain = is_plain_part(text);
  return "Content-Type: " + std::string(type) + "; charset=utf-8\n" +
         "Content-Transfer-Encoding: " + (is_plain ? "7bit" : "quoted-printable") + "\n\n" +
         (is_plain ? text : quoted_printable(text));
}

// What no line of the parts begins with: the same for the same parts.
std::string boundary_for(const std::string& text, const std::string& html) {
  std::string boundary = "=_" + base::content_hash(text + html);
  while (text.find(boundary) != std::string::npos || html.find(boundary) != std::string::npos) {
    boundary = "=_" + base::content_hash(boundary);
  }
  return boundary;
}

std::string header(const Message& message, const std::string& boundary) {
  std::string out = address_field("From", {message.from}) + address_field("To", message.to) +
                    text_field("Subject", message.subject) +
                    "Date: " + date_text(message.date, message.time_zone) + "\n" +
                    bracket_field("Message-ID", "", message.id) +
                    bracket_field("List-Id", message.list_name, message.list_id) +
                    bracket_field("List-Archive", "", message.archive_url) +
                    "Auto-Submitted: auto-generated\n" +
                    text_field("Content-Language", message.language) + "MIME-Version: 1.0\n";
  return out + "Content-Type: multipart/alternative;\n boundary=\"" + boundary + "\"\n";
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) append_quoted_line(base::take_line(text), out);
  return out;
}

std::string render_message(const Message& message) {
  const std::string boundary = boundary_for(message.text, message.html);
  const std::string between = "--" + boundary;
  return header(message, boundary) + "\n" + between + "\n" + part("text/plain", message.text) +
         "\n" + between + "\n" + part("text/html", message.html) + "\n" + between + "--\n";
}

}  // namespace syndic::write
