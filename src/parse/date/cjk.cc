// SPDX-License-Identifier: MIT
#include "parse/date/cjk.h"

#include <algorithm>
#include <array>

namespace syndic::parse {
namespace {

struct Unit {
  std::string_view mark;
  DateUnit unit;
};
constexpr auto kUnits = std::to_array<Unit>({
    {"年", DateUnit::year},
    {"년", DateUnit::year},
    {"月", DateUnit::month},
    {"월", DateUnit::month},
    {"日", DateUnit::day},
    {"일", DateUnit::day},
    {"号", DateUnit::day},
    {"號", DateUnit::day},
    {"時", DateUnit::hour},
    {"时", DateUnit::hour},
    {"點", DateUnit::hour},
    {"点", DateUnit::hour},
    {"시", DateUnit::hour},
    {"分", DateUnit::minute},
    {"분", DateUnit::minute},
    {"秒", DateUnit::second},
    {"초", DateUnit::second},
});

// `before`, then one character of `one_of` (three bytes each; empty: none), then `after`.
struct Pattern {
  std::string_view before;
  std::string_view one_of;
  std::string_view after;
  CjkKind kind;
};
constexpr std::string_view kChineseDays = "一二三四五六日天";
constexpr std::string_view kJapaneseDays = "月火水木金土日";
constexpr std::string_view kKoreanDays = "월화수목금토일";
constexpr auto kPatterns = std::to_array<Pattern>({
    {"星期", kChineseDays, "", CjkKind::weekday},
    {"周", kChineseDays, "", CjkKind::weekday},
    {"週", kChineseDays, "", CjkKind::weekday},
    {"礼拜", kChineseDays, "", CjkKind::weekday},
    {"禮拜", kChineseDays, "", CjkKind::weekday},
    {"", kJapaneseDays, "曜日", CjkKind::weekday},
    {"", kJapaneseDays, "曜", CjkKind::weekday},
    {"", kKoreanDays, "요일", CjkKind::weekday},
    {"上午", "", "", CjkKind::before_noon},
    {"下午", "", "", CjkKind::after_noon},
    {"午前", "", "", CjkKind::before_noon},
    {"午後", "", "", CjkKind::after_noon},
    {"오전", "", "", CjkKind::before_noon},
    {"오후", "", "", CjkKind::after_noon},
});
constexpr std::size_t kCharacter = 3;  // Bytes of each character above in UTF-8.

// From 0, Monday; Chinese has two words for Sunday.
unsigned weekday_in(const Pattern& pattern, std::string_view text) {
  const std::string_view day = text.substr(pattern.before.size(), kCharacter);
  return static_cast<unsigned>(std::min<std::size_t>(pattern.one_of.find(day) / kCharacter, 6));
}

std::size_t length_of(const Pattern& pattern, std::string_view text) {
  if (!text.starts_with(pattern.before)) return 0;
  std::size_t length = pattern.before.size();
  if (!pattern.one_of.empty()) {
    const std::string_view day = text.substr(length, kCharacter);
    if (day.size() < kCharacter || pattern.one_of.find(day) == std::string_view::npos) return 0;
    length += kCharacter;
  }
  return text.substr(length).starts_with(pattern.after) ? length + pattern.after.size() : 0;
}

}  // namespace

UnitMark unit_at(std::string_view text) {
  const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
  const std::string_view rest = text.substr(blanks);
  for (const Unit& each : kUnits) {
    // "28 일요일" is a Sunday.
    if (rest.starts_with(each.mark) && cjk_word_at(rest).kind == CjkKind::none) {
      return {each.unit, blanks + each.mark.size()};
    }
  }
  return {};
}

CjkWord cjk_word_at(std::string_view text) {
  for (const Pattern& pattern : kPatterns) {
    if (const std::size_t length = length_of(pattern, text); length != 0) {
      return {pattern.kind, length, pattern.one_of.empty() ? 0 : weekday_in(pattern, text)};
    }
  }
  return {};
}

}  // namespace syndic::parse
