// SPDX-License-Identifier: MIT
#include "pipeline/refresh/read_answer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/heap.h"
#include "fetch/folder.h"
#include "fetch/memory.h"
#include "markup/html/tree.h"
#include "parse/feed_parser.h"
#include "parse/own_faults.h"
#include "pipeline/discover.h"

namespace syndic::pipeline {
namespace {

// How long the occurrences of a calendar are those of which its rules tell.
const boost::posix_time::hours kExpansionLasts(24);

// A larger feed has not room enough: an item takes more than a kilobyte even if it says nothing.
constexpr std::size_t kMostItemsRead = 16'384;

// What the tree and the texts of a larger one took is given back to the system.
constexpr std::size_t kLargeDocument = std::size_t{2} * 1024 * 1024;

parse::Limits limits_of(const config::Source& source, const config::Config& config) {
  parse::Limits limits{.max_bytes = config.fetch.transport.max_body};
  // normalize finds the newest max_items, so it must get more than those.
  limits.max_items =
      std::min(std::max(limits.max_items, 2 * source.normalize.max_items), kMostItemsRead);
  return limits;
}

normalize::Normalized read_folder(Answer& answer, const config::Source& source,
                                  const config::Config& config, const AskStore& ask_store,
                                  model::Timestamp now) {
  std::vector<model::KnownFile> known;
  ask_store([&](store::Store& store) { known = store.known_files(source.id); });
  AuthoredFolder folder = read_authored_folder(source, config, answer.got.body, known, now);
  normalize::Options options = source.normalize;
  options.max_items = std::max(options.max_items, folder.feed.items.size());
  answer.got.state.reread_due = folder.due;
  // Mistakes are reported at each run until they are corrected.
  if (!folder.mistakes.empty()) answer.got.state.body_hash.clear();
  auto content = normalize::normalize(std::move(folder.feed), options, now);
  answer.folder = std::move(folder);
  return content;
}

/// The feed of a page; empty if its items say what they said.
Result<std::optional<model::Feed>> read_pages(Answer& answer, const config::Source& source,
                                              const parse::Hints& hints, PageWalk* pages,
                                              const AskStore& ask_store,
                                              const model::FetchState& before,
                                              const parse::Limits& limits, model::Timestamp now) {
  const auto more = pages == nullptr ? std::vector<http::Response>() : pages->more(source.id);
  auto read = read_page_source(source, answer.got.body, hints, more, limits);
  if (!read) return fail(std::move(read.error()));
  model::FetchState& state = answer.got.state;
  state.items_seen = static_cast<int>(read->first_items);
  if (state.items_hash == read->items_hash) return std::nullopt;
  state.items_hash = std::move(read->items_hash);
  if (pages != nullptr && pages->is_cut(source.id)) fetch::forget_body(state);
  if (read->is_index) state.reread_due = now;
  const auto listed = static_cast<long long>(read->feed.items.size());
  if (source.page->detail) answer.waiting = hold_for_pages(read->feed, source, before, ask_store);
  if (read->feed.items.empty() && !answer.waiting) {
    read->feed.warnings.push_back("none of its " + std::to_string(listed) +
                                  " pages can be read or says anything");
  }
  return std::optional(std::move(read->feed));
}

/// Parses and normalises; on any thread. Empty if the items are those of the last time.
Result<std::optional<normalize::Normalized>> read_body(Answer& answer, const config::Source& source,
                                                       const config::Config& config,
                                                       const model::FetchState& before,
                                                       const AskStore& ask_store, PageWalk* pages,
                                                       model::Timestamp now) {
  fetch::Fetched& got = answer.got;
  const parse::Limits limits = limits_of(source, config);
  const parse::Hints hints{.base_url = got.base_url,
                           .content_type = got.content_type,
                           .time_zone = source.time_zone,
                           .fetched = now};
  using Content = std::optional<normalize::Normalized>;
  return parse::without_own_faults([&]() -> Result<Content> {
    if (is_authored(source)) return Content(read_folder(answer, source, config, ask_store, now));
    model::Feed feed;
    got.state.reread_due.reset();
    if (is_page(source)) {
      auto read = read_pages(answer, source, hints, pages, ask_store, before, limits, now);
      if (!read) return fail(std::move(read.error()));
      if (!*read) return Content();
      feed = **std::move(read);
    } else {
      // A site's feed is searched for again, so the error need not name its URL.
      const bool has_url = source.site.empty() && !source.fetch.url.empty();
      auto read = has_url ? read_feed_at(source.fetch.url, std::move(got.body), hints, limits)
                          : parse::read_feed(got.body, hints, limits);
      if (!read) return fail(std::move(read.error()));
      feed = *std::move(read);
    }
    fetch::record_wishes(got.state, feed, now);
    if (feed.recurs) got.state.reread_due = now + kExpansionLasts;
    // The rest comes another time, perhaps with the same validators.
    if (feed.is_cut) fetch::forget_body(got.state);
    return Content(normalize::normalize(std::move(feed), source.normalize, now));
  });
}

// The memory that reading the body takes, its items' among it.
std::size_t memory_to_read(std::string_view body, const config::Source& source,
                           const parse::Limits& limits) {
  return is_page(source) ? markup::memory_of_html_tree(body) : parse::memory_to_parse(body, limits);
}

// The memory of what was read, once its document is gone.
std::size_t memory_of(const normalize::Normalized& content, std::size_t document) {
  return document + content.feed.items.size() * sizeof(model::Item);
}

}  // namespace

Answer read_answer(fetch::Fetched got, const config::Source& source, const config::Config& config,
                   const model::FetchState& before, const AskStore& ask_store, PageWalk* pages,
                   ReadingMemory& memory, model::Timestamp now) {
  Answer answer{.got = std::move(got)};
  if (!answer.got.has_body()) return answer;
  const std::size_t size = answer.got.body.size();
  answer.memory = memory.take(memory_to_read(answer.got.body, source, limits_of(source, config)));
  auto content = read_body(answer, source, config, before, ask_store, pages, now);
  answer.got.body = std::string();
  if (size >= kLargeDocument) base::return_freed_memory();
  if (content && !*content) {
    answer.got.not_modified = true;
    answer.memory.shrink_to(0);
    return answer;
  }
  if (content) {
    answer.memory.shrink_to(memory_of(**content, size));
    answer.content = **std::move(content);
    return answer;
  }
  answer.memory.shrink_to(0);
  Error error = std::move(content.error());
  error.message = fetch::place_of(source.fetch) + ": " + error.message;
  const int status = answer.got.state.last_status;
  answer.got.state = fetch::after_failure(before, error, source.fetch, config.fetch, now);
  answer.got.state.last_status = status;
  answer.got.failure = std::move(error);
  return answer;
}

}  // namespace syndic::pipeline
