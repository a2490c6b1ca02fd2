// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

/// Appends the text of a token as it may be published: references become characters, & < > become
/// references, CR LF and CR a line feed.
void append_text(std::string_view raw, std::string& out);

}  // namespace syndic::normalize
