// SPDX-License-Identifier: MIT
//
// What an item can be recognised by in another source's feed if id and link differ there: its title
// and a fingerprint of its text.
#pragma once

#include "model/item.h"

namespace syndic::normalize {

/// Fills title_key, fingerprint and words of the item's lineage. The item is clean: its title
/// plain, its content sanitised or plain, its summary plain. text::nearly_same() compares the two
/// latter. An item that has words already is left unchanged.
///
/// The key is the words of the title, folded, without punctuation. It is empty if they are too
/// common: fewer than three words ("Weekly update"), or hardly any letters.
/// The text is the content, else the summary, without the title that it may begin with.
void describe(model::Item& item);

}  // namespace syndic::normalize
