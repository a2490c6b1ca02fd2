// SPDX-License-Identifier: MIT
//
// The hosts that show film and play sound on other people's pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/item.h"

namespace syndic::normalize {

/// What an embedded player plays, as a page that one can link to.
struct Player {
  std::string url;         ///< Of the film's or recording's own page.
  std::string_view label;  ///< For people: "Watch on YouTube".
  model::Kind kind;        ///< watch or listen.
  std::string poster;      ///< An image of it, where its address tells; or empty.
};

/// The player after an absolute URL (of a frame, or of a page of such a host); empty if the
/// host is none of those known, or the page shows no film or recording.
[[nodiscard]] std::optional<Player> find_player(std::string_view url);

}  // namespace syndic::normalize
