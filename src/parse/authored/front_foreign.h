// SPDX-License-Identifier: MIT
//
// Front matter as Hugo (gohugo.io/content-management/front-matter) and Jekyll
// (jekyllrb.com/docs/front-matter) have it, so that their posts need no change.
#pragma once

#include <string_view>

#include "parse/authored/front_fields.h"
#include "parse/authored/front_matter.h"
#include "parse/authored/front_value.h"

namespace syndic::parse {

/// Whether one of the two knows the key, in any case; many mean nothing here.
[[nodiscard]] bool is_foreign_key(std::string_view key);

/// Fills `front` by the foreign keys of `table`. A field that has a key of ours in it stays as it
/// is, but tags are added to, each once, and an item waits for a `publishDate` after its `date`.
/// Texts and pictures of unknown shape are passed over; wrong dates and flags are mistakes.
void take_foreign(const FrontTable& table, FrontFields& fields, FrontMatter& front);

}  // namespace syndic::parse
