// SPDX-License-Identifier: MIT
//
// The pages of some of the items: of a kind, a group, a tag, a source.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "config/feeds.h"
#include "pipeline/publish/facets.h"
#include "pipeline/publish/site_pages.h"
#include "text/folded.h"
#include "write/facts.h"
#include "write/page/files.h"
#include "write/page/search_index.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostPinned = 5;
constexpr std::size_t kMostTags = 30;
constexpr std::size_t kFewestOfTag = 3;

// How the names of the pages' shelves begin. No feed has a blank in its name.
constexpr std::string_view kPageShelf = "page ";

// The facet's name is that of no feed, as it has a blank.
constexpr const char* kPinnedFacet = "page pinned";

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

// The tag in the letters of file names. Of one with signs, as C++ and C# are, they are not all of
// it.
std::string tag_word(const std::string& folded) {
  constexpr std::size_t kDigits = 4;
  const bool has_signs = std::ranges::any_of(folded, [](char c) {
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    return is_ascii && !base::is_alpha(c) && !base::is_digit(c) && c != ' ' && c != '-';
  });
  const std::string word = config::file_word(folded);
  return has_signs ? word + "-" + base::content_hash(folded).substr(0, kDigits) : word;
}

// What leaves the newest items of a list stays in its history.
store::Selection without_age(store::Selection selection) {
  selection.not_before.reset();
  return selection;
}

}  // namespace

// A page of some items, beside that of everything.
struct SitePages::List {
  write::PageList page;
  write::Document items;
  bool has_history = false;  ///< Whether older items are on further pages, as below.
  store::Selection selection;
  std::vector<store::StoredItem> shown;  ///< Their keys alone.
};

