// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "config/config.h"
#include "model/source.h"

namespace syndic::pipeline {

/// What an operator or a partner's webmaster can do about a source that gives nothing; empty if
/// nothing is wrong. `place` is the source's address as it may be shown, `site_feed` what is known
/// of a site's feed once it was looked for.
[[nodiscard]] std::string advice_on(const config::Source& source, const std::string& place,
                                    const model::FetchState& state,
                                    const std::optional<model::SiteFeed>& site_feed);

}  // namespace syndic::pipeline
