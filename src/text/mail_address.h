// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::text {

/// The address in "a@b.example", "mailto:a@b.example?subject=x" and the like, in a form that a
/// mailto: link can take (RFC 5322's addr-spec without quotes and comments); empty if `text` is
/// anything else. Borrows from `text`.
[[nodiscard]] std::string_view mail_address(std::string_view text);

}  // namespace syndic::text
