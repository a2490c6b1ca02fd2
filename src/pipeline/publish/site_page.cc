// SPDX-License-Identifier: MIT
#include "pipeline/publish/site_page.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "pipeline/publish/source_list.h"
#include "write/page/files.h"

namespace syndic::pipeline {
namespace {

// How many items the pages have; older ones are only in the archives.
constexpr std::size_t kMostListed = 500;

}  // namespace

SitePage::SitePage(const config::Config& config)
    : config_(config),
      theme_(config.publish.page ? write::Theme(config.publish.theme) : write::Theme()) {}

config::Feed SitePage::listing() const {
  config::Feed feed = config_.feeds.front();
  feed.items = std::max(feed.items, kMostListed);
  return feed;
}

std::vector<write::PageFile> SitePage::files(write::Document listed) const {
  if (!config_.publish.page) return {};
  listed.title = config_.site.title;
  write::PageOptions options{.time_zone = config_.site.time_zone,
                             .feeds_url = config_.site.feeds_url,
                             .items = config_.feeds.front().items,
                             .images = config_.publish.images,
                             .formats = config_.publish.formats};
  if (config_.publish.opml) options.opml = kSourceListFile;
  for (const config::Feed& feed : config_.feeds) {
    if (!feed.each) options.feeds.push_back({feed.name, feed.title});
  }
  return write::render_pages(listed, options, theme_);
}

}  // namespace syndic::pipeline
