// SPDX-License-Identifier: MIT
//
// Whether a file that is to be published beside an item is what its name says.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"

namespace syndic::pipeline {

/// Why the file of that name, of which `bytes` is all, cannot be an item's picture: its name does
/// not end as one's, it is empty, or its first bytes are those of no picture (of an SVG, its root
/// element). A picture of another kind than its ending says passes, as browsers show it too. The
/// error is malformed, with the name; nothing if it can be one.
[[nodiscard]] std::optional<Error> fault_in_picture(std::string_view name, std::string_view bytes);

/// Why it cannot be an item's enclosure: its name does not end as that of a sound, a film or a
/// document (is_enclosable_name()), or it is empty.
[[nodiscard]] std::optional<Error> fault_in_enclosure(std::string_view name,
                                                      std::string_view bytes);

}  // namespace syndic::pipeline
