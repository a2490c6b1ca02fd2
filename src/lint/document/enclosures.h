// SPDX-License-Identifier: MIT
//
// Files of items, which RSS calls enclosures and JSON Feed attachments.
#pragma once

#include <string_view>

namespace syndic::lint {

/// The rule that the address of a file breaks, as it is written: "enclosure-url-missing",
/// "enclosure-url-relative", "enclosure-url-scheme", "enclosure-url-invalid" or
/// "enclosure-url-private". Empty if none.
[[nodiscard]] std::string_view broken_by_file(std::string_view url);

/// The rule that its media type breaks: "enclosure-type-missing" or "enclosure-type-invalid". Empty
/// if none.
[[nodiscard]] std::string_view broken_by_type(std::string_view type);

}  // namespace syndic::lint
