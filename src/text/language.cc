// SPDX-License-Identifier: MIT
#include "text/language.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "base/ascii.h"
#include "text/folded.h"

namespace syndic::text {
namespace {

constexpr std::size_t kLongestTag = 35;  // RFC 5646 §4.4.1: what a buffer should hold.
constexpr std::size_t kLongestSubtag = 8;
constexpr std::size_t kLongestCode = 3;   // No language is registered in 4 to 8 letters.
constexpr std::size_t kLongestName = 96;  // In bytes.

bool is_subtag(std::string_view subtag, bool first) {
  if (subtag.empty() || subtag.size() > kLongestSubtag) return false;
  // The first names the language in 2 to 8 letters, except for "x" (private use) and "i".
  if (first && subtag.size() == 1 && base::to_lower(subtag[0]) != 'x' &&
      base::to_lower(subtag[0]) != 'i') {
    return false;
  }
  return std::all_of(subtag.begin(), subtag.end(),
                     [&](char c) { return base::is_alpha(c) || (!first && base::is_digit(c)); });
}

using Names = std::unordered_map<std::string, std::string>;

// Adds what `locale` is called in English and in itself; of two of one name the first counts.
void add_names(const char* locale, Names& names) {
  constexpr std::int32_t kMost = 128;
  UErrorCode error = U_ZERO_ERROR;
  std::array<char, kMost> tag{};
  uloc_toLanguageTag(locale, tag.data(), kMost - 1, 1, &error);
  if (U_FAILURE(error) != 0) return;
  for (const char* const in : {"en", locale}) {
    std::array<UChar, kMost> name{};
    const std::int32_t length = uloc_getDisplayName(locale, in, name.data(), kMost, &error);
    if (error != U_ZERO_ERROR || length <= 0 || length >= kMost) return;  // None, or not its own.
    std::string utf8;
    icu::UnicodeString(name.data(), length).toUTF8String(utf8);
    names.try_emplace(folded(utf8), tag.data());
  }
}

// Folded names of all languages that ICU knows, and those of a region or script ("english (united
// states)"), each with its tag.
Names names_of_languages() {
  Names names;
  const char* const* const languages = uloc_getISOLanguages();
  for (const std::size_t length : {2U, 3U}) {  // A language of two letters counts first.
    for (const char* const* language = languages; *language != nullptr; ++language) {
      if (std::string_view(*language).size() == length) add_names(*language, names);
    }
  }
  for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) add_names(uloc_getAvailable(i), names);
  return names;
}

// The tag of a language's name; empty if it is none.
std::string tag_of_name(std::string_view name) {
  if (name.size() > kLongestName) return {};
  static const Names kNames = names_of_languages();
  const auto found = kNames.find(folded(name));
  return found == kNames.end() ? std::string() : found->second;
}

// Whether all of `subtags`, "-" between them, have the shape of one: a region has two letters, and
// a single character begins an extension, of which there must be more ("utf-8" and "utf-16" are no
// tags). In an extension anything goes.
bool are_subtags(std::string_view subtags, bool in_extension) {
  for (std::size_t from = 0;;) {
    const std::size_t dash = subtags.find('-', from);
    const std::string_view subtag = subtags.substr(from, dash - from);
    if (!is_subtag(subtag, subtag.size() == 2 && !in_extension)) return false;
    if (dash == std::string_view::npos) return in_extension || subtag.size() > 1;
    in_extension = in_extension || subtag.size() == 1;
    from = dash + 1;
  }
}

// Whether a code that has the shape of a language's may be one: those of two letters are all known,
// also the former ones.
bool may_be_language(const std::string& code) {
  return code.size() != 2 || *uloc_getISO3Language(code.c_str()) != '\0';
}

// The tag of a language's name before its region's code, "English (US)"; empty if it is none.
std::string tag_with_region(std::string_view name) {
  constexpr std::size_t kRegion = 4;  // "(US)".
  if (name.size() <= kRegion || name[name.size() - kRegion] != '(' || !name.ends_with(')')) {
    return {};
  }
  const std::string language = tag_of_name(base::trim(name.substr(0, name.size() - kRegion)));
  const std::string locale = "und_" + std::string(name.substr(name.size() - kRegion + 1, 2));
  if (language.empty() || *uloc_getISO3Country(locale.c_str()) == '\0') return {};
  std::array<char, ULOC_COUNTRY_CAPACITY> region{};
  UErrorCode error = U_ZERO_ERROR;
  uloc_getCountry(locale.c_str(), region.data(), region.size(), &error);
  return U_SUCCESS(error) ? language + "-" + region.data() : std::string();
}

}  // namespace

std::string language_tag(std::string_view tag) {
  tag = base::trim(tag);
  std::string out(tag.substr(0, kLongestName + 1));
  std::replace(out.begin(), out.end(), '_', '-');
  const std::string_view view = out;
  const std::string_view language = view.substr(0, view.find('-'));
  const bool has_more = language.size() < view.size();
  const bool fits =
      !has_more || are_subtags(view.substr(language.size() + 1), language.size() == 1);
  if (fits && language.size() <= kLongestCode) {
    const bool is_tag = is_subtag(language, true) && view.size() <= kLongestTag;
    return is_tag && may_be_language(std::string(language)) ? out : std::string();
  }
  if (!has_more || !fits) {
    const std::string named = tag_of_name(tag);
    return named.empty() ? tag_with_region(tag) : named;
  }
  const std::string code = tag_of_name(language);
  return code.empty() ? code : code + out.substr(language.size());
}

}  // namespace syndic::text
