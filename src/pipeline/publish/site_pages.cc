// SPDX-License-Identifier: MIT
#include "pipeline/publish/site_pages.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "config/feeds.h"
#include "pipeline/publish/facets.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/source_list.h"
#include "pipeline/status/health.h"
#include "text/folded.h"
#include "write/facts.h"
#include "write/page/files.h"
#include "write/page/health.h"
#include "write/page/search_index.h"
#include "write/page/sitemap.h"
#include "write/page/sources_page.h"
#include "write/page/theme_trial.h"

namespace syndic::pipeline {
namespace {

// Other pages than those of an earlier version, of which the archives' must be written anew.
constexpr const char* kPagesVersion = "1";

constexpr std::size_t kMostOnPage = 50;
constexpr std::size_t kMostPinned = 5;
// How many days show how often a source posts.
constexpr std::int64_t kFewestDaysCounted = 30;
constexpr std::size_t kMostTags = 30;
constexpr std::size_t kFewestOfTag = 3;

// The facet's name is that of no feed, as it has a blank.
const std::string kPinnedFacet = "page pinned";

constexpr std::array kKinds = {model::Kind::read, model::Kind::watch, model::Kind::listen};

std::string facet_of(model::Kind kind) { return "page " + std::string(write::kind_name(kind)); }

// A text that is the same for feeds that hold the same items.
std::string contents_of(const config::Feed& feed, const std::vector<std::string>& sources) {
  std::string text;
  const auto add = [&](const std::string& part) { text.append(part).append("\n"); };
  std::set<std::string> tags;
  for (const std::string& tag : feed.tags) tags.insert(text::folded(tag));
  for (const std::set<std::string>& parts : {std::set(sources.begin(), sources.end()),
                                             tags,
                                             std::set(feed.languages.begin(), feed.languages.end()),
                                             {feed.rules.text()}}) {
    for (const std::string& part : parts) add(part);
    add("");
  }
  for (const model::Kind kind : feed.kinds) add(std::string(write::kind_name(kind)));
  return text;
}

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

write::Document titled(write::Document document, const std::string& title) {
  document.title = title;
  return document;
}

}  // namespace

std::optional<std::string> fault_in_theme(const config::Config& config) {
  if (!config.publish.page) return std::nullopt;
  try {
    write::try_out(write::Theme(config.publish.theme, write::CheckedNames::all));
  } catch (const FileFailure& failure) {
    return failure.what();
  }
  return std::nullopt;
}

// A page of some items, beside that of everything.
struct SitePages::List {
  write::PageList page;
  write::Document items;
};

SitePages::SitePages(const config::Config& config, const Documents& documents, store::Store& store,
                     model::Timestamp now)
    : config_(config),
      feed_(config.feeds.front()),
      documents_(documents),
      store_(store),
      selection_(without_late(selection_of(config, feed_, now))),
      theme_(config.publish.page ? write::Theme(config.publish.theme) : write::Theme()),
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
    const write::PageFeed offered{feed.name, feed.title, feed.podcast.has_value()};
    if (!feed.each) options_.feeds.push_back(offered);
    if (!config.publish.page) continue;
    feeds_[contents_of(feed, selection_of(config, feed, now).source_ids)].push_back(offered);
  }
}

bool SitePages::show(const config::Feed& feed) const {
  return config_.publish.page && &feed == &feed_;
}

std::string SitePages::appearance() const { return kPagesVersion + theme_.digest(); }

