// SPDX-License-Identifier: MIT
//
// The pages for people that list items: plain HTML files that need no script, made of a theme.
// Pure: the same items, options and theme have the same bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "write/feed_writer.h"
#include "write/options.h"
#include "write/page/date.h"
#include "write/page/item.h"
#include "write/theme/theme.h"

namespace syndic::write {

/// A published feed, as offered on a page.
struct PageFeed {
  std::string name;  ///< Of its files: "all".
  std::string title;
  bool is_podcast = false;
  friend bool operator==(const PageFeed&, const PageFeed&) = default;
};

/// Another page, by which the items of a list can be chosen.
struct PageLink {
  std::string file;  ///< "kind-watch.html".
  std::string name;
};

/// What the pages of a site have in common.
struct PageOptions {
  std::string time_zone = "UTC";  ///< Of the dates that people read.
  std::string feeds_url;          ///< URL of the published folder, with '/' at its end; or empty.
  std::size_t items = 50;         ///< On one page, at most.
  bool images = true;             ///< Whether pictures of items are shown.
  std::vector<Format> formats;    ///< Of each feed.
  std::vector<PageFeed> feeds;
  std::string opml;    ///< File name of the list of sources; empty: there is none.
  std::string events;  ///< File name of the calendar of events; empty: there is none.
  std::vector<PageLink> kinds;
  std::vector<PageLink> groups;
  std::vector<PageLink> tags;
  std::vector<PageLink> sources;  ///< In the filter of index.html.
  bool has_source_pages = false;  ///< Whether the name of a source leads to its page.
  std::string sources_page;       ///< File name of the page about the sources; or empty.
  std::string health;             ///< File name of what tells when the next run is due; or empty.
  std::string search;             ///< File name of what is searched in; or empty.
  bool is_indexed = true;         ///< Whether search engines may list the pages.
};

/// A page's list.
struct PageList {
  std::string file;             ///< "index.html", "source-casel.html".
  std::string heading;          ///< Empty: the list of everything.
  std::string home;             ///< A source's own site.
  std::vector<PageFeed> feeds;  ///< That have the same items; empty: those of the site are offered.
  std::string embed;            ///< File name of the list to embed; empty: there is none.
};

/// A page of items that are no longer among the newest of a list.
struct HistoryPage {
  /// The list; its file is that of the newest items.
  PageList list = {.file = "index.html", .heading = "", .home = "", .feeds = {}, .embed = ""};
  std::size_t number = 1;  ///< From 1, the oldest.
  bool is_newest = false;  ///< Newer items are on the list's page.
};

struct PageFile {
  std::string name;  ///< "index.html", "assets/style.css".
  std::string bytes;
};

/// The stylesheet of feeds that are opened in a browser, as xml-stylesheet refers to it.
inline constexpr std::string_view kFeedStylesheet = "assets/feed.css";

/// Makes pages of one site. All of its functions throw FileFailure for a template that uses an
/// unknown name. Each page has less than 100 KB with the built-in theme and items of usual length.
/// Not safe for two threads at once.
class PageWriter {
 public:
  /// `site` is a document whose title, subtitle, addresses and language are the site's; its entries
  /// do not matter. Borrows all three.
  PageWriter(const Document& site, const PageOptions& options, const Theme& theme);

  /// The files below assets/, and formats.html.
  [[nodiscard]] std::vector<PageFile> assets() const;

  /// index.html with the newest items, which `items` holds, in their order, below the pinned ones;
  /// latest-2.html and so on have those that do not fit on it. `oldest_leads_to` is the page of the
  /// items that come next; empty: there is none.
  [[nodiscard]] std::vector<PageFile> latest(const Document& items, const Document& pinned,
                                             const std::string& oldest_leads_to) const;

  /// Returns the file name of the page with the items that come after the first `shown`; empty if
  /// there is none.
  using OlderPage = std::function<std::string(std::size_t shown)>;

  /// The page of a list of some items: as many of `items` as fit. `older` is called once, unless it
  /// is empty.
  [[nodiscard]] PageFile list(const Document& items, const PageList& list,
                              const OlderPage& older = {}) const;

  /// A page of the history with `entries`, which `items` holds. It has nothing that other items
  /// could change.
  [[nodiscard]] PageFile history(const Document& items, std::span<const Entry> entries,
                                 const HistoryPage& page) const;

  /// A short list of the first of `items`, to be embedded in other sites. `more` is the page that
  /// has all.
  [[nodiscard]] PageFile embed(const Document& items, const std::string& file,
                               const std::string& title, const std::string& more) const;

  /// What pages of the site that list no items show around their contents.
  [[nodiscard]] View site_view() const;

  /// The line by which a page of others shows the file.
  [[nodiscard]] std::string embed_code(const std::string& file, const std::string& title) const;

  [[nodiscard]] const Labels& labels() const { return labels_; }
  [[nodiscard]] const DayNames& days() const { return days_; }

 private:
  struct Content;

  [[nodiscard]] ItemFrame frame_of(const Document& items) const;
  [[nodiscard]] Content content_of(const Document& items, std::span<const Entry> entries,
                                   std::size_t most_items) const;
  [[nodiscard]] std::string render(const PageList& list, const Content& content,
                                   const View& own) const;
  void add_filter(const PageList& list, View& view) const;
  void add_feeds(const PageList& list, View& view) const;
  [[nodiscard]] std::string described(const PageList& list) const;

  const Document& site_;
  const PageOptions& options_;
  const Theme& theme_;
  std::string language_;
  const Labels& labels_;
  DayNames days_;
  std::string style_href_;
  std::string icon_href_;
  std::string script_href_;
};

}  // namespace syndic::write
