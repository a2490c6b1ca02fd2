// SPDX-License-Identifier: MIT
//
// The page for people: plain HTML files that need no script, made of a theme. Pure: the same
// document, options and theme have the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "write/feed_writer.h"
#include "write/options.h"
#include "write/page/theme.h"

namespace syndic::write {

/// A published feed, as offered on the page.
struct PageFeed {
  std::string name;  ///< Of its files: "all".
  std::string title;
};

/// What the pages need beside the items.
struct PageOptions {
  std::string time_zone = "UTC";  ///< Of the dates that people read.
  std::string feeds_url;          ///< URL of the published folder, with '/' at its end; or empty.
  std::size_t items = 50;         ///< On one page, at most.
  bool images = true;             ///< Whether pictures of items are shown.
  std::vector<Format> formats;    ///< Of each feed.
  std::vector<PageFeed> feeds;
  std::string opml;  ///< File name of the list of sources; empty: there is none.
};

struct PageFile {
  std::string name;  ///< "index.html", "assets/style.css".
  std::string bytes;
};

/// The stylesheet of feeds that are opened in a browser, as xml-stylesheet refers to it.
inline constexpr std::string_view kFeedStylesheet = "assets/feed.css";

/// All files of the page, in the order in which they are to be published: assets, pages of one
/// source or kind (source-ID.html, kind-watch.html; further ones source-ID.page-2.html),
/// formats.html, embed.html, then page-2.html … and index.html last. Each has less than 100 KB with
/// the built-in theme: a page that would have more holds fewer items. `document` holds all items to
/// show, newest first; its title is the site's. Throws FileFailure for a template that uses an
/// unknown name.
[[nodiscard]] std::vector<PageFile> render_pages(const Document& document,
                                                 const PageOptions& options, const Theme& theme);

}  // namespace syndic::write
