// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::base {

/// Makes the references of one document absolute. What that adds is bounded over all of them: a
/// hostile document has a million short references below one long base.
class UrlResolver {
 public:
  /// resolve_url(); the reference as it is, trimmed, where that gives nothing or more than 8 KiB,
  /// which no server takes. Empty beyond the bound, which no honest document comes near.
  [[nodiscard]] std::string resolve(std::string_view reference, std::string_view base);

 private:
  static constexpr std::size_t kMostAdded = 16 * 1024 * 1024;

  std::size_t left_ = kMostAdded;
};

}  // namespace syndic::base
