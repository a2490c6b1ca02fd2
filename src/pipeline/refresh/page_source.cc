// SPDX-License-Identifier: MIT
#include "pipeline/refresh/page_source.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/url.h"
#include "discover/search.h"
#include "fetch/answer.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "normalize/link/canonical_url.h"
#include "parse/lists/sitemap.h"
#include "parse/page/page.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kRemembered = 50;
constexpr int kFailingServer = 500;

parse::Hints hints_of(const http::Response& page, const config::Source& source) {
  return {.base_url = page.url,
          .content_type = page.headers.get("Content-Type"),
          .time_zone = source.time_zone};
}

/// One page or sitemap; of an index of sitemaps there are no items.
Result<PagesRead> read_one(const config::Source& source, std::string_view bytes,
                           const parse::Hints& hints, const parse::Limits& limits) {
  if (source.page->is_sitemap) {
    auto read = parse::read_sitemap(bytes, hints, limits);
    if (!read) return fail(std::move(read.error()));
    std::string hash = parse::items_hash(read->feed.items);
    const std::size_t items = read->feed.items.size();
    return PagesRead{.feed = std::move(read->feed),
                     .items_hash = std::move(hash),
                     .first_items = items,
                     .is_index = !read->sitemaps.empty()};
  }
  auto read = parse::read_page(bytes, hints, source.page->rules, limits);
  if (!read) return fail(std::move(read.error()));
  const std::size_t items = read->feed.items.size();
  return PagesRead{.feed = std::move(read->feed),
                   .items_hash = std::move(read->items_hash),
                   .first_items = items};
}

Error kept_off(const std::string& url, const discover::Robots& robots) {
  const std::string whose = "the robots.txt of " + base::url_host(url);
  return {Errc::http_status,
          robots.is_closed()
              ? whose +
                    " cannot be had now, so that nothing else of that site is asked for; it "
                    "will be tried again"
              : whose + " keeps syndic off this page; ask its owner to let it in, or for a feed"};
}

}  // namespace

bool is_page(const config::Source& source) {
  return source.page && source.fetch.url == source.page->url;
}

PageWalk::PageWalk(http::Transport& inner, const std::vector<const config::Source*>& sources,
                   const std::map<std::string, model::FetchState>& states, store::Store& store)
    : inner_(inner) {
  for (const config::Source* source : sources) {
    if (!is_page(*source)) continue;
    const auto known = states.find(source->id);
    const model::FetchState state =
        known == states.end() ? model::FetchState{} : fetch::recall(source->fetch, known->second);
    FirstPage page{.source = source, .body_hash = state.body_hash, .items_hash = state.items_hash};
    if (!source->page->rules.next.empty() && !state.body_hash.empty()) {
      for (model::KnownItem& item : store.recall(source->id, {.newest = kRemembered})) {
        if (!item.canonical_url.empty()) page.known.insert(std::move(item.canonical_url));
      }
    }
    pages_.emplace(fetch::url_to_ask(source->fetch, state.move), std::move(page));
  }
}

/// One call of perform(): its requests and our own, each with a handler of its answer.
class PageWalk::Run {
 public:
  Run(PageWalk& walk, std::deque<http::Request>& requests, const Starting& starting,
      const Done& done)
      : walk_(walk), requests_(requests), starting_(starting), done_(done) {}

  void perform(const std::atomic<bool>& cancelled) {
    take_new();
    if (asked_.empty()) return;
    walk_.inner_.perform(
        asked_,
        {[&](const std::vector<std::size_t>& indexes) { return announce(indexes); },
         [&](const std::vector<std::size_t>& indexes) { withdraw(indexes); }},
        [&](std::size_t index, Result<http::Response> answer) {
          const Handler handle = std::move(handlers_[index]);
          handle(std::move(answer));
          take_new();
        },
        cancelled);
  }

 private:
  using Handler = std::function<void(Result<http::Response>)>;

  /// The reading of one source's pages.
  struct Visit {
    std::size_t index = 0;  ///< Of the caller's request.
    FirstPage* page = nullptr;
    std::optional<http::Response> first;
    std::vector<http::Response> more;
    std::set<std::string> seen;
    bool is_cut = false;
  };

  /// `first_of`: the caller's request that begins with this one, if any does.
  void ask(http::Request request, std::optional<std::size_t> first_of, Handler handler) {
    handlers_.push_back(std::move(handler));
    first_of_.push_back(first_of);
    asked_.push_back(std::move(request));
  }

  void withdraw(const std::vector<std::size_t>& indexes) const {
    const std::vector<std::size_t> first = first_among(indexes);
    if (starting_.withdraw && !first.empty()) starting_.withdraw(first);
  }

  /// The caller's requests that begin with these of ours.
  [[nodiscard]] std::vector<std::size_t> first_among(
      const std::vector<std::size_t>& indexes) const {
    std::vector<std::size_t> first;
    for (const std::size_t index : indexes) {
      if (first_of_[index]) first.push_back(*first_of_[index]);
    }
    return first;
  }

