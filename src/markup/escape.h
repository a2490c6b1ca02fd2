// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::markup {

/// How many bytes at the start of `text` are none of & < > " and CR: what can be copied as it is,
/// many at a time.
[[nodiscard]] std::size_t plain_prefix(std::string_view text);

/// Appends `text` such that HTML and XML read it back as the same characters between tags:
/// & < > become references.
void append_escaped_text(std::string_view text, std::string& out);

/// The same between double quotes: & < > " become references.
void append_escaped_attribute(std::string_view text, std::string& out);

}  // namespace syndic::markup
