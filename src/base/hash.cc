// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <xxhash.h>

#include <array>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <cstdio>

namespace syndic::base {

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text.data();
}

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string name_based_urn(std::string_view space, std::string_view name) {
  using boost::uuids::name_generator_sha1;
  const auto space_uuid = name_generator_sha1(boost::uuids::ns::url())(space.data(), space.size());
  const auto uuid = name_generator_sha1(space_uuid)(name.data(), name.size());
  return "urn:uuid:" + boost::uuids::to_string(uuid);
}

}  // namespace syndic::base
