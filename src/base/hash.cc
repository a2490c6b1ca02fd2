// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <xxhash.h>

#include <array>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace syndic::base {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

}  // namespace

std::string content_hash(std::string_view bytes) {
  std::string text;
  append_content_hash(bytes, text);
  return text;
}

void append_content_hash(std::string_view bytes, std::string& out) {
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(bytes.data(), bytes.size()));
  std::array<char, 2 * sizeof hash.digest> digits;
  char* digit = digits.data();
  for (const unsigned char byte : hash.digest) {
    *digit++ = kHexDigits[byte >> 4U];
    *digit++ = kHexDigits[byte & 15U];
  }
  out.append(digits.data(), digits.size());
}

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3;
  }
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text.push_back(kHexDigits[(hash >> shift) & 15U]);
  return text;
}

std::string name_based_urn(std::string_view space, std::string_view name) {
  using boost::uuids::name_generator_sha1;
  const auto space_uuid = name_generator_sha1(boost::uuids::ns::url())(space.data(), space.size());
  const auto uuid = name_generator_sha1(space_uuid)(name.data(), name.size());
  return "urn:uuid:" + boost::uuids::to_string(uuid);
}

std::string name_based_uuid(std::string_view space, std::string_view name) {
  const auto space_uuid = boost::uuids::string_generator()(space.begin(), space.end());
  const boost::uuids::name_generator_sha1 generate(space_uuid);
  return boost::uuids::to_string(generate(name.data(), name.size()));
}

}  // namespace syndic::base
