// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// Says that `member` of the table `section` is none of the keys `names`, and which key was meant.
void say_unknown_key(const Member& member, std::string_view section,
                     std::span<const std::string_view> names, Context& context);

/// Says that `member`, which stands in no table, is none of section_names(), and what was meant.
void say_unknown_section(const Member& member, Context& context);

/// Whether the document has a table of a name that is unknown and means `section`: by another word,
/// or spelt wrong.
[[nodiscard]] bool has_misnamed(const Table& document, std::string_view section);

}  // namespace syndic::config
