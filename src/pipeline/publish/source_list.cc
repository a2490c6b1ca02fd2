// SPDX-License-Identifier: MIT
#include "pipeline/publish/source_list.h"

#include <utility>

#include "base/url.h"
#include "pipeline/publish/credits.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::pipeline {
namespace {

// The URL of the source's feed; empty if not everybody may ask for it.
std::string public_feed_of(const config::Source& source,
                           const std::map<std::string, model::SiteFeed>& sites) {
  const bool is_listed = source.enabled && source.terms.content != config::Passing::none;
  if (!is_listed || !is_feed_public(source) || is_page(source)) return "";
  if (source.site.empty()) return source.fetch.url;
  const auto known = sites.find(source.id);
  if (known == sites.end() || known->second.site != source.site) return "";
  const std::string& found = known->second.feed_url;
  return base::public_url(found) == found ? found : "";
}

}  // namespace

write::SourceList source_list(const config::Config& config,
                              const std::map<std::string, model::Source>& credits,
                              store::Store& store) {
  write::SourceList list{.title = config.site.title, .owner = config.site.owner, .sources = {}};
  const auto sites = store.site_feeds();
  for (const config::Source& source : config.sources) {
    std::string url = public_feed_of(source, sites);
    if (url.empty()) continue;
    list.sources.push_back(credits.at(source.id));
    list.sources.back().feed_url = std::move(url);
  }
  return list;
}

}  // namespace syndic::pipeline
