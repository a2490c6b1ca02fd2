// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "model/timestamp.h"

namespace syndic::model {

/// What an item's own page says of it, where the page that lists it says little (source.page
/// detail). Missing fields are empty.
struct ItemPage {
  std::string url;       ///< The item's link, canonical (normalize/link/canonical_url.h).
  bool is_done = false;  ///< It needs no other try: it was read, or is not there.
  int tries = 0;
  std::string title;  ///< This and all below are as parse/ reads them, not safe yet.
  std::string summary;
  std::string content;   ///< HTML.
  std::string base_url;  ///< What relative links in `content` resolve against.
  std::string image;
  std::string author;
  std::string media_url;  ///< Of the video or audio that the page is about.
  std::optional<Timestamp> published;
  friend bool operator==(const ItemPage&, const ItemPage&) = default;
};

}  // namespace syndic::model
