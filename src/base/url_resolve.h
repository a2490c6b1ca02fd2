// SPDX-License-Identifier: MIT
//
// References to absolute URLs, as browsers read them: blanks around them and line breaks inside
// them go, characters that may not be in one are percent-encoded, and what is already right
// stays byte for byte as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::base {

/// A base beyond this is none, wherever one is taken: it would be written before every relative
/// reference, and no honest document has one so long.
constexpr std::size_t kLongestBaseUrl = 2'048;

/// The absolute, percent-encoded URL that `reference` means at `base` (RFC 3986 §5.2). Tabs and
/// line breaks in it go; in http and https, backslashes are slashes, the number of slashes after
/// the scheme does not matter, and a host outside ASCII becomes what DNS knows (UTS #46). An
/// absolute reference that is right stays byte for byte. Empty if it is empty after trimming,
/// is relative and `base` is no hierarchical URL, or its host or port can be none. Any scheme is
/// let through: callers allow-list schemes themselves. To resolve the result again changes nothing.
[[nodiscard]] std::optional<std::string> resolve_url(std::string_view reference,
                                                     std::string_view base);

/// Makes the references of one document absolute. What that adds is bounded over all of them: a
/// hostile document has a million short references below one long base.
class UrlResolver {
 public:
  /// resolve_url(); the reference as it is, trimmed, where that returns nothing or more than 8 KiB,
  /// which no server takes. Empty beyond the bound, which no honest document comes near.
  [[nodiscard]] std::string resolve(std::string_view reference, std::string_view base);

 private:
  static constexpr std::size_t kMostAdded = 16 * 1024 * 1024;

  std::size_t left_ = kMostAdded;
};

}  // namespace syndic::base
