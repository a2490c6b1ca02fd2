// SPDX-License-Identifier: MIT
#pragma once

#include "config/config.h"
#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// After read_document(), with the same document: reports mistakes that concern several keys
/// (missing, given twice, a name that does not exist), and fills in what follows from other keys
/// (ids, titles, the default feed, the user agent).
void check_and_complete(const Table& document, Config& config, ReadContext& context);

/// Notes what is no mistake but hardly meant: no source at all, two sources with one address, a
/// feed that syndic itself publishes as a source.
void add_notes(const Table& document, const Config& config, ReadContext& context);

}  // namespace syndic::config
