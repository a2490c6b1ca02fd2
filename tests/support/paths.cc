// SPDX-License-Identifier: MIT
#include "tests/support/paths.h"

namespace syndic::test {

std::filesystem::path source_dir() { return SYNDIC_SOURCE_DIR; }

}  // namespace syndic::test
