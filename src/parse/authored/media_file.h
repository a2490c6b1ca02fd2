// SPDX-License-Identifier: MIT
//
// What a sound or film beside an authored item is, so that its author need not say.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace syndic::parse {

struct MediaFile {
  std::string_view media_type;  ///< IANA's, of static storage; empty: not known as sound or film.
  std::optional<std::uint64_t> duration_seconds;  ///< Rounded; empty if it cannot be told or is 0.
};

/// Looks at a file of that name, of which `bytes` is all. Its ending gives the type, its bytes the
/// duration, if the ending is that of sound or film. Total: any bytes are a file.
[[nodiscard]] MediaFile media_file(std::string_view bytes, std::string_view name);

}  // namespace syndic::parse
