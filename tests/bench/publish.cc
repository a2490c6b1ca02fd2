// SPDX-License-Identifier: MIT
//
// What one new item costs to publish, by how many items are stored. The figure for a thousand is
// the limit beside which the others are read: they stay within one and a half times of it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "pipeline/publish/publish.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace syndic;

constexpr std::size_t kSources = 20;
constexpr std::size_t kRounds = 21;
constexpr double kMostGrowth = 1.5;

/// A network whose sources have stored so many items, all of them published.
class Network {
 public:
  explicit Network(std::size_t items) {
    config_.site = {.title = "All",
                    .url = "https://www.example.org/",
                    .feeds_url = "https://www.example.org/feeds/",
                    .language = "en"};
    config_.publish.directory = dir_ / "public";
    config_.feeds.push_back({.name = "all", .title = "All"});
    for (std::size_t i = 0; i < kSources; ++i) {
      const std::string id = "source-" + std::to_string(i);
      config_.sources.push_back(
          {.id = id, .fetch = {.id = id, .url = "https://" + id + ".example/feed/"}});
    }
    store_ = store::open({.sqlite_file = dir_ / "syndic.db"});
    store_->begin_batch();
    for (std::size_t i = 0; i < kSources; ++i) {
      model::Feed feed;
      for (std::size_t number = i; number < items; number += kSources) {
        feed.items.push_back(item(number));
      }
      (void)store_->merge("source-" + std::to_string(i), feed, {}, imported_);
    }
    next_ = items;
    publish();
  }

  /// How long it takes to publish one item more.
  std::chrono::microseconds publish_one_more() {
    now_ += boost::posix_time::seconds(60);
    model::Feed feed;
    feed.items.push_back(item(next_));
    (void)store_->merge("source-" + std::to_string(next_++ % kSources), feed, {}, now_);
    return publish();
  }

  /// The same where there is no news.
  std::chrono::microseconds publish() {
    const auto start = std::chrono::steady_clock::now();
    (void)pipeline::publish(config_, *store_, now_, {});
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start);
  }

 private:
  [[nodiscard]] model::Item item(std::size_t number) const {
    model::Item item;
    const std::string name = std::to_string(number);
    item.id = "tag:example.org,2026:" + name;
    item.url = "https://www.example.org/" + name;
    item.canonical_url = item.url;
    item.title.value = "What happened in the school number " + name;
    item.content = {"<p>A paragraph on labor and management of school " + name + ".</p>",
                    model::TextType::html, ""};
    item.published = start_ + boost::posix_time::seconds(60 * static_cast<long>(number));
    item.content_hash = name;
    return item;
  }

  test::TempDir dir_;
  config::Config config_;
  std::unique_ptr<store::Store> store_;
  model::Timestamp start_ = *base::parse_rfc3339_utc("2000-01-01T00:00:00Z");
  // So long ago that nobody asks what became of these items any more.
  model::Timestamp imported_ = *base::parse_rfc3339_utc("2025-01-31T12:00:00Z");
  model::Timestamp now_ = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  std::size_t next_ = 0;
};

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::size_t> sizes = {1'000, 100'000, 1'000'000};
  if (count > 1) sizes.assign(1, 1'000);
  for (int i = 1; i < count; ++i) sizes.push_back(std::stoul(words[i]));
  double limit = 0;
  bool is_within = true;
  std::printf("%10s  %14s  %14s  %6s\n", "items", "one more, ms", "no news, ms", "ratio");
  for (const std::size_t size : sizes) {
    Network network(size);
    std::vector<double> more;
    std::vector<double> none;
    for (std::size_t round = 0; round < kRounds; ++round) {
      more.push_back(static_cast<double>(network.publish_one_more().count()) / 1000);
      none.push_back(static_cast<double>(network.publish().count()) / 1000);
    }
    const double time = median(more);
    if (limit == 0) limit = time;
    is_within = is_within && time <= kMostGrowth * limit;
    std::printf("%10zu  %14.1f  %14.1f  %6.2f\n", size, time, median(none), time / limit);
    std::fflush(stdout);
  }
  if (!is_within) std::puts("FAILED: one new item costs more the more items are stored");
  return is_within ? 0 : 1;
}
