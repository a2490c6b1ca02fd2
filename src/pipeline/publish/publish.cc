// SPDX-License-Identifier: MIT
#include "pipeline/publish/publish.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "pipeline/authored/assets.h"
#include "pipeline/publish/announce.h"
#include "pipeline/publish/check_output.h"
#include "pipeline/publish/documents.h"
#include "pipeline/publish/events.h"
#include "pipeline/publish/facets.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/link_answers.h"
#include "pipeline/publish/output_set.h"
#include "pipeline/publish/site_pages.h"
#include "pipeline/publish/source_list.h"
#include "pipeline/publish/subscription_size.h"
#include "pipeline/status/status.h"
#include "store/ledger.h"
#include "write/facts.h"
#include "write/feed/opml.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {
namespace {

OutputSet::Mode mode_of(const PublishOptions& options) {
  if (options.dry_run) return OutputSet::Mode::rehearse;
  return options.restore ? OutputSet::Mode::restore : OutputSet::Mode::publish;
}

// Under which the ledger remembers what the pages about the sources were made of.
constexpr const char* kStateOfSources = "state of sources";

/// Publishes once.
class Publisher {
 public:
  Publisher(const config::Config& config, store::Store& store, model::Timestamp now,
            const PublishOptions& options)
      : config_(config),
        store_(store),
        now_(now),
        options_(options),
        documents_(config, store),
        pages_(config, documents_, store, now),
        output_(config, store.ledger(), mode_of(options)) {}

  Published run() {
    const bool has_changes = !store_.ledger().publication();
    prepare(has_changes);
    is_made_otherwise_ = store_.ledger().made_of() != publication_.made_of;
    if (is_made_otherwise_) output_.look_at_archives();
    chosen_ = archives_to_look_at(store_.ledger().newest_archives(), now_);
    published_.rendered = !is_up_to_date();
    if (published_.rendered) {
      if (!has_changes) prepare(true);
      for (const config::Feed& feed : config_.feeds) put_feed(feed);
      if (has_calendar()) put_calendar();
      put_pages();
      remember_changes();
    } else {
      put_lists_of_sources();
    }
    if (published_.nothing) {
      for (FeedReport& feed : published_.feeds) feed.written = false;
    }
    if (options_.dry_run) return std::move(published_);
    if (!published_.nothing) must_announce(config_, output_.changed(), now_, store_.ledger());
    store_.commit();
    if (!published_.nothing) swap();
    return std::move(published_);
  }

 private:
  // Finds out what the publication is made of. To sort items is only needed if they changed, or are
  // rendered.
  void prepare(bool sorts) {
    if (sorts) store_.ledger().sort_into(all_facets());
    if (has_calendar()) pages_.offer_calendar();
    publication_.made_of = made_of();
  }

  [[nodiscard]] std::vector<store::Facet> all_facets() {
    std::vector<store::Facet> facets = facets_of(config_, store_);
    std::ranges::move(pages_.facets(), std::back_inserter(facets));
    if (config_.publish.events) facets.push_back(event_facet());
    return facets;
  }

  // Only a site that ever had an event has a calendar.
  [[nodiscard]] bool has_calendar() {
    return config_.publish.events && !store_.ledger().is_empty(event_facet().feed);
  }

  // A hash of all that feeds and pages are made of, except for the stored items and the time.
  [[nodiscard]] std::string made_of() const {
    std::string all = pages_.appearance();
    for (const config::Feed& feed : config_.feeds) {
      all += appearance_of(feed, selection_of(config_, feed, now_));
    }
    return base::content_hash(all);
  }

  [[nodiscard]] std::string appearance_of(const config::Feed& feed,
                                          const store::Selection& selection) const {
    const std::string of_feed = documents_.appearance_of(feed, selection);
    return pages_.show(feed) ? of_feed + pages_.appearance() : of_feed;
  }

