// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace syndic::base {

/// 128 bits of `bytes` as 32 hexadecimal digits (XXH3), to see whether content changed. Fast, not
/// cryptographic: never a defence against someone who wants a collision.
[[nodiscard]] std::string content_hash(std::string_view bytes);

/// Appends the same to `out`.
void append_content_hash(std::string_view bytes, std::string& out);

/// 64 bits of `bytes` (XXH3). The same on every machine, so that it may be stored; otherwise as
/// content_hash().
[[nodiscard]] std::uint64_t hash64(std::string_view bytes);

/// 64 bits of `bytes` (FNV-1a) as 16 hexadecimal digits in lower case: a hash that a few lines of
/// any language can compute, for names that a script of the page looks up. Easy to collide.
[[nodiscard]] std::string fnv1a(std::string_view bytes);

/// "urn:uuid:…" of version 5 (RFC 4122 §4.3) of `name` in the namespace that `space` itself names
/// (the version 5 UUID of `space` in RFC 4122's URL namespace). Equal arguments, equal result.
[[nodiscard]] std::string name_based_urn(std::string_view space, std::string_view name);

/// The UUID of version 5 of `name` in the namespace `space`, itself a UUID, in lower case.
[[nodiscard]] std::string name_based_uuid(std::string_view space, std::string_view name);

}  // namespace syndic::base
