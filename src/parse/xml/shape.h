// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "markup/xml/repair.h"

namespace syndic::parse {

/// What the elements of feeds are for, by their names alone: what repair goes by where end tags are
/// missing. A prefix means what it usually means; one that no one knows counts as none.
[[nodiscard]] markup::XmlRole xml_role(std::string_view qualified_name);

}  // namespace syndic::parse
