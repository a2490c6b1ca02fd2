// SPDX-License-Identifier: MIT
#include "pipeline/publish/link_answers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/url.h"
#include "normalize/link/canonical_url.h"
#include "normalize/link/tracking.h"
#include "pipeline/publish/facets.h"
#include "store/ledger.h"
#include "write/page/files.h"
#include "write/page/link_answers.h"
#include "write/page/search_index.h"

namespace syndic::pipeline {
namespace {

using Credited = std::map<std::string, model::Source>;

model::Timestamp first_answered_day(model::Timestamp now) {
  return model::Timestamp(now.date() - boost::gregorian::days(kAnsweredDays));
}

/// Before when items are only in the history; empty if none is.
std::optional<model::Timestamp> old_before(const config::Feed& feed,
                                           const store::Selection& selection, store::Store& store) {
  // How many items a filter leaves is not known without a pass over them.
  const bool counts_all = !has_filter(feed) && !feed.max_per_source;
  if (!feed.archive || !counts_all) return selection.not_before;
  return std::max(selection.not_before,
                  store.nth_newest(selection.source_ids, write::kMostSearched));
}

store::LinkQuestion question_of(const config::Config& config, const Documents& documents,
                                store::Store& store, model::Timestamp now) {
  const config::Feed& feed = config.feeds.front();
  store::LinkQuestion question{.selection = selection_of(config, feed, now),
                               .definition = {},
                               .source_ids = {},
                               .unpublished = {},
                               .seen_since = first_answered_day(now),
                               .old_before = {},
                               .held_against = now,
                               .hash = write::page_key};
  constexpr const char* kVersion = "1";
  std::string made_of = kVersion + documents.appearance_of(feed, question.selection);
  for (const config::Source& source : config.sources) {
    made_of += "\n" + source.id + "\n" + documents.credited().at(source.id).name;
    if (source.terms.is_private) continue;
    question.source_ids.insert(source.id);
    if (source.terms.content == config::Passing::none) question.unpublished.insert(source.id);
  }
  question.definition = base::content_hash(made_of);
  question.old_before = old_before(feed, question.selection, store);
  return question;
}

const char* word_of(store::Standing standing) {
  using enum store::Standing;
  switch (standing) {
    case shown:
      return "shown";
    case told:
      return "told";
    case kept_out:
      return "kept_out";
    case withdrawn:
      return "withdrawn";
    case held:
      return "held";
    case old:
      return "older";
    case unpublished:
      return "unpublished";
  }
  return "shown";
}

std::vector<write::LinkRow> rows_of(std::vector<store::LinkAnswer> answers,
                                    const store::LinkQuestion& question, const Credited& credited) {
  std::vector<write::LinkRow> rows;
  for (store::LinkAnswer& answer : answers) {
    write::LinkRow row{.key = std::move(answer.link),
                       .is = word_of(answer.standing),
                       .seen = answer.first_seen,
                       .source = credited.at(answer.source_id).name,
                       .by = {},
                       .until = answer.until};
    if (question.source_ids.contains(answer.shown_by)) row.by = credited.at(answer.shown_by).name;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The hosts of the source's home page and feed, if these are public, without "www.".
std::vector<std::string> hosts_of(const model::Source& source) {
  std::set<std::string> hosts;
  for (const std::string& url : {source.home_page_url, source.feed_url}) {
    hosts.insert(base::url_host(normalize::canonical_url(url)));
  }
  hosts.erase("");
  return {hosts.begin(), hosts.end()};
}

std::vector<write::LinkSource> sources_of(const config::Config& config, const Credited& credited) {
  std::vector<write::LinkSource> sources;
  for (const config::Source& source : config.sources) {
    if (source.terms.is_private || !source.enabled) continue;
    const model::Source& about = credited.at(source.id);
    sources.push_back({.id = source.id, .name = about.name, .hosts = hosts_of(about)});
  }
  return sources;
}

std::string answers_file(const std::string& name) {
  return std::string(write::kAnswersFolder) + name + ".json";
}

}  // namespace

void put_link_answers(const config::Config& config, const Documents& documents, store::Store& store,
                      model::Timestamp now, OutputSet& output) {
  const store::LinkQuestion question = question_of(config, documents, store, now);
  const normalize::TrackingNames tracking = normalize::tracking_names();
  write::LinkIndex index{.days = kAnsweredDays,
                         .have = {},
                         .sources = sources_of(config, documents.credited()),
                         .tracking_names = tracking.names,
                         .tracking_prefixes = tracking.prefixes};
  for (const auto& [name, is_stale] : store.ledger().answer(question)) {
    const std::string file = answers_file(name);
    index.have.push_back(name);
    if (!is_stale && output.is_there(file)) {
      output.keep(file);
      continue;
    }
    output.add(file, write::render_link_rows(
                         rows_of(store.ledger().answers(name), question, documents.credited())));
  }
  output.add(answers_file("index"), write::render_link_index(index));
}

}  // namespace syndic::pipeline
