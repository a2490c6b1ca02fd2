// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "model/item.h"
#include "normalize/html/sanitize.h"

namespace syndic::normalize {

/// What one does with the item: watch where it carries or leads to a film, listen where to a
/// recording, else read. What is attached counts first (`medium`: what a file without a type was
/// said to be), then where the item leads: to such a file, a known host's page of one
/// (players.h, and hosts of films and podcasts that give no player); then its text. A link in the
/// text leads away from the item and does not count.
[[nodiscard]] model::Kind kind_of(const model::Item& item, const Findings& in_content,
                                  std::optional<model::Kind> medium = std::nullopt);

}  // namespace syndic::normalize