  /// Returns those of our requests that are not to begin, as the caller's are not.
  base::Later<std::vector<std::size_t>> announce(const std::vector<std::size_t>& indexes) const {
    const std::vector<std::size_t> first = first_among(indexes);
    if (!starting_.announce || first.empty()) return std::vector<std::size_t>();
    return starting_.announce(first).then([this, indexes](const std::vector<std::size_t>& refused) {
      std::vector<std::size_t> dropped;
      std::ranges::copy_if(indexes, std::back_inserter(dropped), [&](std::size_t index) {
        return first_of_[index] && std::ranges::find(refused, *first_of_[index]) != refused.end();
      });
      return dropped;
    });
  }

  void take_new() {
    for (; taken_ < requests_.size(); ++taken_) {
      const auto page = walk_.pages_.find(requests_[taken_].url);
      const std::size_t index = taken_;
      if (page != walk_.pages_.end()) {
        ask_robots(std::make_shared<Visit>(Visit{.index = index, .page = &page->second}));
      } else {
        ask(requests_[index], index,
            [this, index](Result<http::Response> answer) { done_(index, std::move(answer)); });
      }
    }
  }

  [[nodiscard]] const http::Request& request_of(const Visit& visit) const {
    return requests_[visit.index];
  }

  /// Asks for a site's robots.txt once for all its pages; later visits wait for the answer.
  void ask_robots(const std::shared_ptr<Visit>& visit) {
    const std::string origin = base::url_origin(request_of(*visit).url);
    if (walk_.robots_.contains(origin)) return ask_first(visit);
    auto& waiting = waiting_[origin];
    waiting.push_back(visit);
    if (waiting.size() > 1) return;
    http::Request request = request_of(*visit);
    request.url = discover::robots_url(request.url);
    request.conditions.clear();
    ask(std::move(request), visit->index, [this, origin](Result<http::Response> answer) {
      if (answer) walk_.robots_.insert_or_assign(origin, discover::robots_of(answer));
      for (const std::shared_ptr<Visit>& each : std::exchange(waiting_[origin], {})) {
        if (answer) {
          ask_first(each);
        } else {  // The site cannot be reached: a better error than that of robots.txt.
          done_(each->index, fail(answer.error()));
        }
      }
    });
  }

  [[nodiscard]] bool may_ask(const std::string& url) const {
    const auto robots = walk_.robots_.find(base::url_origin(url));
    return robots != walk_.robots_.end() && robots->second.allow(url);
  }

  void ask_first(const std::shared_ptr<Visit>& visit) {
    const http::Request& request = request_of(*visit);
    if (!may_ask(request.url))
      return done_(visit->index,
                   fail(kept_off(request.url, walk_.robots_.at(base::url_origin(request.url)))));
    ask(request, visit->index, [this, visit](Result<http::Response> answer) {
      const config::SourcePage& rules = *visit->page->source->page;
      // The sitemaps of an index change though it does not.
      const bool may_have_more =
          rules.is_sitemap || (!rules.rules.next.empty() && answer &&
                               base::content_hash(answer->body) != visit->page->body_hash);
      const bool is_news = answer && answer->status == 200 && may_have_more;
      if (!is_news) return done_(visit->index, std::move(answer));
      visit->first = std::move(*answer);
      go_on(visit, *visit->first);
    });
  }

  /// Asks for the page after `page`, or ends the visit.
  void go_on(const std::shared_ptr<Visit>& visit, const http::Response& page) {
    visit->seen.insert(page.url);
    const std::string next = next_of(*visit, page);
    if (next.empty()) return end(*visit);
    http::Request request = request_of(*visit);
    request.url = next;
    request.conditions.clear();
    visit->seen.insert(next);
    ask(std::move(request), std::nullopt, [this, visit](Result<http::Response> answer) {
      const bool is_page = answer && answer->status == 200 && !answer->body.empty() &&
                           base::url_origin(answer->url) == base::url_origin(visit->first->url);
      visit->is_cut = visit->is_cut || !answer || answer->status >= kFailingServer;
      const bool is_sitemap = visit->page->source->page->is_sitemap;
      if (!is_page && !is_sitemap) return end(*visit);
      if (answer) visit->more.push_back(std::move(*answer));  // Of a sitemap, to be told of.
      go_on(visit, visit->more.empty() ? *visit->first : visit->more.back());
    });
  }

  /// The URL of the next page; empty if this one is the last.
  [[nodiscard]] std::string next_of(const Visit& visit, const http::Response& page) const {
    if (visit.more.size() + 1 >= kMostPages) return {};
    const config::Source& source = *visit.page->source;
    if (source.page->is_sitemap) return next_sitemap(visit, source);
    const auto read = parse::read_page(page.body, hints_of(page, source), source.page->rules);
    if (!read || read->next_url.empty() || visit.seen.contains(read->next_url)) return {};
    if (base::url_origin(read->next_url) != base::url_origin(visit.first->url)) return {};
    if (visit.more.empty() && read->items_hash == visit.page->items_hash) return {};
    const auto& items = read->feed.items;
    const bool has_known = std::any_of(items.begin(), items.end(), [&](const model::Item& item) {
      return visit.page->known.contains(normalize::canonical_url(item.url));
    });
    return has_known || !may_ask(read->next_url) ? std::string() : read->next_url;
  }

