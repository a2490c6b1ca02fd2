// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kTableWidth = 80;
constexpr std::size_t kShortestId = 8;
constexpr std::size_t kGap = 2;  // Between two columns.

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

const char* code_of(Colour colour) {
  switch (colour) {
    case Colour::none:
      return "";
    case Colour::green:
      return "32";
    case Colour::yellow:
      return "33";
    case Colour::red:
      return "31";
    case Colour::grey:
      return "90";
  }
  return "";
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); ++width) text.remove_prefix(base::decode_utf8(text).length);
  return width;
}

/// How wide the table of the rows is without its first column.
std::size_t width_behind_first(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 1; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], kGap + width_of(base::printable_line(row[column])));
    }
  }
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0});
}

}  // namespace

bool wants_colour(int file) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view terminal = environment("TERM");
  return !terminal.empty() && terminal != "dumb" && ::isatty(file) != 0;
}

std::string painted(std::string_view text, Colour colour) {
  if (colour == Colour::none || text.empty()) return std::string(text);
  return std::string("\x1b[").append(code_of(colour)).append("m").append(text).append("\x1b[0m");
}

std::string table(std::vector<std::vector<std::string>> rows, const std::vector<std::size_t>& right,
                  const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours) {
  std::vector<std::size_t> widths;
  for (auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column) {
      row[column] = base::printable_line(row[column]);
      widths[column] = std::max(widths[column], width_of(row[column]));
    }
  }
  std::string out;
  for (std::size_t number = 0; number < rows.size(); ++number) {
    const auto& row = rows[number];
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string padding(widths[column] - width_of(row[column]), ' ');
      const bool to_the_right = std::ranges::find(right, column) != right.end();
      const auto colour = colours.find({number, column});
      line += (column > 0 ? "  " : "") + (to_the_right ? padding : "") +
              painted(row[column], colour == colours.end() ? Colour::none : colour->second) +
              (to_the_right ? "" : padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

bool fits(const std::vector<std::vector<std::string>>& rows) {
  std::size_t first = 0;
  for (const auto& row : rows) first = std::max(first, width_of(base::printable_line(row.at(0))));
  return first + width_behind_first(rows) <= kTableWidth;
}

std::string narrow_table(std::vector<std::vector<std::string>> rows,
                         const std::vector<std::size_t>& right,
                         const std::vector<std::string>& remarks,
                         const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours) {
  constexpr std::size_t kIndent = 4;
  const std::size_t rest = width_behind_first(rows);
  const std::size_t room = rest + kShortestId > kTableWidth ? kShortestId : kTableWidth - rest;
  for (auto& row : rows) row.at(0) = base::printable_line(row.at(0), room);
  const std::string lines = table(std::move(rows), right, colours);
  std::string text;
  std::size_t begin = 0;
  for (std::size_t number = 0; begin < lines.size(); ++number) {
    const std::size_t end = lines.find('\n', begin) + 1;
    text.append(lines, begin, end - begin);
    if (number > 0 && number <= remarks.size()) {
      text += paragraph(remarks[number - 1], kIndent, kTableWidth);
    }
    begin = end;
  }
  return text;
}

std::string wrapped(std::string_view words, std::size_t indent, std::size_t width) {
  std::string out;
  for (std::string_view rest = words; !rest.empty();) {
    std::size_t end = 0;  // Of the line, in bytes.
    std::size_t blank = std::string_view::npos;
    for (std::size_t characters = indent; end < rest.size() && characters < width; ++characters) {
      if (rest[end] == ' ') blank = end;
      end += base::decode_utf8(rest.substr(end)).length;
    }
    const bool is_cut = end < rest.size() && rest[end] != ' ';
    if (is_cut && blank != std::string_view::npos) end = blank;
    out += std::string(indent, ' ').append(rest.substr(0, end)) + '\n';
    rest.remove_prefix(
        std::min(rest.size(), end < rest.size() && rest[end] == ' ' ? end + 1 : end));
  }
  return out;
}

std::string fitted(std::string_view lines, std::size_t width) {
  constexpr std::size_t kSetIn = 4;
  std::string out;
  while (!lines.empty()) {
    std::string_view rest = base::take_line(lines);
    const std::size_t indent = std::min(rest.find_first_not_of(' '), rest.size());
    std::string line(rest.substr(0, indent));
    bool is_begun = false;
    for (rest.remove_prefix(indent); !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' ', 1));
      if (is_begun && width_of(line) + width_of(word) > width) {
        out += line + '\n';
        line = std::string(indent + kSetIn, ' ').append(base::trim(word));
      } else {
        line += word;
      }
      is_begun = true;
      rest.remove_prefix(word.size());
    }
    out += line + '\n';
  }
  return out;
}

std::string paragraph(std::string_view text, std::size_t indent, std::size_t width) {
  return wrapped(base::printable_line(text), indent, width);
}

std::size_t width_of_stdout() {
  constexpr std::size_t kUsual = 80;
  constexpr std::size_t kLeast = 40;
  winsize size{};
  const bool is_terminal = ::isatty(STDOUT_FILENO) == 1 &&
                           ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_terminal ? std::max<std::size_t>(size.ws_col, kLeast) : kUsual;
}

std::string either_of(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 < words.size() ? ", " : " or ") + words[i];
  }
  return text;
}

void add_words(const std::string& words, std::string& line) {
  if (!words.empty()) line += (line.empty() ? "" : "; ") + words;
}

Json json_of(const std::optional<model::Timestamp>& time) {
  return time ? Json(base::format_rfc3339(*time)) : Json(nullptr);
}

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace syndic::cli
