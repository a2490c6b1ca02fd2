// SPDX-License-Identifier: MIT
//
// A look at a site that is no partner yet: what of it could be carried, and what to mend first.
// Nothing is stored.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/append_source.h"
#include "config/config.h"
#include "http/transport.h"
#include "lint/findings.h"
#include "model/item.h"
#include "model/timestamp.h"
#include "pipeline/subscribe.h"

namespace syndic::pipeline {

/// What of a site could be carried.
enum class Carried {
  feed,
  page,     ///< There is no feed; the page itself reads as a list.
  nothing,  ///< There is neither: a feed is needed.
};

/// How many items an invitation shows.
inline constexpr std::size_t kItemsOfInvitation = 3;

/// A site as an invitation tells of it.
struct Invitation {
  Carried carried = Carried::nothing;
  config::NewSource source;        ///< As it would be configured, with the secrets of its address.
  std::string url;                 ///< Of the feed, page or site, without secrets.
  std::string title;               ///< The feed's or page's own, one line; may be empty.
  std::string home_page_url;       ///< The feed's own; may be empty.
  std::size_t count = 0;           ///< The items that it has.
  std::vector<model::Item> items;  ///< The newest of them, normalised; kItemsOfInvitation at most.
  std::vector<lint::Finding> findings;  ///< Errors and warnings, the worst first; of a feed alone.
  std::string not_judged;               ///< Why there are no findings; empty: it was judged.
  std::vector<std::string> others;      ///< URLs of other feeds that the page declares.
  std::string same_host;                ///< Id of a source on the same host; empty: there is none.
};

/// The source that has the feed, page or site at the URL, or for whose site the feed there was
/// found; null if none does. Throws StoreFailure.
[[nodiscard]] const config::Source* partner_at(const std::string& url,
                                               const config::Config& config);

/// Asks for the site at `wish.url` as discover() and lint_feeds() do, by [fetch] of the
/// configuration, and reads its feed or page as a new source's. An empty id is made of the name,
/// and is no other source's. Errors: malformed if a source has the feed already or the id is taken,
/// not_now if the host asked for silence, http_status if robots.txt keeps syndic off the page; else
/// as discover(), but for unknown_format, which is Carried::nothing. Throws StoreFailure.
[[nodiscard]] Result<Invitation> look_at_site(const config::Config& config, const Wish& wish,
                                              http::Transport& transport, model::Timestamp now,
                                              const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
