// SPDX-License-Identifier: MIT
#include "pipeline/publish/subscription_size.h"

#include <algorithm>

#include "normalize/html/shorten.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {
namespace {

// The most bytes of markup around an entry's texts, and how much these may grow when escaped.
constexpr std::size_t kEntryFrame = 4096;
constexpr std::size_t kMostGrowth = 6;

// Texts are cut no shorter: then the document has fewer entries.
constexpr std::size_t kShortestCut = 4096;

constexpr int kMostRounds = 8;

std::size_t most_bytes(const write::Document& document) {
  std::size_t most = 0;
  for (const write::Entry& entry : document.entries) {
    most += kEntryFrame +
            kMostGrowth * (entry.item.content.value.size() + entry.item.summary.value.size() +
                           entry.item.title.value.size());
  }
  return most;
}

std::size_t largest_rendering(const write::Document& document,
                              const std::vector<write::Format>& formats) {
  std::size_t largest = 0;
  for (const write::Format format : formats) {
    largest = std::max(largest, write::render(document, format, document.id).size());
  }
  return largest;
}

std::vector<std::size_t> text_sizes(const write::Document& document) {
  std::vector<std::size_t> sizes;
  for (const write::Entry& entry : document.entries) {
    sizes.push_back(entry.item.content.value.size());
    sizes.push_back(entry.item.summary.value.size());
  }
  return sizes;
}

std::size_t sum_of(const std::vector<std::size_t>& sizes) {
  std::size_t sum = 0;
  for (const std::size_t size : sizes) sum += size;
  return sum;
}

void cut_texts(write::Document& document, std::size_t most) {
  for (write::Entry& entry : document.entries) {
    normalize::shorten(entry.item.content, most, entry.item.url);
    normalize::shorten(entry.item.summary, most, entry.item.url);
  }
}

}  // namespace

std::size_t common_bound(std::vector<std::size_t> sizes, std::size_t total) {
  std::sort(sizes.begin(), sizes.end());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::size_t share = total / (sizes.size() - i);
    if (sizes[i] > share) return share;
    total -= sizes[i];
  }
  return sizes.empty() ? 0 : sizes.back();
}

void fit_subscription(write::Document& document, const Documents& documents,
                      const std::vector<write::Format>& formats) {
  if (most_bytes(document) <= kLargestSubscription) return;
  std::size_t room = kLargestSubscription;  // For texts, before they are escaped.
  std::size_t largest = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const std::vector<std::size_t> sizes = text_sizes(document);
    if (sum_of(sizes) > room) {
      cut_texts(document, std::max(common_bound(sizes, room), kShortestCut));
    }
    largest = largest_rendering(document, formats);
    if (largest <= kLargestSubscription) return;
    // What the texts must lose, of which escaping makes more.
    const std::size_t texts = sum_of(text_sizes(document));
    const std::size_t excess = (largest - kLargestSubscription) * texts / largest;
    room = texts - std::min(texts, excess + excess / 8 + kShortestCut);
    if (common_bound(text_sizes(document), room) < kShortestCut) break;
  }
  while (document.entries.size() > 1 && largest > kLargestSubscription) {
    const std::size_t share = document.entries.size() * kLargestSubscription / largest;
    documents.shorten(document, std::clamp<std::size_t>(share, 1, document.entries.size() - 1));
    largest = largest_rendering(document, formats);
  }
}

}  // namespace syndic::pipeline
