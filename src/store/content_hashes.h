// SPDX-License-Identifier: MIT
//
// What two content hashes (normalize/item/content_hash.h) of one item tell.
#pragma once

#include <string_view>

namespace syndic::store {

/// Parts of a content hash. Of a hash of one part, as the first version made them, that is the
/// message.
struct HashParts {
  std::string_view rules;
  std::string_view message;
  std::string_view words;
};

/// The parts, as pieces of `hash`; empty where it has none.
[[nodiscard]] HashParts parts_of(std::string_view hash);

/// Whether the difference of two content hashes is no change of the item: most of it comes from our
/// new rules, and a whole feed must not count as edited because this program changed; or addresses
/// moved.
[[nodiscard]] bool are_of_one_item(std::string_view a, std::string_view b);

}  // namespace syndic::store
