// SPDX-License-Identifier: MIT
#include "pipeline/publish/selection.h"

#include <algorithm>

#include "normalize/story/same_story.h"

namespace syndic::pipeline {
namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

bool takes_from(const config::Feed& feed, const config::Source& source) {
  if (feed.groups.empty() && feed.sources.empty()) return true;
  if (names(feed.sources, source.id)) return true;
  return std::any_of(source.groups.begin(), source.groups.end(),
                     [&](const std::string& group) { return names(feed.groups, group); });
}

store::Selection selection_of(const config::Config& config, const config::Feed& feed,
                              model::Timestamp now) {
  store::Selection selection{.limit = feed.items, .dedupe = feed.dedupe};
  using enum normalize::Sameness;
  selection.same_story =
      normalize::same_story({.site_url = config.site.url, .feeds_url = config.site.feeds_url},
                            feed.dedupe ? any_match : same_id);
  for (const config::Source& source : config.sources) {
    const config::Terms& terms = source.terms;
    if (terms.content == config::Passing::none || !takes_from(feed, source)) continue;
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
