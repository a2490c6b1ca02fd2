// SPDX-License-Identifier: MIT
#pragma once

#include "config/config.h"
#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// Notes what is no mistake but hardly meant: no source at all, two sources at one address, a feed
/// that syndic itself publishes as a source.
void remark_on(const Table& document, const Config& config, Context& context);

}  // namespace syndic::config
