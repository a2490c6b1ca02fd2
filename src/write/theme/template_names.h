// SPDX-License-Identifier: MIT
//
// The names that a template asks for, held against the data that it is filled in with.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "write/theme/theme.h"

namespace syndic::write {

/// A name that is not known where a template asks for it.
struct UnknownName {
  std::size_t offset = 0;  ///< Of its tag, in the template's text.
  std::string name;
  std::string meant;  ///< The nearest name that is known there; empty: none is near.
};

/// The first one of a template that mustache can parse. What stands in a section counts whether the
/// section is shown or not, except for those of a list without elements, whose names are unknown.
[[nodiscard]] std::optional<UnknownName> unknown_name(const std::string& text, const View& view);

}  // namespace syndic::write