  /// The next sitemap of those that the first one, an index, names.
  [[nodiscard]] std::string next_sitemap(const Visit& visit, const config::Source& source) const {
    const http::Response& first = *visit.first;
    const auto index = parse::read_sitemap(first.body, hints_of(first, source));
    if (!index) return {};
    const auto next = std::ranges::find_if(index->sitemaps, [&](const std::string& url) {
      return !visit.seen.contains(url) && base::url_origin(url) == base::url_origin(first.url);
    });
    return next == index->sitemaps.end() || !may_ask(*next) ? std::string() : *next;
  }

  void end(Visit& visit) {
    {
      const std::scoped_lock lock(walk_.mutex_);
      walk_.more_.insert_or_assign(visit.page->source->id, std::move(visit.more));
      if (visit.is_cut) walk_.cut_.insert(visit.page->source->id);
    }
    done_(visit.index, *std::move(visit.first));
  }

  PageWalk& walk_;
  std::deque<http::Request>& requests_;
  const Starting& starting_;
  const Done& done_;
  std::size_t taken_ = 0;
  std::deque<http::Request> asked_;
  std::deque<Handler> handlers_;                                        ///< One for each of asked_.
  std::vector<std::optional<std::size_t>> first_of_;                    ///< Of asked_; see ask().
  std::map<std::string, std::vector<std::shared_ptr<Visit>>> waiting_;  ///< For a robots.txt.
};

void PageWalk::perform(std::deque<http::Request>& requests, const Starting& starting,
                       const Done& done, const std::atomic<bool>& cancelled) {
  if (pages_.empty()) return inner_.perform(requests, starting, done, cancelled);
  Run(*this, requests, starting, done).perform(cancelled);
}

std::vector<http::Response> PageWalk::more(const std::string& source_id) {
  const std::scoped_lock lock(mutex_);
  auto found = more_.extract(source_id);
  return found ? std::move(found.mapped()) : std::vector<http::Response>();
}

bool PageWalk::is_cut(const std::string& source_id) {
  const std::scoped_lock lock(mutex_);
  return cut_.contains(source_id);
}

Result<PagesRead> read_page_source(const config::Source& source, std::string_view first,
                                   const parse::Hints& hints,
                                   const std::vector<http::Response>& more,
                                   const parse::Limits& limits) {
  auto read = read_one(source, first, hints, limits);
  if (!read) return fail(std::move(read.error()));
  for (const http::Response& page : more) {
    parse::Hints own = hints_of(page, source);
    own.fetched = hints.fetched;
    auto next = read_one(source, page.body, own, limits);
    if (!next) {
      read->feed.warnings.push_back(discover::shown_url(page.url) + ": " + next.error().message);
      continue;
    }
    std::move(next->feed.items.begin(), next->feed.items.end(),
              std::back_inserter(read->feed.items));
  }
  if (read->feed.items.empty()) {
    return fail(Errc::unknown_format, "none of the sitemaps that the index names can be read");
  }
  if (source.page->is_sitemap) {  // An index has no items of its own.
    read->items_hash = parse::items_hash(read->feed.items);
    read->first_items = read->feed.items.size();
  }
  return read;
}

Result<http::Response> ask_for_page(const std::string& url, const fetch::Options& options,
                                    http::Transport& transport,
                                    const std::atomic<bool>& cancelled) {
  const fetch::Subscription subscription{.id = "page", .url = url};
  auto request = fetch::plain_request(subscription, {});
  if (!request) return fail(std::move(request.error()));
  request->time_limit = options.transport.timeout;
  std::optional<Result<http::Response>> got;
  transport.run(
      {*request}, [&](std::size_t, Result<http::Response> answer) { got = std::move(answer); },
      cancelled);
  if (!got) return fail(Errc::transfer, "interrupted before the page came");
  if (!*got || ((*got)->status == 200 && !(*got)->body.empty())) return *std::move(got);
  const http::Response& answer = **got;
  if (answer.status >= 400) return fail(fetch::why_no_feed(*got, fetch::Reader::once));
  const std::string shown = discover::shown_url(answer.url);
  if (answer.status == 200) return fail(Errc::http_status, shown + " is empty; check the address");
  return fail(Errc::http_status, "HTTP " + std::to_string(answer.status) + " from " + shown +
                                     ", where a page was due; check the address");
}

Result<void> check_robots(const std::string& page_url, const fetch::Options& options,
                          http::Transport& transport, const std::atomic<bool>& cancelled) {
  auto request = fetch::plain_request({.id = "robots", .url = discover::robots_url(page_url)}, {});
  if (!request) return fail(std::move(request.error()));
  request->time_limit = options.transport.timeout;
  discover::Robots robots = discover::Robots::closed();
  transport.run(
      {*request},
      [&](std::size_t, const Result<http::Response>& answer) {
        robots = discover::robots_of(answer);
      },
      cancelled);
  if (robots.allow(page_url)) return {};
  return fail(kept_off(page_url, robots));
}

}  // namespace syndic::pipeline
