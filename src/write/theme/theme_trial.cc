// SPDX-License-Identifier: MIT
#include "write/theme/theme_trial.h"

#include <string>

#include "base/time_format.h"
#include "write/facts.h"
#include "write/mail/digest.h"
#include "write/page/files.h"
#include "write/page/page.h"
#include "write/page/sources_page.h"
#include "write/page/status_page.h"

namespace syndic::write {
namespace {

constexpr const char* kTrialUrl = "https://www.example.org/";
constexpr const char* kTrialSource = "a";
constexpr const char* kOtherTrialSource = "b";

// What the pages are made of.
struct Trial {
  Document items;
  PageOptions options;
  PageList list;
  SourcesDocument sources;
  StatusDocument status;
};

model::Timestamp trial_time() { return *base::parse_rfc3339_utc("2020-01-02T03:04:05Z"); }

Entry full_entry(model::Kind kind) {
  Entry entry;
  entry.source_id = kTrialSource;
  entry.also_in = {{kOtherTrialSource, kTrialUrl}};
  entry.came_late = true;
  entry.corrected = trial_time();
  model::Item& item = entry.item;
  item.kind = kind;
  item.id = item.url = kTrialUrl + std::string(kind_name(kind));
  item.title.value = "Title";
  item.summary.value = "Summary";
  item.language = "ar";
  item.published = trial_time();
  item.authors = {{.name = "Author", .email = {}, .url = {}}};
  item.image = kTrialUrl;
  item.enclosures = {{.url = kTrialUrl,
                      .media_type = "audio/mpeg",
                      .title = {},
                      .length = {},
                      .duration_seconds = 60}};
  item.event = {.start = trial_time(), .end = {}, .all_day = false, .place = "Place"};
  item.extras.episode.transcripts = {
      {.url = kTrialUrl, .media_type = {}, .language = {}, .rel = {}},
      {.url = kTrialUrl, .media_type = {}, .language = {}, .rel = "captions"}};
  return entry;
}

Document full_items() {
  Document items;
  items.title = "Title";
  items.subtitle = "Subtitle";
  items.home_page_url = kTrialUrl;
  items.language = "en";
  items.rights = "Rights";
  items.icon = kTrialUrl;
  items.generator = "generator";
  for (const char* id : {kTrialSource, kOtherTrialSource}) {
    model::Source source;
    source.id = source.name = id;
    source.home_page_url = source.feed_url = kTrialUrl;
    items.sources.emplace(id, std::move(source));
  }
  using enum model::Kind;
  for (const model::Kind kind : {read, watch, listen}) items.entries.push_back(full_entry(kind));
  return items;
}

Trial full_trial() {
  const PageLink link{"kind-read.html", "Name"};
  const PageFeed feed{.name = "all", .title = "Title", .is_podcast = true};
  return {.items = full_items(),
          .options = {.feeds_url = kTrialUrl,
                      .items = 2,  // Of three, so that there is a second page.
                      .formats = {Format::rss, Format::atom, Format::json},
                      .feeds = {feed},
                      .opml = "sources.opml",
                      .events = "events.ics",
                      .kinds = {link},
                      .groups = {link},
                      .tags = {link},
                      .sources = {link},
                      .has_source_pages = true,
                      .sources_page = std::string(kSourcesPage),
                      .health = "health.json",
                      .search = "search.json"},
          .list = {.file = link.file,
                   .heading = link.name,
                   .home = kTrialUrl,
                   .feeds = {feed},
                   .embed = embed_page_name(link.file)},
          .sources = {.rows = {{.name = "Name",
                                .page = link.file,
                                .home_page_url = kTrialUrl,
                                .feed_url = kTrialUrl,
                                .last = trial_time(),
                                .posts = 90,
                                .state = SourceState::trouble,
                                .again = trial_time()}},
                      .partners = {{"Name", "for-a.rss", "embed-for-a.html", "Title"}},
                      .owner = {.name = "Name", .email = "name@example.org", .url = {}},
                      .status_page = std::string(kStatusPage)},
          .status = {.title = "Title",
                     .has_pages = true,
                     .rows = {{.id = kTrialSource,
                               .name = "Name",
                               .home_page_url = kTrialUrl,
                               .health = "failing",
                               .problem = "HTTP 404",
                               .failures = 1,
                               .failing_since = trial_time(),
                               .last_success = trial_time(),
                               .last_change = trial_time(),
                               .items = 1,
                               .answer_time = 400,
                               .news_delay = 3600,
                               .not_modified = 50,
                               .history = {{.day = 1, .fetches = 1, .added = 1}}}}}};
}

// Items and a source of which nothing is known, without which no template is filled in.
Trial bare_trial() {
  Trial trial;
  trial.items.entries.resize(1);
  trial.options.is_indexed = trial.options.images = false;
  trial.list.file = list_page_name("kind", "read");
  trial.sources.rows.resize(1);
  trial.status.rows.resize(1);
  return trial;
}

void make_pages(const Theme& theme, const Trial& trial, const Document& items) {
  const PageWriter writer(items, trial.options, theme);
  (void)writer.assets();
  (void)writer.latest(items, items, trial.options.feeds_url.empty() ? "" : history_page_name(1));
  (void)writer.list(items, trial.list, [&](std::size_t /*shown*/) {
    return trial.options.feeds_url.empty() ? "" : history_page_name(1, trial.list.file);
  });
  (void)writer.history(items, items.entries, {.number = 2});
  (void)writer.history(items, items.entries, {.list = trial.list});
  (void)writer.embed(items, embed_page_name(kIndexPage), items.title, std::string(kIndexPage));
  (void)render_sources_page(writer, theme, trial.options, trial.sources);
  (void)render_status_page(writer, theme, trial.status);
}

void make_digest(const Theme& theme, const Trial& trial) {
  Document document = trial.items;
  document.authors = {{.name = "Name", .email = "name@example.org", .url = {}}};
  const bool is_full = !trial.options.feeds_url.empty();
  (void)render_digest(document,
                      {.feed = "all",
                       .from = trial_time(),
                       .until = trial_time() + boost::posix_time::hours(1),
                       .now = trial_time(),
                       .more = is_full ? 1U : 0U,
                       .page_url = trial.options.feeds_url,
                       .to = {}},
                      theme);
}

}  // namespace

void try_out(const Theme& theme) {
  for (const Trial& trial : {full_trial(), bare_trial()}) {
    make_pages(theme, trial, trial.items);
    make_digest(theme, trial);
    Document none = trial.items;
    none.entries.clear();
    make_pages(theme, trial, none);
  }
}

}  // namespace syndic::write
