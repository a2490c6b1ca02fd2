// SPDX-License-Identifier: MIT
#pragma once

#include "config/config.h"
#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// After read_document(), with the same document: says what no key shows alone (missing, given
/// twice, named but not there), and fills in what follows from other keys (ids, titles, the default
/// feed, the user agent).
void check_and_complete(const Table& document, Config& config, Context& context);

}  // namespace syndic::config
