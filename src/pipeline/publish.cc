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
#include "normalize/canonical_url.h"
#include "pipeline/selection.h"
#include "write/feed_writer.h"
#include "write/output_dir.h"

namespace syndic::pipeline {
namespace {

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

/// An item with whom to credit, who are put among the document's sources.
void add_entry(write::Document& document, store::StoredItem stored,
               const std::map<std::string, model::Source>& all_credits) {
  write::Entry entry{.item = std::move(stored.item), .source_id = std::move(stored.source_id)};
  document.sources.insert(*all_credits.find(entry.source_id));
  for (store::Copy& copy : stored.copies) {
    document.sources.insert(*all_credits.find(copy.source_id));
    // Another spelling of the same address is the same page.
    if (normalize::canonical_url(copy.url) == entry.item.canonical_url) copy.url.clear();
    entry.also_in.push_back({std::move(copy.source_id), std::move(copy.url)});
  }
  document.entries.push_back(std::move(entry));
}

write::Document document_of(const config::Config& config, const config::Feed& feed,
                            const std::map<std::string, model::Source>& all_credits,
                            store::Store& store, model::Timestamp now) {
  const config::Site& site = config.site;
  write::Document document;
  document.cuts_summaries = true;
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
    add_entry(document, std::move(stored), all_credits);
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
