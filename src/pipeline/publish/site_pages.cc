// SPDX-License-Identifier: MIT
#include "pipeline/publish/site_pages.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/error.h"
#include "base/time_format.h"
#include "pipeline/publish/events.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/source_list.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/status/health.h"
#include "write/page/files.h"
#include "write/page/health.h"
#include "write/page/search_index.h"
#include "write/page/sitemap.h"
#include "write/page/sources_page.h"
#include "write/theme/theme_trial.h"

namespace syndic::pipeline {
namespace {

// Other pages than those of an earlier version, of which the archives' must be written anew.
constexpr const char* kPagesVersion = "1";

constexpr std::size_t kMostOnPage = 50;
constexpr std::int64_t kSecondsPerDay = 24 * 60 * 60;

store::Selection without_late(store::Selection selection) {
  selection.late_since.reset();
  return selection;
}

write::SourceState state_of(Health health) {
  using enum write::SourceState;
  switch (health) {
    case Health::waiting:
      return waiting;
    case Health::failing:
      return trouble;
    case Health::broken:
    case Health::gone:
      return person;
    case Health::good:
    case Health::disabled:
      break;
  }
  return fine;
}

write::PageFeed offered(const config::Feed& feed) {
  return {feed.name, feed.title, feed.podcast.has_value()};
}

bool has_theme(const config::Config& config) {
  return config.publish.page || config.publish.status;
}

write::Document titled(write::Document document, const std::string& title) {
  document.title = title;
  return document;
}

}  // namespace

std::optional<std::string> fault_in_theme(const config::Config& config) {
  if (!has_theme(config)) return std::nullopt;
  try {
    write::try_out(write::Theme(config.publish.theme, write::CheckedNames::all));
  } catch (const FileFailure& failure) {
    return failure.what();
  }
  return std::nullopt;
}

SitePages::SitePages(const config::Config& config, const Documents& documents, store::Store& store,
                     model::Timestamp now)
    : config_(config),
      feed_(config.feeds.front()),
      documents_(documents),
      store_(store),
      selection_(without_late(selection_of(config, feed_, now))),
      theme_(has_theme(config) ? write::Theme(config.publish.theme) : write::Theme()),
      site_(titled(documents.of(feed_, {}), config.site.title)),
      options_{.time_zone = config.site.time_zone,
               .feeds_url = config.site.feeds_url,
               .items = feed_.items,
               .images = config.publish.images,
               .formats = config.publish.formats,
               .has_source_pages = selection_.source_ids.size() > 1,
               .is_indexed = config.publish.indexed},
      writer_(site_, options_, theme_) {
  if (config.publish.opml) options_.opml = kSourceListFile;
  options_.search = write::kSearchIndexFile;
  options_.health = write::kHealthFile;
  options_.sources_page = write::kSourcesPage;
  for (const config::Feed& feed : config.feeds) {
    if (!feed.each) options_.feeds.push_back(offered(feed));
  }
  if (config.publish.page) know_feeds(now);
}

bool SitePages::show(const config::Feed& feed) const {
  return config_.publish.page && &feed == &feed_;
}

void SitePages::offer_calendar() { options_.events = kEventsFile; }

std::string SitePages::appearance() const {
  return kPagesVersion + theme_.digest() + options_.events;
}

std::size_t SitePages::items_on_page() const { return std::min(feed_.items, kMostOnPage); }

std::size_t SitePages::pages_of_archive() const {
  return (kArchiveItems + items_on_page() - 1) / items_on_page();
}

std::vector<std::string> SitePages::history_names(int archive) const {
  std::vector<std::string> names;
  const std::size_t first = (static_cast<std::size_t>(archive) - 1) * pages_of_archive() + 1;
  for (std::size_t i = 0; i < pages_of_archive(); ++i) {
    names.push_back(write::history_page_name(first + i));
  }
  return names;
}

// The items of a full archive are divided evenly among all of its pages, so that the number of the
// next archive's first page is known; those of the newest fill one page after the other.
void SitePages::put_history(const write::Document& archived, int archive, bool is_newest,
                            OutputSet& output) const {
  const std::size_t pages = pages_of_archive();
  const std::span<const write::Entry> entries(archived.entries);
  const std::size_t on_page = is_newest ? items_on_page() : (entries.size() + pages - 1) / pages;
  const std::vector<std::string> names = history_names(archive);
  std::size_t rest = entries.size();  // The oldest come last.
  for (std::size_t i = 0; i < pages; ++i) {
    const std::size_t count = std::min(rest, on_page);
    const bool is_needed = !is_newest || count > 0 || (i == 0 && archive > 1);
    if (!is_needed) {
      output.drop(names[i]);
      continue;
    }
    rest -= count;
    const bool is_last = is_newest && rest == 0;
    const std::size_t number = (static_cast<std::size_t>(archive) - 1) * pages + i + 1;
    const write::PageFile file = writer_.history(archived, entries.subspan(rest, count),
                                                 {.number = number, .is_newest = is_last});
    output.add(file.name, file.bytes);
  }
}

void SitePages::put_embed(const config::Feed& feed, const write::Document& document,
                          OutputSet& output) const {
  const std::string name = write::list_page_name("embed", feed.name);
  const write::PageFile file =
      writer_.embed(document, name, feed.title, std::string(write::kIndexPage));
  output.add(file.name, file.bytes);
}

// The page with the newest items of the history; empty if there is none.
std::string SitePages::newest_history_page(int newest_archive, const OutputSet& output) const {
  if (newest_archive == 0) return {};
  const std::vector<std::string> names = history_names(newest_archive);
  const auto found = std::find_if(names.rbegin(), names.rend(),
                                  [&](const std::string& name) { return output.knows(name); });
  return found == names.rend() ? std::string() : *found;
}

void SitePages::put_front(const write::Document& latest, int newest_archive,
                          OutputSet& output) const {
  const std::string older = newest_history_page(newest_archive, output);
  put_sitemap(older, output);
  const write::PageFile embed = writer_.embed(latest, write::embed_page_name(write::kIndexPage),
                                              site_.title, std::string(write::kIndexPage));
  output.add(embed.name, embed.bytes);
  const write::Document pinned = this->pinned();
  std::set<std::string> on_top;
  for (const write::Entry& entry : pinned.entries) on_top.insert(entry.item.id);
  write::Document rest = latest;
  std::erase_if(rest.entries,
                [&](const write::Entry& entry) { return on_top.contains(entry.item.id); });
  for (const write::PageFile& file : writer_.latest(rest, pinned, older)) {
    output.add(file.name, file.bytes);
  }
}

std::vector<write::SourceRow> SitePages::source_rows(const std::vector<SourceStatus>& rows,
                                                     const OutputSet& output) const {
  std::int64_t today = 0;  // The newest day of any, as a page has no time of its own.
  for (const SourceStatus& row : rows) {
    if (!row.history.empty()) today = std::max(today, row.history.back().day);
  }
  const auto since = base::from_unix_seconds((today - write::kDaysCounted) * kSecondsPerDay);
  const auto posts = store_.posts_since(*since);
  const auto records = store_.sources();
  std::vector<write::SourceRow> shown;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SourceStatus& row = rows[i];
    if (!row.enabled) continue;
    const model::Source& about = documents_.credited().at(row.id);
    const std::string page = write::list_page_name("source", row.id);
    write::SourceRow& source = shown.emplace_back();
    source.name = about.name;
    if (output.knows(page)) source.page = page;
    source.home_page_url = about.home_page_url;
    if (!is_page(config_.sources[i])) source.feed_url = about.feed_url;
    source.state = state_of(health_of(row.state, true));
    source.again = row.state.next_due;
    const auto record = records.find(row.id);
    if (record == records.end() || !record->second.newest) continue;
    source.last = record->second.newest;
    const auto count = posts.find(row.id);
    source.posts = count == posts.end() ? 0 : static_cast<std::int64_t>(count->second);
  }
  return shown;
}

