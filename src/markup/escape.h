// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::markup {

/// Appends `text` such that HTML and XML read it back as the same characters between tags:
/// & < > become references.
void append_escaped_text(std::string_view text, std::string& out);

/// The same between double quotes: & < > " become references.
void append_escaped_attribute(std::string_view text, std::string& out);

}  // namespace syndic::markup
