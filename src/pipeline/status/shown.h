// SPDX-License-Identifier: MIT
//
// Sources, and text from servers and users, as messages name them.
#pragma once

#include <string>
#include <string_view>

#include "config/config.h"

namespace syndic::pipeline {

/// `text` as one printable line, cut to 100 characters.
[[nodiscard]] std::string shown(std::string_view text);

/// The public URL of a source, without secrets, or its path.
[[nodiscard]] std::string place_of(const config::Source& source);

}  // namespace syndic::pipeline
