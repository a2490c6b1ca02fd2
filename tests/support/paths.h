// SPDX-License-Identifier: MIT
//
// Where this checkout's own files are. Compiled in one place, so that all other units are the same
// in every checkout and a compiler cache serves them all.
#pragma once

#include <filesystem>

namespace syndic::test {

/// The checkout's top folder.
[[nodiscard]] std::filesystem::path source_dir();

}  // namespace syndic::test
