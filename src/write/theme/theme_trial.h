// SPDX-License-Identifier: MIT
//
// A theme tried out on made-up items, so that its mistakes are found before real ones are at stake.
#pragma once

#include "write/theme/theme.h"

namespace syndic::write {

/// Makes each kind of page, and a digest, twice: of a site on which everything has a value, and of
/// one on which nothing has. Throws FileFailure if a template uses an unknown name; with a theme
/// that checks CheckedNames::all, that is found in every section.
void try_out(const Theme& theme);

}  // namespace syndic::write
