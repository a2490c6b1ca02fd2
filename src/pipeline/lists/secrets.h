// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/append_source.h"

namespace syndic::pipeline {

/// Takes the secrets out of the value of a source's key: passwords, tokens and header values that
/// are not "env:NAME", user names and secret parameters of URLs. Whether there were any; the text
/// is empty where nothing is left.
[[nodiscard]] bool take_out_secrets(std::string_view key, std::string& text);

/// The same of a whole source; returns the keys that had secrets.
[[nodiscard]] std::vector<std::string> take_out_secrets(config::NewSource& source);

}  // namespace syndic::pipeline