std::vector<store::Facet> SitePages::facets() const {
  if (!config_.publish.page) return {};
  std::vector<store::Facet> facets;
  for (const model::Kind kind : kKinds) {
    facets.push_back({.feed = facet_of(kind),
                      .definition = "1",
                      .holds = [kind](const std::string& /*source_id*/, const model::Item& item) {
                        return item.kind == kind;
                      }});
  }
  facets.push_back({.feed = kPinnedFacet,
                    .definition = "1",
                    .holds = [](const std::string& /*source_id*/, const model::Item& item) {
                      return item.pinned;
                    }});
  return facets;
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

std::vector<const config::Source*> SitePages::shown_sources() const {
  const std::set<std::string> ids(selection_.source_ids.begin(), selection_.source_ids.end());
  std::vector<const config::Source*> shown;
  for (const config::Source& source : config_.sources) {
    if (ids.contains(source.id)) shown.push_back(&source);
  }
  return shown;
}

write::Document SitePages::select(const Choice& choice) const {
  store::Selection selection = selection_;
  selection.limit = choice.limit;
  if (!choice.facet.empty()) selection.facet = choice.facet;
  if (!choice.sources.empty()) {
    selection.source_ids = choice.sources;
    selection.max_per_source.reset();
  }
  return documents_.of(feed_, store_.select(selection));
}

// The first entries of the document that are wanted.
template <class Wanted>
write::Document SitePages::where(const write::Document& document, Wanted wanted) const {
  write::Document some = site_;
  some.sources = document.sources;
  for (const write::Entry& entry : document.entries) {
    if (some.entries.size() == feed_.items) break;
    if (wanted(entry)) some.entries.push_back(entry);
  }
  return some;
}

// The feeds that have the items of these sources, of one kind or with one tag if either is named.
std::vector<write::PageFeed> SitePages::feeds_of(const std::vector<std::string>& sources,
                                                 const std::vector<model::Kind>& kinds,
                                                 const std::vector<std::string>& tags) const {
  config::Feed like = feed_;
  like.kinds = kinds.empty() ? feed_.kinds : kinds;
  like.tags = tags.empty() ? feed_.tags : tags;
  const auto found = feeds_.find(contents_of(like, sources));
  return found == feeds_.end() ? std::vector<write::PageFeed>() : found->second;
}

// A list for each kind that there is; none if all items are of one kind.
std::vector<SitePages::List> SitePages::kinds(const write::Document& listing) const {
  std::vector<List> lists;
  for (const model::Kind kind : kKinds) {
    const std::string name(write::kind_name(kind));
    write::Document items =
        has_filter(feed_)
            ? where(listing, [&](const write::Entry& entry) { return entry.item.kind == kind; })
            : select({.sources = {}, .facet = facet_of(kind), .limit = feed_.items});
    if (items.entries.empty()) continue;
    lists.push_back({.page = {.file = write::list_page_name("kind", name),
                              .heading = writer_.labels().at("kind_" + name),
                              .home = "",
                              .feeds = feeds_of(selection_.source_ids, {kind}, {}),
                              .embed = ""},
                     .items = std::move(items)});
  }
  if (lists.size() < 2) lists.clear();
  return lists;
}

// A list for each group that has some sources only.
std::vector<SitePages::List> SitePages::groups() const {
  std::map<std::string, std::pair<std::string, std::vector<std::string>>> groups;  // By word.
  const auto sources = shown_sources();
  for (const config::Source* source : sources) {
    for (const std::string& group : source->groups) {
      auto& [name, ids] = groups[config::file_word(text::folded(group))];
      if (name.empty()) name = group;
      if (ids.empty() || ids.back() != source->id) ids.push_back(source->id);
    }
  }
  std::vector<List> lists;
  for (const auto& [word, group] : groups) {
    const auto& [name, ids] = group;
    if (ids.size() == sources.size()) continue;
    lists.push_back({.page = {.file = write::list_page_name("group", word),
                              .heading = name,
                              .home = "",
                              .feeds = feeds_of(ids, {}, {}),
                              .embed = ""},
                     .items = select({.sources = ids, .facet = "", .limit = feed_.items})});
  }
  return lists;
}

// A list for each of the tags that most of the newest items have.
std::vector<SitePages::List> SitePages::tags(const write::Document& listing) const {
  struct Tag {
    std::string name;
    std::set<const write::Entry*> entries;
  };
  std::map<std::string, Tag> tags;  // By word.
  for (const write::Entry& entry : listing.entries) {
    for (const model::Category& category : entry.item.categories) {
      const std::string& name = write::shown_name(category);
      if (name.empty()) continue;
      Tag& tag = tags[config::file_word(text::folded(name))];
      if (tag.name.empty()) tag.name = name;
      tag.entries.insert(&entry);
    }
  }
  std::vector<std::pair<std::size_t, std::string>> common;  // How many have it, and its word.
  for (const auto& [word, tag] : tags) {
    if (tag.entries.size() >= kFewestOfTag) common.emplace_back(tag.entries.size(), word);
  }
  std::ranges::sort(common, [](const auto& a, const auto& b) {
    return std::tie(b.first, a.second) < std::tie(a.first, b.second);
  });
  common.resize(std::min(common.size(), kMostTags));
  std::vector<List> lists;
  for (const auto& [count, word] : common) {
    const Tag& tag = tags.at(word);
    lists.push_back({.page = {.file = write::list_page_name("tag", word),
                              .heading = tag.name,
                              .home = "",
                              .feeds = feeds_of(selection_.source_ids, {}, {tag.name}),
                              .embed = ""},
                     .items = where(listing, [&](const write::Entry& entry) {
                       return tag.entries.contains(&entry);
                     })});
  }
  return lists;
}

void SitePages::put_list(const List& list, OutputSet& output) const {
  write::PageList page = list.page;
  page.embed = write::embed_page_name(page.file);
  const write::PageFile embed =
      writer_.embed(list.items, page.embed, page.heading + " – " + site_.title, page.file);
  output.add(embed.name, embed.bytes);
  const write::PageFile file = writer_.list(list.items, page);
  output.add(file.name, file.bytes);
}

// Also names those in the filter of index.html.
void SitePages::put_sources(bool all_anew, OutputSet& output) {
  if (!options_.has_source_pages) return;
  const std::set<std::string> changed = store_.ledger().changed_sources();
  for (const config::Source* source : shown_sources()) {
    const model::Source& about = documents_.credited().at(source->id);
    const std::string file = write::list_page_name("source", source->id);
    const std::string embed = write::embed_page_name(file);
    const bool changes_by_time = source->terms.embargo || feed_.max_age;
    const bool stays = !all_anew && !changes_by_time && !changed.contains(source->id) &&
                       output.is_there(file) && output.is_there(embed);
    if (stays) {
      output.keep(file);
      output.keep(embed);
    } else {
      List list{.page = {.file = file,
                         .heading = about.name,
                         .home = about.home_page_url,
                         .feeds = feeds_of({source->id}, {}, {}),
                         .embed = ""},
                .items = select({.sources = {source->id}, .facet = "", .limit = feed_.items})};
      if (list.items.entries.empty()) continue;
      put_list(list, output);
    }
    options_.sources.push_back({file, about.name});
  }
  std::ranges::stable_sort(options_.sources, {},
                           [](const write::PageLink& link) { return base::lower(link.name); });
}

// The page with the newest items of the history; empty if there is none.
std::string SitePages::newest_history_page(int newest_archive, const OutputSet& output) const {
  if (newest_archive == 0) return {};
  const std::vector<std::string> names = history_names(newest_archive);
  const auto found = std::find_if(names.rbegin(), names.rend(),
                                  [&](const std::string& name) { return output.knows(name); });
  return found == names.rend() ? std::string() : *found;
}

void SitePages::put_lists(bool all_anew, OutputSet& output) {
  for (const write::PageFile& file : writer_.assets()) output.add(file.name, file.bytes);
  const write::Document listing =
      select({.sources = {}, .facet = "", .limit = write::kMostSearched});
  output.add(std::string(write::kSearchIndexFile),
             write::render_search_index(listing, config_.site.time_zone));
  const std::vector<List> kinds = this->kinds(listing);
  const std::vector<List> groups = this->groups();
  const std::vector<List> tags = this->tags(listing);
  for (const auto& [lists, links] :
       {std::pair(&kinds, &options_.kinds), std::pair(&groups, &options_.groups),
        std::pair(&tags, &options_.tags)}) {
    for (const List& list : *lists) links->push_back({list.page.file, list.page.heading});
  }
  for (const auto* lists : {&kinds, &groups, &tags}) {
    for (const List& list : *lists) put_list(list, output);
  }
  put_sources(all_anew, output);
}

write::Document SitePages::pinned() const {
  if (!has_filter(feed_))
    return select({.sources = {}, .facet = kPinnedFacet, .limit = kMostPinned});
  return where(select({.sources = {}, .facet = "", .limit = write::kMostSearched}),
               [](const write::Entry& entry) { return entry.item.pinned; });
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
  const write::Document rest =
      where(latest, [&](const write::Entry& entry) { return !on_top.contains(entry.item.id); });
  for (const write::PageFile& file : writer_.latest(rest, pinned, older)) {
    output.add(file.name, file.bytes);
  }
}

void SitePages::put_sources_page(const std::vector<SourceStatus>& rows, OutputSet& output) const {
  write::SourcesDocument document{.rows = {}, .partners = {}, .owner = config_.site.owner};
  const auto records = store_.sources();
  std::int64_t today = 0;  // The newest day of any, as a page has no time of its own.
  for (const SourceStatus& row : rows) {
    if (!row.history.empty()) today = std::max(today, row.history.back().day);
  }
  for (const SourceStatus& row : rows) {
    if (!row.enabled) continue;
    const model::Source& about = documents_.credited().at(row.id);
    const std::string page = write::list_page_name("source", row.id);
    write::SourceRow shown{.name = about.name,
                           .page = output.knows(page) ? page : std::string(),
                           .home_page_url = about.home_page_url,
                           .feed_url = about.feed_url,
                           .last = {},
                           .brought = {},
                           .state = state_of(health_of(row.state, true)),
                           .again = row.state.next_due};
    if (!row.history.empty() && row.history.front().day <= today - kFewestDaysCounted) {
      shown.brought = brought_lately(row.history, today);
    }
    if (const auto record = records.find(row.id); record != records.end()) {
      shown.last = record->second.newest;
    }
    document.rows.push_back(std::move(shown));
  }
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

void SitePages::put_sitemap(const std::string& newest_history, OutputSet& output) const {
  if (options_.feeds_url.empty() || !options_.is_indexed) return;
  std::vector<std::string> pages = {std::string(write::kIndexPage)};
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
