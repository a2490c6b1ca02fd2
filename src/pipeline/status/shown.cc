// SPDX-License-Identifier: MIT
#include "pipeline/status/shown.h"

#include <cstddef>

#include "base/printable.h"
#include "base/url.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestText = 100;

}  // namespace

std::string shown(std::string_view text) { return base::printable_line(text, kLongestText); }

std::string place_of(const config::Source& source) {
  if (!source.fetch.url.empty()) return base::public_url(source.fetch.url);
  if (!source.site.empty()) return base::public_url(source.site);
  if (source.page) return base::public_url(source.page->url);
  return source.fetch.path.string();
}

}  // namespace syndic::pipeline
