// SPDX-License-Identifier: MIT
//
// The news of a time as a mail message: a text, and the same as HTML by the theme. Neither has a
// picture, a script or anything else that a reader would have to ask for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/timestamp.h"
#include "write/feed_writer.h"
#include "write/theme/theme.h"

namespace syndic::write {

/// What a digest says beside its items.
struct Digest {
  std::string feed;        ///< Name of the feed, [a-zA-Z0-9._-]; of the list's id.
  model::Timestamp from;   ///< The time of which the items are news,
  model::Timestamp until;  ///< and its end, which is not in it.
  model::Timestamp now;
  std::size_t more = 0;         ///< Items that it has no room for.
  std::string page_url;         ///< The page that has all items; empty: none is named.
  std::vector<std::string> to;  ///< Mail addresses.
};

/// The message with the entries of `document` in their order, by day in its zone and language.
/// Title and date are the document's. From is its first author, who must have an email; hosts of
/// ids are that of its home page, or else of that email. The Message-ID is the same for the same
/// feed, time, addressees and contents. Throws FileFailure if the template uses an unknown name.
[[nodiscard]] std::string render_digest(const Document& document, const Digest& digest,
                                        const Theme& theme);

}  // namespace syndic::write
