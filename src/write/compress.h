// SPDX-License-Identifier: MIT
//
// Compressed files beside the published ones, for web servers that send them as they are.
#pragma once

#include <string>
#include <string_view>

#include "write/options.h"

namespace syndic::write {

/// The bytes compressed; equal bytes give equal results. Throws std::bad_alloc.
[[nodiscard]] std::string compressed(std::string_view bytes, Compression compression);

/// Whether compression makes the file smaller, judged by its name: text does, pictures and sounds
/// are compressed already.
[[nodiscard]] bool is_compressible(std::string_view name);

/// The name of the compressed file: "all.rss.gz", "all.rss.br".
[[nodiscard]] std::string compressed_name(std::string_view name, Compression compression);

/// The name of the file that a compressed file of this name is beside; the name itself if it is
/// none of a compressed file.
[[nodiscard]] std::string_view uncompressed_name(std::string_view name);

}  // namespace syndic::write
