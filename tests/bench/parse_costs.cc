// SPDX-License-Identifier: MIT
#include "tests/bench/parse_costs.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/heap.h"
#include "base/time_format.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "tests/bench/feed_generator.h"
#include "tests/bench/measure.h"
#include "tests/bench/table.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

namespace syndic::bench {
namespace {

using Feeds = std::vector<std::string>;

constexpr std::uint64_t kSeed = 20'220'516;
constexpr const char* kUrl = "https://www.example.org/feed/";

/// Feeds of one kind.
struct Kind {
  const char* name;
  Feeds (*feeds)();
  bool has_goals = false;
};

Feeds some(std::size_t feeds, Style style, std::size_t items) {
  Feeds made;
  for (std::size_t i = 0; i < feeds; ++i) made.push_back(make_feed(style, items, kSeed + i));
  return made;
}

// Some megabytes of each, so that none fits into a cache that the others do not fit into.
std::vector<Kind> kinds() {
  return {
      {"mixed", [] { return make_feeds(64, kSeed); }, true},
      {"plain summaries", [] { return some(128, Style::plain, 40); }},
      {"full posts, much HTML", [] { return some(16, Style::posts, 20); }},
      {"Japanese", [] { return some(48, Style::cjk, 40); }},
      {"1,000 tiny items each", [] { return some(48, Style::tiny, 1'000); }},
      {"one of 10 MB", [] { return some(1, Style::posts, 770); }},
  };
}

void bare_pugixml(const std::string& feed) {
  pugi::xml_document document;
  if (!document.load_buffer(feed.data(), feed.size())) throw std::runtime_error("no XML");
}

model::Feed parsed(const std::string& feed) {
  return parse::parse_feed(feed, {.base_url = kUrl}).value();
}

void parse_alone(const std::string& feed) {
  if (parsed(feed).items.empty()) throw std::runtime_error("a feed without items");
}

void parse_and_normalize(const std::string& feed) {
  static const model::Timestamp now = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
  const auto normal = normalize::normalize(parsed(feed), {.source_url = kUrl}, now);
  if (normal.feed.items.empty() || normal.left_out > 0) {
    throw std::runtime_error("a feed without all its items");
  }
}

using Work = void (*)(const std::string& feed);

Cost cost_of_all(const Feeds& feeds, Work work) {
  return cost_of([&] {
    for (const std::string& feed : feeds) work(feed);
  });
}

/// The times of one kind, of one thread.
struct Times {
  std::size_t bytes = 0;
  double bare_ms = 0;
  double parse_ms = 0;
  double all_ms = 0;
};

// The heap is as the C library has it, and the same for all three.
std::string measured(const Feeds& feeds, const Rounds& rounds) {
  std::size_t bytes = 0;
  for (const std::string& feed : feeds) bytes += feed.size();
  Cost parse;
  const auto [all, bare] = in_turns(
      rounds,
      [&] {
        const Cost round = cost_of_all(feeds, parse_alone);
        parse = parse.cpu_ms > 0 ? least(parse, round) : round;
        return cost_of_all(feeds, parse_and_normalize);
      },
      [&] { return cost_of_all(feeds, bare_pugixml); });
  std::ostringstream out;
  out << bytes << ' ' << bare.cpu_ms << ' ' << parse.cpu_ms << ' ' << all.cpu_ms;
  return out.str();
}

Times times_of(const Kind& kind, const Rounds& rounds) {
  std::istringstream said(in_copy([&] { return measured(kind.feeds(), rounds); }));
  Times times;
  said >> times.bytes >> times.bare_ms >> times.parse_ms >> times.all_ms;
  return times;
}

// The peak of a process that reads one file after another and does this work, with the heap as the
// program has it.
long peak_of(const std::vector<std::filesystem::path>& files, Work work) {
  Cost cost;
  (void)in_copy(
      [&] {
        base::keep_no_large_blocks();
        for (const auto& file : files) work(test::bytes_of(file));
        return std::string();
      },
      &cost);
  return cost.peak_kib;
}

/// The peaks of memory of parsing and normalising, and of pugixml.
struct Peaks {
  long all_kib = 0;
  long bare_kib = 0;
};

Peaks peaks_of(const Kind& kind) {
  const test::TempDir dir;
  (void)in_copy([&] {
    const Feeds feeds = kind.feeds();
    for (std::size_t i = 0; i < feeds.size(); ++i) {
      dir.write(std::to_string(i) + ".xml", feeds[i]);
    }
    return std::string();
  });
  const auto files = test::files_below(dir.path(), {".xml"});
  return {peak_of(files, parse_and_normalize), peak_of(files, bare_pugixml)};
}

std::string speed(const Times& times) {
  char text[64];
  std::snprintf(text, sizeof text, "%.1f MB at %.0f MB/s", static_cast<double>(times.bytes) / 1e6,
                static_cast<double>(times.bytes) / 1e3 / times.all_ms);
  return text;
}

void print_kind(const Kind& kind, const Rounds& rounds) {
  const Times times = times_of(kind, rounds);
  const Peaks peaks = peaks_of(kind);
  Row row{.work = std::string("parse + normalise, ") + kind.name,
          .limit = "bare pugixml",
          .unit = "ms CPU",
          .ours = times.all_ms,
          .theirs = times.bare_ms,
          .our_peak_kib = peaks.all_kib,
          .their_peak_kib = peaks.bare_kib,
          .note = speed(times)};
  if (kind.has_goals) row.goal = 3.0;
  print(row);
  row = {.work = std::string("parse alone, ") + kind.name,
         .limit = "bare pugixml",
         .unit = "ms CPU",
         .ours = times.parse_ms,
         .theirs = times.bare_ms};
  if (kind.has_goals) row.goal = 1.7;
  print(row);
}

}  // namespace

void print_parse_costs(const Rounds& rounds) {
  print_section("one thread; normalise: safe HTML, plain texts, identity and dates");
  for (const Kind& kind : kinds()) print_kind(kind, rounds);
}

}  // namespace syndic::bench
