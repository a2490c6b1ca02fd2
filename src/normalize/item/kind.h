// SPDX-License-Identifier: MIT
//
// Whether an item is to be read, watched or listened to, and the hosts whose players and pages say
// so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/item.h"
#include "normalize/html/sanitize.h"

namespace syndic::normalize {

/// What one does with the item: watch if it carries or links to a film, listen if to a recording,
/// else read. Attached files count first (`medium` is the medium of a file without a type), then
/// the item's own links: to such a file, or to a known host's page of one; then the players in its
/// text. Links in the text do not count.
[[nodiscard]] model::Kind kind_of(const model::Item& item, const Findings& in_content,
                                  std::optional<model::Kind> medium = std::nullopt);

/// What an embedded player plays, as a page that one can link to.
struct Player {
  std::string url;         ///< Of the film's or recording's own page.
  std::string_view label;  ///< For people: "Watch on YouTube".
  model::Kind kind;        ///< watch or listen.
  std::string poster;      ///< The URL of an image of it, if it follows from the address; or empty.
};

/// The player at an absolute URL (of a frame, or of a page of such a host); empty if the host is
/// not known, or the page shows no film or recording.
[[nodiscard]] std::optional<Player> find_player(std::string_view url);

}  // namespace syndic::normalize
