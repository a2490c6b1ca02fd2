// SPDX-License-Identifier: MIT
//
// The mistakes of people who are new to TOML, explained without terms of TOML.
#pragma once

#include <optional>
#include <string_view>

#include "config/document.h"

namespace syndic::config {

/// The mistake in `text` for which read_toml() returned `error`, and what to write instead: a
/// curly quote, a text without quotes or without the closing one, a quote or backslash within a
/// text, "yes" for true, no "=" or no value, a key or table that is given twice, JSON or XML, a
/// comment that begins as in another language, a blank that is no space or tab, a header that is
/// not closed or is followed by something, a ';' or ',' after a value, a comma or bracket that a
/// list lacks, braces over several lines. Shows keys, never a value, which may be a secret.
/// Returns nullopt for any other mistake.
[[nodiscard]] std::optional<SyntaxError> find_slip(std::string_view text, const SyntaxError& error);

}  // namespace syndic::config
