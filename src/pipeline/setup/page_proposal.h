// SPDX-License-Identifier: MIT
//
// A page without a feed as a source: how it could be read, proposed by what it repeats.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/result.h"
#include "config/append_source.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "parse/page/page.h"
#include "parse/page/rules.h"
#include "pipeline/subscribe.h"

namespace syndic::pipeline {

/// A web page and where it is.
struct WebPage {
  std::string bytes;
  std::string url;         ///< Without secrets; empty: nobody knows where it is.
  std::string source_url;  ///< The same with the secrets of the address that was given.
  std::string content_type;
  std::optional<Error> forbidden;  ///< Why no refresh may ask for it, by its site's robots.txt.
};

/// Asks for a page that a user named, and for its site's robots.txt. Errors: as ask_for_page().
[[nodiscard]] Result<WebPage> web_page_at(const std::string& url, const fetch::Options& options,
                                          http::Transport& transport,
                                          const std::atomic<bool>& cancelled);

/// How a page could be read, and what that gives.
struct PageProposal {
  parse::PageRules rules;
  parse::ReadPage read;
};

/// Errors: as parse::propose_rules() and parse::read_page().
[[nodiscard]] Result<PageProposal> propose_page(const WebPage& page);

/// The source by which the page is read as proposed. An empty name of `wish` is the page's title,
/// else its host; the id stays empty if the wish has none.
[[nodiscard]] config::NewSource source_of(const WebPage& page, const PageProposal& proposal,
                                          const Wish& wish);

}  // namespace syndic::pipeline
