// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "pipeline/status/why.h"

namespace syndic::cli {

/// The story in short lines that can be pasted into a mail, a block an item or source. Whatever
/// feeds put into it, each line is printable characters alone.
[[nodiscard]] std::string why_text(const pipeline::Story& story);

}  // namespace syndic::cli
