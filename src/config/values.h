// SPDX-License-Identifier: MIT
//
// The small languages inside the configuration's strings. Pure: text in, value out.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::config {

/// The longest duration that is read: a hundred years of 365 days.
inline constexpr std::chrono::milliseconds kLongestDuration = std::chrono::hours(24 * 365 * 100);

/// "90s", "10m", "6h", "7d", "2w", "500ms", and several with falling units: "1h30m". Nullopt for
/// anything else, also for a number without a unit and for more than kLongestDuration.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// Bytes: "16MiB", "500kB", "1GiB", "4096B"; kB, MB and GB count in thousands, KiB, MiB and GiB in
/// 1024s; the case of letters does not matter. A number without a unit is bytes. Nullopt for
/// anything else and for more than 2^63 - 1.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

/// An address with a local part, an @ and a domain, such as RFC 5321 §4.1.2 allows unquoted.
[[nodiscard]] bool is_email(std::string_view text);

/// A language tag that text::language_tag() returns unchanged: "en", "en-US", "zh-Hant".
[[nodiscard]] bool is_language_tag(std::string_view text);

/// Whether `url` ends in .jpg, .jpeg or .png, as Apple requires of a podcast's picture.
[[nodiscard]] bool is_cover(std::string_view url);

/// [a-z0-9-]+, of at most 64 characters.
[[nodiscard]] bool is_source_id(std::string_view text);

/// Whether "NAME.rss" is a plain file name: letters, digits, '.', '_' and '-', the first a letter
/// or a digit, at most 64 characters.
[[nodiscard]] bool is_feed_name(std::string_view text);

/// "American Federation (AFT)" as "american-federation-aft"; empty if it has no ASCII letter or
/// digit. Always an is_source_id or empty.
[[nodiscard]] std::string id_from_name(std::string_view name);

/// The URL without its scheme, credentials, "www." and "/" at the end, so that variants of one
/// address are equal.
[[nodiscard]] std::string address_of(std::string_view url);

}  // namespace syndic::config
