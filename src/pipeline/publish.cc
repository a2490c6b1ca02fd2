// SPDX-License-Identifier: MIT
#include "pipeline/publish.h"

#include <algorithm>
#include <exception>
#include <map>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/url.h"
#include "base/version.h"
#include "write/feed_writer.h"
#include "write/output_dir.h"

namespace syndic::pipeline {
namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// Whether a feed takes its items from the source: by group, by id, or everything.
bool takes_from(const config::Feed& feed, const config::Source& source) {
  if (feed.groups.empty() && feed.sources.empty()) return true;
  if (names(feed.sources, source.id)) return true;
  return std::any_of(source.groups.begin(), source.groups.end(),
                     [&](const std::string& group) { return names(feed.groups, group); });
}

store::Selection selection_of(const config::Config& config, const config::Feed& feed,
                              model::Timestamp now) {
  store::Selection selection{.limit = feed.items};
  for (const config::Source& source : config.sources) {
    if (takes_from(feed, source)) selection.source_ids.push_back(source.id);
  }
  if (feed.max_age) {
    selection.not_before = now - boost::posix_time::seconds(feed.max_age->count());
  }
  return selection;
}

/// Whom to credit: what the feed says of itself, under the name and address that the configuration
/// gives.
std::map<std::string, model::Source> credits(const config::Config& config, store::Store& store) {
  auto records = store.sources();
  std::map<std::string, model::Source> credits;
  for (const config::Source& source : config.sources) {
    model::Source credit;
    if (const auto record = records.find(source.id); record != records.end()) {
      credit = std::move(record->second.about);
    }
    credit.id = source.id;
    credit.groups = source.groups;
    if (!source.name.empty()) credit.name = source.name;
    if (credit.name.empty()) credit.name = source.id;
    if (!source.fetch.url.empty()) {
      credit.feed_url = base::public_url(source.fetch.url);
    }
    credits.emplace(source.id, std::move(credit));
  }
  return credits;
}

/// Where a published file is served; empty where the configuration does not say.
std::string served_at(const config::Config& config, const std::string& name) {
  return config.site.feeds_url.empty() ? std::string() : config.site.feeds_url + name;
}

std::optional<model::Timestamp> newest_change(const std::vector<write::Entry>& entries) {
  std::optional<model::Timestamp> newest;
  for (const write::Entry& entry : entries) {
    newest = std::max({newest, entry.item.published, entry.item.updated});
  }
  return newest;
}

write::Document document_of(const config::Config& config, const config::Feed& feed,
                            const std::map<std::string, model::Source>& all_credits,
                            store::Store& store, model::Timestamp now) {
  const config::Site& site = config.site;
  write::Document document;
  document.title = feed.title;
  document.subtitle = site.subtitle;
  document.home_page_url = site.url;
  document.language = site.language;
  document.rights = site.rights;
  document.icon = site.logo;
  document.favicon = site.icon;
  if (!site.owner.name.empty() || !site.owner.email.empty()) {
    document.authors.push_back(site.owner);
  }
  document.generator = "syndic " + std::string(base::kVersion);
  for (store::StoredItem& stored : store.select(selection_of(config, feed, now))) {
    for (const std::string& id : stored.also_in) document.sources.insert(*all_credits.find(id));
    document.sources.insert(*all_credits.find(stored.source_id));
    document.entries.push_back({.item = std::move(stored.item),
                                .source_id = std::move(stored.source_id),
                                .also_in = std::move(stored.also_in)});
  }
  document.updated = newest_change(document.entries);
  return document;
}

}  // namespace

std::vector<FeedReport> publish(const config::Config& config, store::Store& store,
                                model::Timestamp now, bool dry_run) {
  const std::filesystem::path& folder = config.publish.directory;
  std::optional<write::OutputDir> output;
  if (!dry_run) output.emplace(folder);
  const auto all_credits = credits(config, store);
  std::vector<FeedReport> reports;
  std::exception_ptr failure;  // The first: one file that cannot be written costs no other.
  for (const config::Feed& feed : config.feeds) {
    write::Document document = document_of(config, feed, all_credits, store, now);
    document.id = served_at(config, feed.name + ".atom");
    FeedReport report{.name = feed.name, .items = document.entries.size()};
    for (const write::Format format : config.publish.formats) {
      const std::string name = feed.name + "." + std::string(write::extension(format));
      const std::string bytes = write::render(document, format, served_at(config, name));
      try {
        const bool changes =
            output ? output->publish(name, bytes) : !write::OutputDir::holds(folder, name, bytes);
        report.written = report.written || changes;
      } catch (const FileFailure&) {
        if (!failure) failure = std::current_exception();
      }
    }
    reports.push_back(std::move(report));
  }
  if (failure) std::rethrow_exception(failure);
  return reports;
}

}  // namespace syndic::pipeline
