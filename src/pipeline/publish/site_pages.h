// SPDX-License-Identifier: MIT
//
// The pages for people, composed of configuration and store. They show what the configuration's
// first feed has: its newest items on index.html, each archive on pages of its own, so that older
// pages stay as they are when items are added, and the items of each kind, group and source
// likewise.
//
// What is about all items is in site_pages.cc, what is about some in site_lists.cc.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/config.h"
#include "pipeline/publish/documents.h"
#include "pipeline/publish/output_set.h"
#include "pipeline/status/status.h"
#include "store/ledger.h"
#include "store/store.h"
#include "write/feed_writer.h"
#include "write/page/page.h"
#include "write/page/sources_page.h"
#include "write/page/status_page.h"
#include "write/theme/theme.h"

namespace syndic::pipeline {

/// What is wrong with the configured theme, in one line with its file and, where it has one, the
/// line; empty if nothing is, or if there are no pages. Reads the theme and tries it out on made-up
/// items.
[[nodiscard]] std::optional<std::string> fault_in_theme(const config::Config& config);

/// Which pages of lists are written although no item of theirs changed.
struct Renewal {
  bool all_anew = false;  ///< All: what pages are made of has changed.
  bool restores = false;  ///< Only what is missing or damaged is written.
  /// The archives, by the name of their shelves, that this run looks at: their pages are written if
  /// they are not as they were left.
  std::map<std::string, std::vector<int>> chosen;
};

class SitePages {
 public:
  /// Reads the theme. Borrows all. Throws FileFailure if the theme cannot be used, before anything
  /// is written.
  SitePages(const config::Config& config, const Documents& documents, store::Store& store,
            model::Timestamp now);

  /// Whether the feed is the one whose items the pages show, and there are pages.
  [[nodiscard]] bool show(const config::Feed& feed) const;

  /// A text of all that the pages are made of, except for configuration and items.
  [[nodiscard]] std::string appearance() const;

  /// Has the pages lead to the calendar of events.
  void offer_calendar();

  /// What the pages select by, beside the facets of feeds (Ledger::sort_into()).
  [[nodiscard]] std::vector<store::Facet> facets() const;

  /// The names of the pages that an archive may have.
  [[nodiscard]] std::vector<std::string> history_names(int archive) const;

  /// Adds the pages of an archive; those of the newest that lost all their items go.
  void put_history(const write::Document& archived, int archive, bool is_newest,
                   OutputSet& output) const;

  /// Adds the list to embed of a feed that leaves one source out.
  void put_embed(const config::Feed& feed, const write::Document& document,
                 OutputSet& output) const;

  /// Adds the assets, the index to search in, and the pages of kinds, groups, tags and sources; of
  /// sources only those whose items changed since Ledger::settled(), and those of `renewal`.
  void put_lists(const Renewal& renewal, OutputSet& output);

  /// What the history of lists is kept under, after put_lists(): the names for Ledger::settled(),
  /// and the archives whose pages were added.
  [[nodiscard]] const std::vector<std::string>& shelves() const { return shelves_; }
  [[nodiscard]] const std::vector<std::pair<std::string, int>>& refreshed() const {
    return refreshed_;
  }

  /// The page of an archive of such a shelf; empty if it is a feed's.
  [[nodiscard]] static std::optional<std::string> history_page_of(const std::string& shelf,
                                                                  int number);

  /// Adds the page about the sources, of which `rows` are pipeline::lasting_status(). To be called
  /// after put_lists(), if that is called.
  void put_sources_page(const std::vector<SourceStatus>& rows, OutputSet& output) const;

  /// Adds the page of `status`; without other pages, also the assets that it is shown with.
  void put_status_page(const write::StatusDocument& status, OutputSet& output) const;

  /// Adds the sitemap and the pages of the newest items, index.html last, after all that they link
  /// to. `latest` are the items of the first feed, and `newest_archive` the number of its newest
  /// archive.
  void put_front(const write::Document& latest, int newest_archive, OutputSet& output) const;

 private:
  struct List;

  // Items of the first feed.
  struct Choice {
    std::vector<std::string> sources;  ///< Of these; empty: of all.
    std::string facet;                 ///< Of these; empty: the feed's own.
  };

  [[nodiscard]] std::size_t items_on_page() const;
  [[nodiscard]] std::size_t pages_of_archive() const;
  [[nodiscard]] std::vector<const config::Source*> shown_sources() const;
  [[nodiscard]] store::Selection selection_of_list(const Choice& choice) const;
  [[nodiscard]] List list_of(const Choice& choice) const;
  [[nodiscard]] static List only(write::Document items);
  [[nodiscard]] write::Document newest(std::size_t limit, const std::string& facet) const;
  void know_feeds(model::Timestamp now);
  template <class Wanted>
  [[nodiscard]] write::Document where(const write::Document& document, Wanted wanted) const;
  [[nodiscard]] std::vector<write::PageFeed> feeds_of(const std::vector<std::string>& sources,
                                                      const std::vector<model::Kind>& kinds,
                                                      const std::vector<std::string>& tags) const;
  [[nodiscard]] std::vector<List> kinds(const write::Document& listing) const;
  [[nodiscard]] std::vector<List> groups() const;
  [[nodiscard]] std::vector<List> tags(const write::Document& listing) const;
  [[nodiscard]] std::vector<write::SourceRow> source_rows(const std::vector<SourceStatus>& rows,
                                                          const OutputSet& output) const;
  [[nodiscard]] write::Document pinned() const;
  [[nodiscard]] static std::string shelf_name(const std::string& list_page);
  void put_list(List list, const Renewal& renewal, OutputSet& output);
  std::string put_history_of(const List& list, const Renewal& renewal, OutputSet& output);
  [[nodiscard]] std::vector<int> damaged(const std::string& shelf, const Renewal& renewal,
                                         const OutputSet& output) const;
  void put_sources(const Renewal& renewal, OutputSet& output);
  [[nodiscard]] std::string newest_history_page(int newest_archive, const OutputSet& output) const;
  void put_sitemap(const std::string& newest_history, OutputSet& output) const;

  const config::Config& config_;
  const config::Feed& feed_;  ///< The first one.
  const Documents& documents_;
  store::Store& store_;
  store::Selection selection_;                                 ///< The first feed's.
  std::map<std::string, std::vector<write::PageFeed>> feeds_;  ///< All, by their contents.
  write::Theme theme_;
  write::Document site_;
  write::PageOptions options_;
  write::PageWriter writer_;
  std::vector<std::string> shelves_;
  std::vector<std::pair<std::string, int>> refreshed_;
};

}  // namespace syndic::pipeline