  // Whether all feeds and pages are there as they would be rendered now; if so, keeps them.
  [[nodiscard]] bool is_up_to_date() {
    const auto last = store_.ledger().publication();
    if (!last || last->made_of != publication_.made_of) return false;
    if (last->valid_until && *last->valid_until <= now_) return false;
    const bool knows_all = std::ranges::all_of(
        config_.feeds, [&](const config::Feed& feed) { return last->feeds.contains(feed.name); });
    if (!knows_all || !output_.keep_all(chosen_files(), now_)) return false;
    for (const config::Feed& feed : config_.feeds) {
      published_.feeds.push_back({.name = feed.name, .items = last->feeds.at(feed.name)});
    }
    return true;
  }

  // The division of a feed into subscription document and archives is stored before a file shows
  // it, so that the next run continues after one that is killed.
  void remember_changes() {
    std::vector<std::string> names;
    for (const config::Feed& feed : config_.feeds) names.push_back(feed.name);
    names.insert(names.end(), pages_.shelves().begin(), pages_.shelves().end());
    store_.ledger().settled(names);
  }

  void swap() {
    store_.begin_batch();
    try {
      output_.swap();
    } catch (const FileFailure&) {
      store_.commit();  // The files that were replaced are recorded all the same.
      throw;
    }
    refreshed_.insert(refreshed_.end(), pages_.refreshed().begin(), pages_.refreshed().end());
    for (const auto& [shelf, number] : refreshed_) store_.ledger().refreshed(shelf, number);
    if (!options_.restore) {
      if (published_.rendered) {
        output_.remove_stale();
        store_.ledger().answered();
        // The next run tries again to publish what was withheld.
        if (published_.withheld.empty()) store_.ledger().remember(publication_);
      }
      store_.ledger().note_made_of(kStateOfSources, state_of_sources_);
      published_.unused_files = output_.settle_unused(now_);
    }
    store_.commit();
  }

  void limit_validity(model::Timestamp time) {
    publication_.valid_until = std::min(publication_.valid_until.value_or(time), time);
  }

  // The selection's items; limits `valid_until` to the time until which time does not change them.
  std::vector<store::StoredItem> select(const config::Feed& feed,
                                        const store::Selection& selection) {
    std::vector<store::StoredItem> shown = store_.select(selection);
    const auto until = [&](model::Timestamp time) { limit_validity(time); };
    if (!selection.not_after.empty()) until(now_);
    for (const store::StoredItem& stored : shown) {
      if (stored.is_late) until(stored.first_seen + kLateShown);
    }
    if (!feed.max_age) return shown;
    for (const store::StoredItem& stored : shown) {
      if (!stored.item.published) continue;
      until(*stored.item.published + boost::posix_time::seconds(feed.max_age->count() + 1));
    }
    return shown;
  }

  void put_feed(const config::Feed& feed) {
    const store::Selection selection = selection_of(config_, feed, now_);
    std::vector<store::StoredItem> shown = select(feed, selection);
    store_.ledger().keep_ids(feed.name, shown);
    std::vector<store::StoredItem> keys;  // The shown items; settle() only needs their keys.
    keys.reserve(shown.size());
    for (const store::StoredItem& stored : shown) keys.push_back({.key = stored.key});
    write::Document document = documents_.of(feed, std::move(shown));
    std::optional<write::Document> latest;
    if (pages_.show(feed)) latest = document;
    fit_subscription(document, documents_, config_.publish.formats);
    put_assets(config_, document, output_);
    keys.resize(document.entries.size());
    const store::Shelf shelf = shelf_of(feed, selection, appearance_of(feed, selection));
    const store::Archives archives = store_.ledger().settle(shelf, keys);
    document.deleted = tombstones_of(feed.name, store_.ledger());
    for (const model::Tombstone& tombstone : document.deleted) {
      document.updated = std::max(document.updated, tombstone.when);
    }

    FeedReport report{.name = feed.name, .items = document.entries.size()};
    if (would_vanish(document, shelf)) {
      output_.keep_feed(feed.name);  // Its archives that are stale stay so.
      published_.feeds.push_back(std::move(report));
      return;
    }
    report.written = put_archives(feed, shelf, archives);
    if (latest) {
      documents_.shorten(*latest, document.entries.size());
      latest_ = std::move(latest);
      newest_archive_ = archives.newest;
    }
    if (config_.publish.page && feed.each == config::Each::all_but) {
      pages_.put_embed(feed, document, output_);
    }
    write::fit_for_readers(document);
    for (const write::Format format : config_.publish.formats) {
      document.history = links_of(config_, feed.name, 0, archives.newest, format);
      const std::string name = feed.name + "." + std::string(write::extension(format));
      report.written = put(name, document, format) || report.written;
    }
    publication_.feeds.emplace(feed.name, report.items);
    published_.feeds.push_back(std::move(report));
  }

