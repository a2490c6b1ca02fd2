// SPDX-License-Identifier: MIT
//
// What feed readers show of an item, wherever it came from, is made the same in every format: who
// wrote it, what it is called, and what one does with it.
#pragma once

#include "write/feed_writer.h"

namespace syndic::write {

/// Fills in what readers would otherwise fill in by themselves, each in its own way. An entry that
/// nobody signed is its source's, for readers would show the network as its author; one without a
/// title is called by its first words (entry_name()); and its kind is a category of the scheme
/// model::kKindScheme, so that readers show it and can filter by it.
void fit_for_readers(Document& document);

}  // namespace syndic::write
