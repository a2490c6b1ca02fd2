// SPDX-License-Identifier: MIT
//
// What writing feeds costs, to be read as a ratio to bare_pugixml: the speed of the XML parser
// alone. What reading costs is in the table of limits.cc.
#include <benchmark/benchmark.h>

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "tests/bench/feed_generator.h"
#include "write/feed_writer.h"

namespace {

using namespace syndic;

constexpr std::size_t kFeeds = 64;
constexpr std::uint64_t kSeed = 20'220'516;

const std::vector<std::string>& feeds() {
  static const std::vector<std::string> made = bench::make_feeds(kFeeds, kSeed);
  return made;
}

const model::Timestamp& now() {
  static const model::Timestamp time = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  return time;
}

void count_bytes(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const std::string& feed : feeds()) bytes += feed.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) *
                          static_cast<std::int64_t>(state.iterations()));
}

model::Feed parsed(const std::string& feed) {
  return parse::parse_feed(feed, {.base_url = "https://www.example.org/feed/"}).value();
}

void bare_pugixml(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& feed : feeds()) {
      pugi::xml_document document;
      benchmark::DoNotOptimize(document.load_buffer(feed.data(), feed.size()));
    }
  }
  count_bytes(state);
}
BENCHMARK(bare_pugixml);

write::Document document() {
  write::Document document{.title = "All", .home_page_url = "https://www.example.org/"};
  for (const std::string& feed : feeds()) {
    auto normalized =
        normalize::normalize(parsed(feed), {.source_url = "https://www.example.org/feed/"}, now());
    for (model::Item& item : normalized.feed.items) {
      document.entries.push_back({.item = std::move(item)});
    }
  }
  return document;
}

void write_feed(benchmark::State& state, write::Format format) {
  const write::Document all = document();
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes += write::render(all, format, "https://www.example.org/feeds/all").size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK_CAPTURE(write_feed, rss, write::Format::rss);
BENCHMARK_CAPTURE(write_feed, atom, write::Format::atom);
BENCHMARK_CAPTURE(write_feed, json, write::Format::json);

}  // namespace

BENCHMARK_MAIN();