  // Those that are stale, or chosen and not there as they were left. No other one is even looked
  // at.
  bool put_archives(const config::Feed& feed, const store::Shelf& shelf,
                    const store::Archives& archives) {
    std::set<int> wanted(archives.stale.begin(), archives.stale.end());
    if (options_.restore) wanted.clear();
    for (const int number : chosen_[feed.name]) {
      const std::vector<std::string> files = archive_files(feed.name, number);
      const bool is_there = std::ranges::all_of(
          files, [&](const std::string& name) { return output_.is_there(name); });
      if (!is_there && number <= archives.newest) wanted.insert(number);
    }
    if (is_made_otherwise_) {
      for (int number = 1; number <= archives.newest; ++number) {
        for (const std::string& name : archive_files(feed.name, number)) output_.keep(name);
      }
    }
    bool written = false;
    for (const int number : wanted) {
      written = put_archive(feed, shelf, number, archives.newest) || written;
    }
    return written;
  }

  bool put_archive(const config::Feed& feed, const store::Shelf& shelf, int number, int newest) {
    std::vector<store::StoredItem> archived = store_.ledger().archived(shelf, number);
    store_.ledger().keep_ids(feed.name, archived);
    write::Document document = documents_.of(feed, std::move(archived));
    if (pages_.show(feed)) pages_.put_history(document, number, number == newest, output_);
    document.hubs.clear();  // Nobody subscribes to an archive.
    write::fit_for_readers(document);
    bool written = false;
    for (const write::Format format : formats_of_archives()) {
      document.history = links_of(config_, feed.name, number, newest, format);
      written = put(archive_name(feed.name, number, format), document, format) || written;
    }
    if (!options_.restore) refreshed_.emplace_back(feed.name, number);
    return written;
  }

  [[nodiscard]] std::vector<write::Format> formats_of_archives() const {
    std::vector<write::Format> formats = config_.publish.formats;
    std::erase(formats, write::Format::rss);
    return formats;
  }

  [[nodiscard]] std::vector<std::string> archive_files(const std::string& feed, int number) const {
    std::vector<std::string> files;
    for (const write::Format format : formats_of_archives()) {
      files.push_back(archive_name(feed, number, format));
    }
    if (config_.publish.page && feed == config_.feeds.front().name) {
      for (std::string& page : pages_.history_names(number)) {
        if (output_.knows(page)) files.push_back(std::move(page));
      }
    }
    return files;
  }

  [[nodiscard]] std::vector<std::string> chosen_files() const {
    std::vector<std::string> files;
    for (const config::Feed& feed : config_.feeds) {
      const auto found = chosen_.find(feed.name);
      if (found == chosen_.end() || !feed.archive) continue;
      for (const int number : found->second) {
        for (std::string& name : archive_files(feed.name, number)) files.push_back(std::move(name));
      }
    }
    for (const auto& [shelf, numbers] : chosen_) {
      for (const int number : numbers) {
        auto page = pages_.history_page_of(shelf, number);
        if (page && output_.knows(*page)) files.push_back(*std::move(page));
      }
    }
    return files;
  }

