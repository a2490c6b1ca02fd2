// SPDX-License-Identifier: MIT
#include "config/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/ascii.h"
#include "base/url.h"
#include "text/language.h"

namespace syndic::config {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kLongestName = 64;

struct Unit {
  std::string_view name;
  std::uint64_t worth;
};

// Falling, as several must be in this order.
constexpr std::array<Unit, 6> kTimeUnits{{{"w", 604'800'000},
                                          {"d", 86'400'000},
                                          {"h", 3'600'000},
                                          {"m", 60'000},
                                          {"s", 1'000},
                                          {"ms", 1}}};

constexpr std::array<Unit, 8> kSizeUnits{{{"", 1},
                                          {"b", 1},
                                          {"kb", 1'000},
                                          {"mb", 1'000'000},
                                          {"gb", 1'000'000'000},
                                          {"kib", 1ULL << 10},
                                          {"mib", 1ULL << 20},
                                          {"gib", 1ULL << 30}}};

// The digits and then the letters at the start of `text`, which are removed from it.
struct Quantity {
  std::uint64_t number;
  std::string_view unit;
};
std::optional<Quantity> take_quantity(std::string_view& text) {
  Quantity quantity{};
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), quantity.number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const auto letters = std::find_if_not(text.begin(), text.end(), base::is_alpha);
  quantity.unit = text.substr(0, static_cast<std::size_t>(letters - text.begin()));
  text.remove_prefix(quantity.unit.size());
  return quantity;
}

constexpr bool is_alphanumeric(char c) { return base::is_alpha(c) || base::is_digit(c); }

// RFC 5322 §3.2.3 "atext".
constexpr bool is_atom_character(char c) {
  return is_alphanumeric(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

// Whether `text` is a list of non-empty parts between separators, and `fits` holds for each.
template <class Fits>
bool all_parts(std::string_view text, char separator, Fits fits) {
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end == 0 || !fits(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

template <class Allowed>
bool all_characters(std::string_view text, Allowed allowed) {
  return std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  constexpr auto kMost = static_cast<std::uint64_t>(kLongestDuration.count());
  std::uint64_t total = 0;
  auto next_unit = kTimeUnits.begin();
  while (!text.empty()) {
    const auto quantity = take_quantity(text);
    if (!quantity) return std::nullopt;
    const auto unit = std::find_if(next_unit, kTimeUnits.end(),
                                   [&](const Unit& u) { return u.name == quantity->unit; });
    if (unit == kTimeUnits.end() || quantity->number > kMost / unit->worth) return std::nullopt;
    total += quantity->number * unit->worth;
    if (total > kMost) return std::nullopt;
    next_unit = unit + 1;
  }
  return milliseconds(static_cast<milliseconds::rep>(total));
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  const auto quantity = take_quantity(text);
  if (!quantity || !text.empty()) return std::nullopt;
  const auto unit = std::find_if(kSizeUnits.begin(), kSizeUnits.end(), [&](const Unit& u) {
    return base::equals_ignoring_case(u.name, quantity->unit);
  });
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (unit == kSizeUnits.end() || quantity->number > kMost / unit->worth) return std::nullopt;
  return quantity->number * unit->worth;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > 254) return false;
  const bool local = all_parts(text.substr(0, at), '.', [](std::string_view atom) {
    return all_characters(atom, is_atom_character);
  });
  return local && all_parts(text.substr(at + 1), '.', [](std::string_view label) {
           return all_characters(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
         });
}

bool is_language_tag(std::string_view text) {
  return !text.empty() && text::language_tag(text) == text;
}

bool is_cover(std::string_view url) {
  const std::string lower = base::lower(url);
  return lower.ends_with(".jpg") || lower.ends_with(".jpeg") || lower.ends_with(".png");
}

bool is_source_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName && all_characters(text, [](char c) {
    return base::is_digit(c) || c == '-' || (c >= 'a' && c <= 'z');
  });
}

bool is_feed_name(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName && is_alphanumeric(text.front()) &&
         all_characters(
             text, [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

std::string id_from_name(std::string_view name) {
  std::string id;
  for (const char c : name) {
    if (id.size() == kLongestName) break;
    if (is_alphanumeric(c)) {
      id.push_back(base::to_lower(c));
    } else if (!id.empty() && id.back() != '-') {
      id.push_back('-');
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

std::string address_of(std::string_view url) {
  const std::string shown = base::public_url(url);
  const base::UrlView parts = base::split_url(shown);
  std::string address = base::lower(parts.host_and_port()).append(parts.after_authority());
  if (address.starts_with("www.")) address.erase(0, 4);
  while (address.ends_with('/')) address.pop_back();
  return address;
}

}  // namespace syndic::config
