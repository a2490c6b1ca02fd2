// SPDX-License-Identifier: MIT
#include "store/content_hashes.h"

namespace syndic::store {

HashParts parts_of(std::string_view hash) {
  const auto take = [&] {
    const std::size_t colon = hash.find(':');
    const std::string_view part = hash.substr(0, colon);
    if (colon != std::string_view::npos) hash.remove_prefix(colon + 1);
    return part;
  };
  HashParts parts;
  if (hash.find(':') != std::string_view::npos) parts.rules = take();
  parts.message = take();
  take();  // The addresses.
  parts.words = take();
  return parts;
}

bool are_of_one_item(std::string_view a, std::string_view b) {
  const HashParts one = parts_of(a);
  const HashParts other = parts_of(b);
  return one.rules != other.rules || one.message == other.message;
}

}  // namespace syndic::store
