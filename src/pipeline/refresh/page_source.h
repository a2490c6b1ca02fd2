// SPDX-License-Identifier: MIT
//
// Web pages without a feed as sources: robots.txt (RFC 9309) is asked for before the page, and its
// further pages (source.page.next) after it, if it changed. A sitemap is read likewise, and the
// sitemaps that an index names are its further pages.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "discover/robots.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/source.h"
#include "parse/feed_parser.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Whether the source is a page; one that has a feed's URL as well is a feed.
[[nodiscard]] bool is_page(const config::Source& source);

/// Pages of one source in one run, the first included.
inline constexpr std::size_t kMostPages = 10;

/// A transport that reads the pages of page sources, and passes all other requests on to the
/// `inner` transport. It answers for a source with its first page; more() returns the others. Only
/// pages of the same origin are asked for, with the usual pause between two requests to one host. A
/// page with an item that is stored already is the last one that is read, unless the source is to
/// be read anew (fetch::forget_body), as some of its items were left out.
class PageWalk : public http::Transport {
 public:
  /// Borrows all but the store, which only the constructor uses. `sources` are to be asked.
  PageWalk(http::Transport& inner, const std::vector<const config::Source*>& sources,
           const std::map<std::string, model::FetchState>& states, store::Store& store);

  using Transport::perform;
  void perform(std::deque<http::Request>& requests, const Starting& starting, const Done& done,
               const std::atomic<bool>& cancelled) override;

  [[nodiscard]] http::HeldBytes hold(std::size_t bytes) override { return inner_.hold(bytes); }

  /// The robots.txt files that were asked for; not during perform().
  [[nodiscard]] discover::RobotsOfSites& robots() { return robots_; }

  /// The pages after the source's first, in order; empty at a second call. On any thread.
  [[nodiscard]] std::vector<http::Response> more(const std::string& source_id);

  /// Whether the source has a further page that could not be had, and may be another time.
  [[nodiscard]] bool is_cut(const std::string& source_id);

 private:
  class Run;
  struct FirstPage {
    const config::Source* source = nullptr;
    std::string body_hash;        ///< Of the page as it was last read.
    std::string items_hash;       ///< Of its items then.
    std::set<std::string> known;  ///< Canonical links of its newest stored items.
  };

  http::Transport& inner_;
  std::map<std::string, FirstPage> pages_;  ///< By the URL that is asked for.
  discover::RobotsOfSites robots_;
  std::mutex mutex_;
  std::map<std::string, std::vector<http::Response>> more_;  ///< By source; guarded by mutex_.
  std::set<std::string> cut_;                                ///< Source ids; guarded by mutex_.
};

/// A page source's pages as one feed.
struct PagesRead {
  model::Feed feed;
  std::string items_hash;  ///< As parse::ReadPage, of the first page; how many of the others are
                           ///< read is no news. Of all sitemaps of an index.
  std::size_t first_items = 0;  ///< How many items the first page has, or all sitemaps.
  bool is_index = false;        ///< Of sitemaps, which change though it stays.
};

/// Reads a page source's pages, the items of the first page first.
/// Errors: as parse::read_page() or read_sitemap() for the first; a later page that cannot be read
/// is a warning.
[[nodiscard]] Result<PagesRead> read_page_source(const config::Source& source,
                                                 std::string_view first, const parse::Hints& hints,
                                                 const std::vector<http::Response>& more,
                                                 const parse::Limits& limits);

/// Asks for a page that a user named. Errors: http_status for anything but a 200 with a body, and
/// the transport's.
[[nodiscard]] Result<http::Response> ask_for_page(const std::string& url,
                                                  const fetch::Options& options,
                                                  http::Transport& transport,
                                                  const std::atomic<bool>& cancelled);

/// Whether a refresh may ask for the page, by its site's robots.txt, which is asked for. Errors:
/// http_status if not, with a message that says so.
[[nodiscard]] Result<void> check_robots(const std::string& page_url, const fetch::Options& options,
                                        http::Transport& transport,
                                        const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