void SitePages::put_sources_page(const std::vector<SourceStatus>& rows, OutputSet& output) const {
  write::SourcesDocument document{
      .rows = source_rows(rows, output),
      .partners = {},
      .owner = config_.site.owner,
      .status_page = config_.publish.status ? std::string(write::kStatusPage) : ""};
  for (const config::Feed& feed : config_.feeds) {
    if (feed.each != config::Each::all_but || config_.publish.formats.empty()) continue;
    const std::string extension(write::extension(config_.publish.formats.front()));
    document.partners.push_back({.name = documents_.credited().at(feed.except.back()).name,
                                 .feed = feed.name + "." + extension,
                                 .embed = write::list_page_name("embed", feed.name),
                                 .title = feed.title});
  }
  const write::PageFile file = write::render_sources_page(writer_, theme_, options_, document);
  output.add(file.name, file.bytes);
}

void SitePages::put_status_page(const write::StatusDocument& status, OutputSet& output) const {
  if (!config_.publish.page) {
    for (const write::PageFile& file : writer_.assets()) {
      if (file.name == "assets/style.css" || file.name == "assets/icon.svg") {
        output.add(file.name, file.bytes);
      }
    }
  }
  const write::PageFile file = write::render_status_page(writer_, theme_, status);
  output.add(file.name, file.bytes);
}

void SitePages::put_sitemap(const std::string& newest_history, OutputSet& output) const {
  if (options_.feeds_url.empty() || !options_.is_indexed) return;
  std::vector<std::string> pages = {"", std::string(write::kSourcesPage)};
  for (const auto* links : {&options_.kinds, &options_.groups, &options_.tags, &options_.sources}) {
    for (const write::PageLink& link : *links) pages.push_back(link.file);
  }
  for (std::size_t number = 1; !newest_history.empty(); ++number) {
    pages.push_back(write::history_page_name(number));
    if (pages.back() == newest_history) break;
  }
  output.add("sitemap.xml", write::render_sitemap(options_.feeds_url, pages));
}

}  // namespace syndic::pipeline