std::vector<store::Facet> SitePages::facets() const {
  if (!config_.publish.page) return {};
  std::vector<store::Facet> facets;
  facets.reserve(kKinds.size() + 1);
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

void SitePages::know_feeds(model::Timestamp now) {
  for (const config::Feed& feed : config_.feeds) {
    feeds_[contents_of(feed, selection_of(config_, feed, now).source_ids)].push_back(
        {feed.name, feed.title, feed.podcast.has_value()});
  }
}

std::vector<const config::Source*> SitePages::shown_sources() const {
  const std::set<std::string> ids(selection_.source_ids.begin(), selection_.source_ids.end());
  std::vector<const config::Source*> shown;
  for (const config::Source& source : config_.sources) {
    if (ids.contains(source.id)) shown.push_back(&source);
  }
  return shown;
}

store::Selection SitePages::selection_of_list(const Choice& choice) const {
  store::Selection selection = selection_;
  selection.limit = items_on_page();
  if (!choice.facet.empty()) selection.facet = choice.facet;
  if (!choice.sources.empty()) {
    selection.source_ids = choice.sources;
    selection.max_per_source.reset();
  }
  return selection;
}

// The newest items of the choice, whose older ones are on further pages.
SitePages::List SitePages::list_of(const Choice& choice) const {
  List list;
  list.selection = selection_of_list(choice);
  list.has_history = true;
  std::vector<store::StoredItem> items = store_.select(list.selection);
  for (const store::StoredItem& item : items) list.shown.push_back({.key = item.key});
  list.items = documents_.of(feed_, std::move(items));
  return list;
}

SitePages::List SitePages::only(write::Document items) {
  List list;
  list.items = std::move(items);
  return list;
}

// The newest items of the first feed.
write::Document SitePages::newest(std::size_t limit, const std::string& facet) const {
  store::Selection selection = selection_of_list({.sources = {}, .facet = facet});
  selection.limit = limit;
  return documents_.of(feed_, store_.select(selection));
}

// The first entries of the document that are wanted.
template <class Wanted>
write::Document SitePages::where(const write::Document& document, Wanted wanted) const {
  write::Document some = site_;
  some.sources = document.sources;
  for (const write::Entry& entry : document.entries) {
    if (some.entries.size() == items_on_page()) break;
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
    List list =
        has_filter(feed_)
            ? only(where(listing,
                         [&](const write::Entry& entry) { return entry.item.kind == kind; }))
            : list_of({.sources = {}, .facet = facet_of(kind)});
    if (list.items.entries.empty()) continue;
    list.page.file = write::list_page_name("kind", name);
    list.page.heading = writer_.labels().at("kind_" + name);
    list.page.feeds = feeds_of(selection_.source_ids, {kind}, {});
    lists.push_back(std::move(list));
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
    List& list = lists.emplace_back(list_of({.sources = ids, .facet = ""}));
    list.page.file = write::list_page_name("group", word);
    list.page.heading = name;
    list.page.feeds = feeds_of(ids, {}, {});
  }
  return lists;
}

// A list for each of the tags that most of the newest items have.
std::vector<SitePages::List> SitePages::tags(const write::Document& listing) const {
  struct Tag {
    std::string name;
    std::set<const write::Entry*> entries;
  };
  std::map<std::string, Tag> tags;  // By name, folded.
  for (const write::Entry& entry : listing.entries) {
    for (const model::Category& category : entry.item.categories) {
      const std::string& name = write::shown_name(category);
      if (name.empty()) continue;
      Tag& tag = tags[text::folded(name)];
      if (tag.name.empty()) tag.name = name;
      tag.entries.insert(&entry);
    }
  }
  std::vector<std::pair<std::size_t, std::string>> common;  // How many have it, and its name.
  for (const auto& [name, tag] : tags) {
    if (tag.entries.size() >= kFewestOfTag) common.emplace_back(tag.entries.size(), name);
  }
  std::ranges::sort(common, [](const auto& a, const auto& b) {
    return std::tie(b.first, a.second) < std::tie(a.first, b.second);
  });
  common.resize(std::min(common.size(), kMostTags));
  std::vector<List> lists;
  for (const auto& [count, name] : common) {
    const Tag& tag = tags.at(name);
    List& list = lists.emplace_back(
        only(where(listing, [&](const write::Entry& e) { return tag.entries.contains(&e); })));
    list.page.file = write::list_page_name("tag", tag_word(name));
    list.page.heading = tag.name;
    list.page.feeds = feeds_of(selection_.source_ids, {}, {tag.name});
  }
  return lists;
}

void SitePages::put_list(List list, const Renewal& renewal, OutputSet& output) {
  list.page.embed = write::embed_page_name(list.page.file);
  const write::PageFile embed = writer_.embed(
      list.items, list.page.embed, list.page.heading + " – " + site_.title, list.page.file);
  output.add(embed.name, embed.bytes);
  write::PageWriter::OlderPage older;
  if (list.has_history) {
    older = [&](std::size_t shown) {
      list.shown.resize(shown);
      return put_history_of(list, renewal, output);
    };
  }
  const write::PageFile file = writer_.list(list.items, list.page, older);
  output.add(file.name, file.bytes);
}

std::string SitePages::shelf_name(const std::string& list_page) {
  return std::string(kPageShelf).append(list_page.substr(0, list_page.find('.')));
}

std::optional<std::string> SitePages::history_page_of(const std::string& shelf, int number) {
  if (!shelf.starts_with(kPageShelf)) return std::nullopt;
  return write::history_page_name(static_cast<std::size_t>(number),
                                  shelf.substr(kPageShelf.size()) + ".html");
}

// Adds the pages with the items that the list's own does not show, one for each archive of a shelf.
// Returns the newest of them; empty if there is none.
std::string SitePages::put_history_of(const List& list, const Renewal& renewal, OutputSet& output) {
  const store::Shelf shelf{
      .feed = shelf_name(list.page.file),
      .selection = without_age(list.selection),
      .capacity = feed_.archive ? items_on_page() : 0,
      .appearance = documents_.appearance_of(feed_, list.selection) + appearance()};
  const store::Archives archives = store_.ledger().settle(shelf, list.shown);
  const auto page_of = [&](int number) { return *history_page_of(shelf.feed, number); };
  std::set<int> wanted(archives.stale.begin(), archives.stale.end());
  if (renewal.restores) wanted.clear();
  for (const int number : damaged(shelf.feed, renewal, output)) {
    if (number <= archives.newest) wanted.insert(number);
  }
  for (int number = 1; renewal.all_anew && number <= archives.newest; ++number) {
    output.keep(page_of(number));
  }
  for (const int number : wanted) {
    const write::Document items = documents_.of(feed_, store_.ledger().archived(shelf, number));
    const write::PageFile file = writer_.history(items, items.entries,
                                                 {.list = list.page,
                                                  .number = static_cast<std::size_t>(number),
                                                  .is_newest = number == archives.newest});
    output.add(file.name, file.bytes);
    if (!renewal.restores) refreshed_.emplace_back(shelf.feed, number);
  }
  return archives.newest == 0 ? std::string() : page_of(archives.newest);
}

// Of the archives that this run looks at, those without a page as it was left.
std::vector<int> SitePages::damaged(const std::string& shelf, const Renewal& renewal,
                                    const OutputSet& output) const {
  std::vector<int> damaged;
  const auto chosen = renewal.chosen.find(shelf);
  if (chosen == renewal.chosen.end()) return damaged;
  for (const int number : chosen->second) {
    if (!output.is_there(*history_page_of(shelf, number))) damaged.push_back(number);
  }
  return damaged;
}

// Also names those in the filter of index.html.
void SitePages::put_sources(const Renewal& renewal, OutputSet& output) {
  if (!options_.has_source_pages) return;
  const std::set<std::string> changed = store_.ledger().changed_sources();
  for (const config::Source* source : shown_sources()) {
    const model::Source& about = documents_.credited().at(source->id);
    const std::string file = write::list_page_name("source", source->id);
    const std::string embed = write::embed_page_name(file);
    const bool changes_by_time = source->terms.embargo || feed_.max_age;
    const bool stays = !renewal.all_anew && !renewal.restores && !changes_by_time &&
                       !changed.contains(source->id) && output.is_there(file) &&
                       output.is_there(embed) && damaged(shelf_name(file), renewal, output).empty();
    if (stays) {
      output.keep(file);
      output.keep(embed);
    } else {
      List list = list_of({.sources = {source->id}, .facet = ""});
      if (list.items.entries.empty()) continue;
      list.page.file = file;
      list.page.heading = about.name;
      list.page.home = about.home_page_url;
      list.page.feeds = feeds_of({source->id}, {}, {});
      put_list(std::move(list), renewal, output);
    }
    shelves_.push_back(shelf_name(file));
    options_.sources.push_back({file, about.name});
  }
  std::ranges::stable_sort(options_.sources, {},
                           [](const write::PageLink& link) { return base::lower(link.name); });
}

void SitePages::put_lists(const Renewal& renewal, OutputSet& output) {
  for (const write::PageFile& file : writer_.assets()) output.add(file.name, file.bytes);
  const write::Document listing = newest(write::kMostSearched, "");
  output.add(std::string(write::kSearchIndexFile),
             write::render_search_index(listing, config_.site.time_zone));
  std::vector<List> kinds = this->kinds(listing);
  std::vector<List> groups = this->groups();
  std::vector<List> tags = this->tags(listing);
  const std::array all = {std::pair(&kinds, &options_.kinds), std::pair(&groups, &options_.groups),
                          std::pair(&tags, &options_.tags)};
  for (const auto& [lists, links] : all) {
    for (const List& list : *lists) links->push_back({list.page.file, list.page.heading});
  }
  for (const auto& [lists, links] : all) {
    for (List& list : *lists) {
      if (list.has_history) shelves_.push_back(shelf_name(list.page.file));
      put_list(std::move(list), renewal, output);
    }
  }
  put_sources(renewal, output);
}

write::Document SitePages::pinned() const {
  if (!has_filter(feed_)) return newest(kMostPinned, kPinnedFacet);
  return where(newest(write::kMostSearched, ""),
               [](const write::Entry& entry) { return entry.item.pinned; });
}

}  // namespace syndic::pipeline
