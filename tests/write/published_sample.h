// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include "normalize/normalize.h"
#include "tests/write/extras_sample.h"

namespace syndic::test {

/// As a source of the network is published.
inline write::Document published(model::Feed feed) {
  write::Document document = full_document();
  document.entries.clear();
  document.is_published = true;
  auto normalized = normalize::normalize(
      std::move(feed), {.source_url = "https://casel.example/feed/"}, at("2026-01-01T00:00:00Z"));
  for (model::Item& item : normalized.feed.items) {
    document.entries.push_back({.item = std::move(item), .source_id = "casel", .also_in = {}});
  }
  return document;
}

}  // namespace syndic::test