  bool put(const std::string& name, const write::Document& document, write::Format format) {
    const std::string bytes = write::render(document, format, served_at(config_, name));
    const bool changes = output_.add(name, bytes);
    if (!changes) return false;
    if (const auto fault = fault_in(bytes, format, document)) {
      published_.withheld.push_back(name + " was not written: " + *fault);
      published_.nothing = true;
    }
    return true;
  }

  // Compared with the present file, as that is what subscribers have.
  bool would_vanish(const write::Document& document, const store::Shelf& shelf) {
    const bool is_accepted = std::ranges::any_of(options_.accept, [&](const std::string& name) {
      return name.empty() || name == shelf.feed;
    });
    if (is_accepted) return false;
    for (const write::Format format : config_.publish.formats) {
      const auto bytes = output_.bytes_of(shelf.feed + "." + std::string(write::extension(format)));
      const auto before = bytes ? published_ids(*bytes) : std::nullopt;
      if (!before) continue;
      if (!left_) left_ = left_with_lists(config_, store_);
      auto reason = why_withheld(*before, document, shelf, store_.ledger(),
                                 config_.publish.max_vanish, *left_);
      if (!reason) return false;
      published_.withheld.push_back(*std::move(reason));
      return true;
    }
    return false;
  }

  void put_calendar() {
    const Calendar calendar = calendar_of(config_, documents_, store_, now_);
    output_.add(kEventsFile, calendar.bytes);
    if (calendar.valid_until) limit_validity(*calendar.valid_until);
  }

  void put_pages() {
    if (config_.publish.page) put_link_answers(config_, documents_, store_, now_, output_);
    if (latest_) {
      pages_.put_lists(
          {.all_anew = is_made_otherwise_, .restores = options_.restore, .chosen = chosen_},
          output_);
    } else if (config_.publish.page) {
      output_.keep_pages();
    }
    put_lists_of_sources();
    if (latest_) pages_.put_front(*latest_, newest_archive_, output_);
  }

  // They also change where no item is new.
  void put_lists_of_sources() {
    if (config_.publish.opml) {
      const auto list = source_list(config_, documents_.credited(), store_);
      output_.add(kSourceListFile, write::render_opml(list));
    }
    const std::vector<SourceStatus> rows = lasting_status(config_, store_);
    state_of_sources_ = base::content_hash(publication_.made_of + text_of(rows));
    // OutputSet::keep_all() has kept the files.
    if (!published_.rendered && store_.ledger().is_made_of(kStateOfSources, state_of_sources_)) {
      return;
    }
    if (config_.publish.status) {
      const auto status = status_document(config_, documents_.credited(), rows);
      output_.add("status.json", write::render_status_json(status));
      pages_.put_status_page(status, output_);
    }
    if (config_.publish.page) pages_.put_sources_page(rows, output_);
  }

  const config::Config& config_;
  store::Store& store_;
  model::Timestamp now_;
  const PublishOptions& options_;
  Documents documents_;
  SitePages pages_;  // Throws for an unusable theme before the first file is changed.
  OutputSet output_;
  std::optional<write::Document> latest_;               // What index.html shows; empty: it stays.
  std::string state_of_sources_;                        // Of what the pages about them are made.
  int newest_archive_ = 0;                              // Of the feed that the pages show.
  bool is_made_otherwise_ = false;                      // Than the last publication.
  std::map<std::string, std::vector<int>> chosen_;      // Archives to be looked at, by feed.
  std::vector<std::pair<std::string, int>> refreshed_;  // Archives, by feed.
  std::optional<std::set<std::string>> left_;           // left_with_lists(), once it is asked for.
  store::Publication publication_;                      // The new one.
  Published published_;
};

}  // namespace

Published publish(const config::Config& config, store::Store& store, model::Timestamp now,
                  const PublishOptions& options) {
  return Publisher(config, store, now, options).run();
}

}  // namespace syndic::pipeline
