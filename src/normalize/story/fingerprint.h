// SPDX-License-Identifier: MIT
//
// What an item can be recognised by in another source's feed, where it has neither its id nor its
// link there: its title, and what its text is like.
#pragma once

#include "model/item.h"

namespace syndic::normalize {

/// Fills title_key, fingerprint and words of the item's lineage. The item is clean: its title
/// plain, its content sanitised or plain, its summary plain. text::nearly_same() compares the two
/// latter. What has words already is left as it is.
///
/// The key is the words of the title, folded, without punctuation. It is empty if they would
/// tell nothing: fewer than three words ("Weekly update"), or hardly any letters.
/// The text is the content, else the summary; a title that it begins with is no part of it.
void describe(model::Item& item);

}  // namespace syndic::normalize
