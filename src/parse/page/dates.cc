// SPDX-License-Identifier: MIT
#include "parse/page/dates.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "parse/date/preface.h"
#include "parse/page/rules.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostText = 4'000;
constexpr std::size_t kMostWords = 300;
constexpr std::size_t kLongestDate = 6;  // In words: "Monday, 16 May 2022 09:30 EDT".

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  text = base::utf8_prefix(text, kMostText);
  while (!(text = base::trim(text)).empty() && words.size() < kMostWords) {
    const auto* end = std::find_if(text.begin(), text.end(), base::is_space);
    const auto length = static_cast<std::size_t>(end - text.begin());
    words.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return words;
}

// The number of numbers in a text, and whether one of them is a year.
struct Numbers {
  int count = 0;
  bool has_year = false;
};
Numbers numbers_in(std::string_view text) {
  Numbers numbers;
  for (std::size_t at = 0; at < text.size();) {
    if (!base::is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && base::is_digit(text[end])) ++end;
    ++numbers.count;
    numbers.has_year = numbers.has_year || end - at == 4 || end - at == 8;
    at = end;
  }
  return numbers;
}

// Day, month and year: two numbers and a name, or three numbers.
bool is_whole(std::string_view text) {
  const Numbers numbers = numbers_in(text);
  const bool names_month = std::any_of(text.begin(), text.end(), [](char c) {
    return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  return numbers.has_year && numbers.count + (names_month ? 1 : 0) >= 3;
}

std::string_view without_punctuation(std::string_view text) {
  constexpr std::string_view kMarks = ".,;:()[]|\"'!?-";
  while (!text.empty() && kMarks.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && kMarks.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

// From the first byte of one word to the last of another, both of one text.
std::string_view span_of(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

// The words of a text that are a whole date.
struct DatedWords {
  ReadDate date;
  std::size_t first = 0;   // Of the words.
  std::size_t count = 0;   // Of words.
  std::size_t length = 0;  // In bytes.
};

// Without the words at its end that say nothing of the date: "January 29, 2026 The".
DatedWords without_strays(DatedWords found, const std::vector<std::string_view>& words,
                          std::string_view zone) {
  while (found.count > 1) {
    const std::string_view span = span_of(words[found.first], words[found.first + found.count - 2]);
    const std::string_view candidate = without_punctuation(span);
    const auto date = is_whole(candidate) ? read_date(candidate, zone) : std::nullopt;
    if (!date || date->date != found.date.date) break;
    --found.count;
    found.length = span.size();
  }
  return found;
}

std::optional<DatedWords> find_dated_words(const std::vector<std::string_view>& words,
                                           std::string_view zone) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::size_t count = std::min(kLongestDate, words.size() - first);
    for (; count > 0; --count) {
      const std::string_view span = span_of(words[first], words[first + count - 1]);
      const std::string_view candidate = without_punctuation(span);
      if (!is_whole(candidate)) continue;
      const auto date = read_date(candidate, zone);
      if (!date) continue;
      return without_strays(DatedWords{*date, first, count, span.size()}, words, zone);
    }
  }
  return std::nullopt;
}

std::optional<model::Timestamp> moment_of(const std::tm& read, std::string_view zone,
                                          bool has_offset) {
  try {
    const boost::gregorian::date day(static_cast<unsigned short>(read.tm_year + 1900),
                                     static_cast<unsigned short>(read.tm_mon + 1),
                                     static_cast<unsigned short>(read.tm_mday));
    const model::Timestamp local(day, model::Duration(read.tm_hour, read.tm_min, read.tm_sec));
    return has_offset ? local - boost::posix_time::seconds(read.tm_gmtoff)
                      : base::local_to_utc(local, zone);
  } catch (const std::out_of_range&) {  // The calendar has no such day.
    return std::nullopt;
  }
}

bool names(std::string_view format, std::string_view conversions) {
  for (std::size_t at = format.find('%'); at != std::string_view::npos && at + 1 < format.size();
       at = format.find('%', at + 2)) {
    if (conversions.find(format[at + 1]) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::optional<ReadDate> find_date(std::string_view text, std::string_view zone) {
  auto found = find_dated_words(split_words(text), zone);
  return found ? std::optional(found->date) : std::nullopt;
}

std::string_view without_leading_date(std::string_view text, std::string_view zone) {
  constexpr std::size_t kMostBefore = 60;
  text = base::trim(text);
  std::string_view rest = text.substr(label_length(text));
  const auto words = split_words(rest);
  const auto found = find_dated_words(words, zone);
  if (!found || found->first != 0 || found->length > kMostBefore) return text;
  const std::string_view last = words[found->first + found->count - 1];
  rest.remove_prefix(static_cast<std::size_t>(last.data() + last.size() - rest.data()));
  while (!rest.empty()) {
    const auto is_separator = [&](std::string_view mark) { return rest.starts_with(mark); };
    constexpr std::array<std::string_view, 10> kSeparators = {
        " ", "-", "|", ":", ",", ".", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2"};
    const auto mark = std::ranges::find_if(kSeparators, is_separator);
    if (mark == kSeparators.end()) break;
    rest.remove_prefix(mark->size());
  }
  return rest;
}

std::optional<model::Timestamp> find_date(std::string_view text, std::string_view format,
                                          std::string_view zone) {
  const std::string pattern(format);
  for (const std::string_view word : split_words(text)) {
    const std::string rest(text.substr(static_cast<std::size_t>(word.data() - text.data())));
    std::tm read{};
    read.tm_mday = 0;
    const char* end = ::strptime(rest.c_str(), pattern.c_str(), &read);
    if (end == nullptr || read.tm_mday == 0 || base::is_digit(*end)) continue;
    if (const auto moment = moment_of(read, zone, names(format, "z"))) return moment;
  }
  return std::nullopt;
}

Result<void> check_date_format(std::string_view text) {
  constexpr std::string_view kKnown = "aAbBdDeFHhIjklmMnpPrRSTtyYz%";
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 2)) {
    if (at + 1 < text.size() && kKnown.find(text[at + 1]) != std::string_view::npos) continue;
    return fail(Errc::malformed,
                "has no meaning for " + std::string(text.substr(at, 2)) +
                    "; the day is %d, the month %m, %b or %B, the year %Y, the clock %H:%M",
                at);
  }
  const bool is_date =
      (names(text, "de") && names(text, "mbBh") && names(text, "yY")) || names(text, "DF");
  if (is_date) return {};
  return fail(
      Errc::malformed,
      "must name the day (%d), the month (%m, %b or %B) and the year (%Y), as \"%d.%m.%Y\"");
}

}  // namespace syndic::parse
