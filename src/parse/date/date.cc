// SPDX-License-Identifier: MIT
#include "parse/date/date.h"

#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/text.h"
#include "parse/date/date_parser.h"
#include "parse/date/preface.h"
#include "parse/date/standard.h"
#include "parse/date/words.h"
#include "parse/date/zones.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMaxLength = 128;
constexpr std::size_t kMaxMarkup = 1'024;  // Around a date.

// "2022-05-16T 09:30:00 +02: 00" without its blanks; empty if it has none, or has characters
// that are not ISO 8601's.
std::optional<std::string> without_blanks_in_iso(std::string_view text) {
  if (text.find_first_not_of("0123456789TZtz:.+- ") != std::string_view::npos) return std::nullopt;
  if (text.find(' ') == std::string_view::npos ||
      text.find_first_of("Tt") == std::string_view::npos) {
    return std::nullopt;
  }
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

// After a word without a comma, which may be a sentence's, a date must be a moment.
std::optional<ReadDate> read_after_preface(std::string_view text, std::string_view zone,
                                           DateNeed need) {
  for (std::size_t words = 1; words <= kMostNameWords; ++words) {
    const std::size_t byline = byline_length(text, words);
    if (byline == 0) continue;
    if (const auto date = read_whole_text(base::trim(text.substr(byline)), zone, need)) return date;
  }
  const std::size_t label = label_length(text);
  text = base::trim(text.substr(label));
  if (label != 0) {
    if (const auto date = read_whole_text(inside_marks(text), zone, need)) return date;
  }
  const Stray stray = stray_at(text);
  if (stray.length == 0) return std::nullopt;
  return read_whole_text(base::trim(text.substr(stray.length)), zone,
                         stray.may_be_sentence ? DateNeed::day_and_clock : need);
}

// A date among what says nothing of it must be a whole day, and before a word in the zone's place a
// moment.
std::optional<ReadDate> read_among_words(std::string_view text, std::string_view zone) {
  const std::string_view inner = without_byline(inside_marks(text));
  if (inner.size() != text.size()) {
    if (const auto date = read_whole_text(inner, zone, DateNeed::whole_day)) return date;
  }
  if (const auto date = read_after_preface(inner, zone, DateNeed::whole_day)) return date;
  const std::string_view before = without_placeholder(inner);
  if (before.empty()) return std::nullopt;
  if (const auto date = read_whole_text(before, zone, DateNeed::day_and_clock)) return date;
  return read_after_preface(before, zone, DateNeed::day_and_clock);
}

std::optional<ReadDate> read_words(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (text.size() > kMaxLength) return std::nullopt;
  const auto plain = base::is_ascii(text) ? std::string(text) : plain_date_text(text);
  if (!plain || plain->empty()) return std::nullopt;
  if (const auto date = read_whole_text(*plain, zone, DateNeed::any)) return date;
  if (const auto tight = without_blanks_in_iso(*plain)) {
    return read_whole_text(*tight, zone, DateNeed::any);
  }
  return read_among_words(*plain, zone);
}

// The value of the first attribute "datetime", whatever element it is on.
std::string_view datetime_in(std::string_view html) {
  constexpr std::string_view kName = "datetime=";
  const std::size_t name = base::lower(html).find(kName);
  if (name == std::string_view::npos) return {};
  const std::string_view value = html.substr(name + kName.size());
  const bool is_quoted = value.starts_with('"') || value.starts_with('\'');
  const std::string_view end = is_quoted ? value.substr(0, 1) : std::string_view(" />");
  const std::string_view inside = value.substr(is_quoted ? 1 : 0);
  return inside.substr(0, inside.find_first_of(end));
}

std::optional<ReadDate> read_any_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  const bool may_be_html = text.size() <= kMaxMarkup && text.find_first_of("<&") != text.npos;
  if (!may_be_html) return read_words(text, zone);
  if (const auto date = read_words(datetime_in(text), zone)) return date;
  return read_words(markup::html_to_line(text), zone);
}

}  // namespace

std::optional<ReadDate> read_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (const auto date = parse_standard_date(text)) return ReadDate{*date};
  return read_any_date(text, zone);
}

model::Timestamp settled_alone(const ReadDate& read, std::string_view zone) {
  const bool is_open = read.month_first.has_value();
  return is_open && (read.has_half_of_day || is_us_zone(zone)) ? *read.month_first : read.date;
}

std::optional<model::Timestamp> parse_any_date(std::string_view text, std::string_view zone) {
  const auto read = read_any_date(text, zone);
  return read ? std::optional(settled_alone(*read, zone)) : std::nullopt;
}

std::optional<model::Timestamp> parse_date(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  if (const auto date = parse_standard_date(text)) return date;
  return parse_any_date(text, zone);
}

}  // namespace syndic::parse
