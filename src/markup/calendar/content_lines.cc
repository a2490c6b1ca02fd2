// SPDX-License-Identifier: MIT
#include "markup/calendar/content_lines.h"

#include <algorithm>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

bool is_name_character(char c) { return base::is_alpha(c) || base::is_digit(c) || c == '-'; }

// Where `mark` is first outside quotation marks, from `from` on; the text's end if nowhere. A mark
// that is never closed is a character like any other.
std::size_t find_unquoted(std::string_view text, std::string_view marks, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (marks.find(text[at]) != base::kNotFound) return at;
    if (text[at] != '"') continue;
    const std::size_t close = text.find('"', at + 1);
    if (close == base::kNotFound) {
      at = text.find_first_of(marks, at);
      return std::min(at, text.size());
    }
    at = close;
  }
  return text.size();
}

// RFC 6868 §3.2.
std::string parameter_value(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '"') continue;
    const char next = raw[at] == '^' && at + 1 < raw.size() ? raw[at + 1] : '\0';
    const std::size_t escape = std::string_view("n'^").find(next);
    if (next == '\0' || escape == base::kNotFound) {
      out.push_back(raw[at]);
    } else {
      out.push_back("\n\"^"[escape]);
      ++at;
    }
  }
  return std::string(base::trim(out));
}

}  // namespace

bool ContentLine::is(std::string_view wanted) const {
  return base::equals_ignoring_case(name, wanted);
}

std::string ContentLine::parameter(std::string_view wanted) const {
  for (std::size_t at = 0; at < parameters.size();) {
    const std::size_t end = find_unquoted(parameters, ";", at + 1);
    const std::string_view each = parameters.substr(at + 1, end - at - 1);
    const std::size_t equals = each.find('=');
    if (equals != base::kNotFound &&
        base::equals_ignoring_case(base::trim(each.substr(0, equals)), wanted)) {
      return parameter_value(each.substr(equals + 1));
    }
    at = end;
  }
  return {};
}

std::string unfolded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    out.append(text.substr(at, end - at));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    if (at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
      ++at;
    } else if (end < text.size()) {
      out.push_back('\n');
    }
  }
  return out;
}

std::optional<ContentLine> read_content_line(std::string_view line) {
  line = base::trim(line);
  std::size_t end = 0;
  while (end < line.size() && is_name_character(line[end])) ++end;
  if (end == 0 || end == line.size() || (line[end] != ';' && line[end] != ':')) return std::nullopt;
  const std::size_t colon = line[end] == ':' ? end : find_unquoted(line, ":", end);
  if (colon == line.size()) return std::nullopt;
  return ContentLine{line.substr(0, end), line.substr(end, colon - end), line.substr(colon + 1)};
}

std::string unescaped_text(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '\\' || at + 1 == value.size()) {
      out.push_back(value[at]);
      continue;
    }
    const char next = value[++at];
    out.push_back(next == 'n' || next == 'N' ? '\n' : next);
  }
  return std::string(base::trim(out));
}

std::string take_listed_text(std::string_view& values) {
  std::size_t end = 0;
  while (end < values.size() && values[end] != ',') end += values[end] == '\\' ? 2 : 1;
  end = std::min(end, values.size());
  std::string text = unescaped_text(values.substr(0, end));
  values.remove_prefix(std::min(end + 1, values.size()));
  return text;
}

}  // namespace syndic::markup
