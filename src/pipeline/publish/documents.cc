// SPDX-License-Identifier: MIT
#include "pipeline/publish/documents.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/url.h"
#include "base/version.h"
#include "config/feeds.h"
#include "normalize/link/canonical_url.h"
#include "normalize/story/same_story.h"
#include "pipeline/publish/credits.h"
#include "pipeline/publish/facets.h"
#include "pipeline/publish/history.h"
#include "write/page/files.h"
#include "write/page/page.h"

namespace syndic::pipeline {
namespace {

using Credits = std::map<std::string, model::Source>;

/// An item with whom to credit, who are put among the document's sources.
void add_entry(write::Document& document, store::StoredItem stored, const Credits& credits) {
  write::Entry entry{.item = std::move(stored.item),
                     .source_id = std::move(stored.source_id),
                     .also_in = {},
                     .came_late = stored.came_late,
                     .corrected = stored.corrected};
  document.sources.insert(*credits.find(entry.source_id));
  for (model::Copy& copy : stored.copies) {
    document.sources.insert(*credits.find(copy.source_id));
    // Another spelling of the same address is the same page.
    if (normalize::canonical_url(copy.url) == entry.item.canonical_url) copy.url.clear();
    entry.also_in.push_back({std::move(copy.source_id), std::move(copy.url)});
  }
  document.entries.push_back(std::move(entry));
}

}  // namespace

Documents::Documents(const config::Config& config, store::Store& store)
    : config_(config), sources_(sources_by_id(config)), credits_(credits(config, store)) {}

write::Document Documents::frame(const config::Feed& feed) const {
  const config::Site& site = config_.site;
  write::Document document;
  document.id = served_at(config_, feed.name + ".atom");
  document.is_published = true;
  document.title = feed.title;
  document.subtitle = site.subtitle;
  document.home_page_url = site.url;
  document.language = site.language;
  document.time_zone = site.time_zone;
  document.rights = site.rights;
  document.icon = site.logo;
  document.favicon = site.icon;
  if (!site.feeds_url.empty()) {  // A hub without rel=self is of no use (WebSub §4).
    for (const std::string& hub : config_.notify.hubs) {
      document.hubs.push_back(base::without_credentials(hub));
    }
  }
  if (!site.owner.name.empty() || !site.owner.email.empty()) {
    document.authors.push_back(site.owner);
  }
  document.podcast = feed.podcast;
  document.generator = "syndic " + std::string(base::kVersion);
  if (config_.publish.page) {
    document.stylesheet_url = write::kFeedStylesheet;
    document.about_url = served_at(config_, std::string(write::kAboutPage));
  }
  return document;
}

write::Document Documents::of(const config::Feed& feed,
                              std::vector<store::StoredItem> items) const {
  write::Document document = frame(feed);
  for (store::StoredItem& stored : items) add_entry(document, std::move(stored), credits_);
  pass_on(sources_, document.entries);
  date(document);
  return document;
}

void Documents::shorten(write::Document& document, std::size_t entries) const {
  if (entries >= document.entries.size()) return;
  document.entries.resize(entries);
  document.sources.clear();
  for (const write::Entry& entry : document.entries) {
    document.sources.insert(*credits_.find(entry.source_id));
    for (const write::AlsoIn& other : entry.also_in) {
      document.sources.insert(*credits_.find(other.source_id));
    }
  }
  date(document);
}

void Documents::date(write::Document& document) const {
  document.updated.reset();
  for (auto& [id, source] : document.sources) source.updated.reset();
  for (const write::Entry& entry : document.entries) {
    const auto changed = std::max(entry.item.published, entry.item.updated);
    auto& of_source = document.sources.at(entry.source_id).updated;
    of_source = std::max(of_source, changed);
    document.updated = std::max(document.updated, changed);
  }
}

std::string Documents::appearance_of(const config::Feed& feed,
                                     const store::Selection& selection) const {
  write::Document document = frame(feed);
  std::string text = config_.digest + write::render(document, write::Format::atom, document.id);
  const auto add = [&](const std::string& part) { text.append("\n").append(part); };
  for (const std::string& part : {config_.site.url, config_.site.feeds_url}) add(part);
  add(std::string(normalize::kVersionOfStories));
  add(std::to_string(feed.dedupe ? 1 : 0) + std::to_string(feed.archive ? 1 : 0));
  for (const std::string& id : selection.source_ids) {
    const auto credit = credits_.find(id);
    if (credit == credits_.end()) continue;
    const model::Source& source = credit->second;
    for (const std::string& part : {source.id, source.name, source.feed_url, source.home_page_url,
                                    source.atom_id, source.icon, source.rights, source.language}) {
      add(part);
    }
  }
  return base::content_hash(text);
}

store::Selection selection_of(const config::Config& config, const config::Feed& feed,
                              model::Timestamp now) {
  store::Selection selection{.facet = has_filter(feed) ? feed.name : "",
                             .lasting_of = feed.name,
                             .limit = feed.items,
                             .max_per_source = feed.max_per_source,
                             .late_since = now - kLateShown};
  using enum normalize::Sameness;
  selection.same_story =
      normalize::same_story({.site_url = config.site.url, .feeds_url = config.site.feeds_url},
                            feed.dedupe ? any_match : never);
  for (const config::Source& source : config.sources) {
    const config::Terms& terms = source.terms;
    if (terms.content == config::Passing::none || !config::takes_from(feed, source)) continue;
    selection.source_ids.push_back(source.id);
    if (terms.embargo) {
      const boost::posix_time::seconds embargo(terms.embargo->count());
      selection.not_after.emplace(source.id, now - embargo);
    }
  }
  if (feed.max_age) {
    selection.not_before = now - boost::posix_time::seconds(feed.max_age->count());
  }
  return selection;
}

}  // namespace syndic::pipeline
