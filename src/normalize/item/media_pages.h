// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/item.h"

namespace syndic::normalize {

/// watch or listen where `url` is the page of a film, an episode or a show at a host of such, one
/// that players.h has no player of; nothing for any other page, those hosts' own news among them.
[[nodiscard]] std::optional<model::Kind> kind_of_page(std::string_view url);

}  // namespace syndic::normalize
