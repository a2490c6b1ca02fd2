// SPDX-License-Identifier: MIT
//
// What an item can be recognised by in another source's feed if id and link differ there: its title
// and a fingerprint of its text.
#pragma once

#include "model/item.h"

namespace syndic::normalize {

/// Fills title_key of the item's lineage: the words of its title, which is plain, folded, without
/// punctuation. It is empty if they are too common: fewer than three words ("Weekly update"), or
/// hardly any letters.
void describe_title(model::Item& item);

/// Fills fingerprint and words of the item's lineage, which text::nearly_same() compares, unless it
/// has words already. The item is clean: its content sanitised or plain, its summary plain. The
/// text is the content, else the summary, without the title that it may begin with.
///
/// That costs more than all else that is done to an item, and few items are ever compared: whoever
/// compares two describes them, one that is stored by what is stored of it.
void describe_text(model::Item& item);

}  // namespace syndic::normalize
