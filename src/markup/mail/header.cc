// SPDX-License-Identifier: MIT
#include "markup/mail/header.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/url.h"

namespace syndic::markup {
namespace {

bool is_mail_blank(char c) { return c == ' ' || c == '\t'; }

/// Adds what fits into a field.
void add_to_field(std::string_view line, std::string& value) {
  value.append(line.substr(0, kLongestMailField - std::min(value.size(), kLongestMailField)));
}

/// Reads a value that may be in quotation marks, up to the next ';', and removes it.
std::string take_parameter_value(std::string_view& rest) {
  std::string value;
  bool is_quoted = false;
  std::size_t i = 0;
  for (; i < rest.size() && (is_quoted || rest[i] != ';'); ++i) {
    if (rest[i] == '"') {
      is_quoted = !is_quoted;
    } else if (is_quoted && rest[i] == '\\' && i + 1 < rest.size()) {
      value.push_back(rest[++i]);
    } else {
      value.push_back(rest[i]);
    }
  }
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return std::string(base::trim(value));
}

/// "utf-8'en'caf%C3%A9" as bytes.
std::string extended_value(std::string_view value) {
  const std::size_t first = value.find('\'');
  const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
  return base::percent_decode(second == std::string_view::npos ? value : value.substr(second + 1));
}

}  // namespace

MailHeader::MailHeader(std::string_view& part) {
  if (part.starts_with("From ")) static_cast<void>(base::take_line(part));
  while (!part.empty()) {
    const std::string_view line = base::take_line(part);
    if (line.empty()) return;
    if (is_mail_blank(line.front())) {
      if (!fields_.empty()) add_to_field(line, fields_.back().second);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || fields_.size() == kMostMailFields) continue;
    fields_.emplace_back(base::lower(base::trim(line.substr(0, colon))), std::string());
    add_to_field(base::trim(line.substr(colon + 1)), fields_.back().second);
  }
}

std::string_view MailHeader::field(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

std::string mail_token(std::string_view field) {
  return base::lower(base::trim(field.substr(0, field.find_first_of(";("))));
}

std::string mail_parameter(std::string_view field, std::string_view name) {
  std::string_view rest = field;
  static_cast<void>(take_parameter_value(rest));  // What the parameters are of.
  std::string plain;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of("=;");
    const std::string key = base::lower(base::trim(rest.substr(0, end)));
    rest.remove_prefix(std::min(end, rest.size()));
    if (rest.starts_with('=')) rest.remove_prefix(1);
    const std::string value = take_parameter_value(rest);
    if (key == std::string(name) + "*") return extended_value(value);
    if (key == name && plain.empty()) plain = value;
  }
  return plain;
}

}  // namespace syndic::markup
