// SPDX-License-Identifier: MIT
#include "pipeline/refresh/item_pages.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"
#include "discover/search.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "normalize/link/canonical_url.h"
#include "parse/article/own_page.h"
#include "parse/own_faults.h"
#include "pipeline/refresh/quiet_join.h"

namespace syndic::pipeline {
namespace {

constexpr int kServerFails = 500;
constexpr int kTooManyRequests = 429;

// So many of a source's pages that say the same say nothing of their items.
constexpr std::size_t kAlike = 3;

/// One item's page among all that are asked for.
struct Asked {
  WaitingItems* waiting = nullptr;
  model::Item* item = nullptr;
  bool is_ready = false;
  std::optional<model::ItemPage> page;  ///< Once it was asked for.
};

// Whether another try may succeed.
bool is_passing(const fetch::Fetched& got) {
  switch (got.failure->code) {
    case Errc::dns:
    case Errc::connect:
    case Errc::tls:
    case Errc::timeout:
    case Errc::transfer:
      return true;
    default:
      return got.state.last_status >= kServerFails || got.state.last_status == kTooManyRequests;
  }
}

// A server that names no type may well send a page.
bool is_page_type(std::string_view content_type) {
  const std::string type = http::media_type_of(content_type);
  return type.empty() || type.find("html") != std::string::npos ||
         type.find("xml") != std::string::npos;
}

model::ItemPage read_own_page(const fetch::Fetched& got, const config::Source& source,
                              model::Timestamp now) {
  if (!is_page_type(got.content_type)) return {.url = {}, .is_done = true};
  const parse::Hints hints{.base_url = got.base_url,
                           .content_type = got.content_type,
                           .time_zone = source.time_zone,
                           .fetched = now};
  auto page = parse::without_own_faults([&] { return parse::read_item_page(got.body, hints); });
  return page ? *std::move(page) : model::ItemPage{.url = {}, .is_done = true};
}

// By which an item's page is remembered; what only counts readers is no other page.
std::string key_of(const model::Item& item) {
  std::string canonical = normalize::canonical_url(item.url);
  return canonical.empty() ? item.url : canonical;
}

// What is known of an item's page after a try in vain.
model::ItemPage after_try(const Asked& asked, bool may_succeed) {
  const std::string key = key_of(*asked.item);
  const auto tried = asked.waiting->tries.find(key);
  const int tries = 1 + (tried == asked.waiting->tries.end() ? 0 : tried->second);
  return {.url = key, .is_done = !may_succeed || tries >= kMostTries, .tries = tries};
}

// Whether a redirect led to the list or the site's first page, as sites do with what they removed.
bool leads_away(const fetch::Fetched& got, const Asked& asked) {
  const std::string_view url = base::without_fragment(got.base_url);
  if (url == base::without_fragment(asked.item->url)) return false;
  return url == base::without_fragment(asked.waiting->feed.home_page_url) ||
         url == base::url_origin(got.base_url) + "/";
}

model::ItemPage page_of(const fetch::Fetched& got, const Asked& asked, model::Timestamp now) {
  model::ItemPage tried = after_try(asked, got.failure && is_passing(got));
  if (!got.has_body() || leads_away(got, asked)) return tried;
  model::ItemPage page = read_own_page(got, *asked.waiting->source, now);
  page.url = tried.url;
  page.tries = tried.tries;
  return page;
}

fetch::Subscription asked_for(const WaitingItems& waiting, const std::string& url,
                              std::size_t index) {
  fetch::Subscription subscription = discover::asked_at(waiting.source->fetch, url);
  subscription.id = std::to_string(index);
  subscription.path.clear();
  subscription.max_body = kLargestItemPage;
  return subscription;
}

/// A page of a sitemap says nothing without title and text: it was not wanted, or not to be read.
bool says_something(const model::Item& item, const config::Source& source) {
  return !source.page->is_sitemap || !item.title.empty() || !item.content.empty() ||
         !item.summary.empty();
}

/// Whether the source's rules keep the item out for its link alone, whatever its page says.
bool is_kept_out(const model::Item& item, const config::Source& source) {
  const normalize::Rules& rules = source.normalize.rules;
  const auto is_of_link = [](const normalize::Rule& rule) {
    return base::starts_with_ignoring_case(rule.text(), "link:");
  };
  return std::ranges::all_of(rules.include, is_of_link) &&
         std::ranges::all_of(rules.exclude, is_of_link) && !rules.dropped_by(item).empty();
}

// Whether another try for a robots.txt may succeed (RFC 9309 §2.3.1.4).
bool is_unreachable(const Result<http::Response>& answer) {
  if (!answer) return !discover::leads_nowhere(answer);
  return answer->status >= kServerFails || answer->status == kTooManyRequests;
}

/// Asks for the robots.txt of sites that are not known yet. Returns those whose cannot be had now.
std::set<std::string> ask_for_robots(const std::vector<Asked>& all, const config::Config& config,
                                     discover::RobotsOfSites& robots,
                                     const fetch::HostSilence& silence, model::Timestamp now,
                                     http::Transport& transport,
                                     const std::atomic<bool>& cancelled) {
  std::vector<http::Request> requests;
  std::vector<std::string> origins;
  for (const Asked& each : all) {
    const std::string origin = base::url_origin(each.item->url);
    if (robots.contains(origin) || std::ranges::find(origins, origin) != origins.end()) continue;
    const std::string url = discover::robots_url(each.item->url);
    auto request = fetch::plain_request(discover::asked_at(each.waiting->source->fetch, url), {});
    if (!request || silence.until(url, now)) continue;
    request->time_limit = config.fetch.transport.timeout;
    requests.push_back(*std::move(request));
    origins.push_back(origin);
  }
  std::set<std::string> unreachable;
  if (requests.empty()) return unreachable;
  transport.run(
      requests,
      [&](std::size_t index, const Result<http::Response>& answer) {
        robots.insert_or_assign(origins[index], discover::robots_of(answer));
        if (is_unreachable(answer)) unreachable.insert(origins[index]);
      },
      cancelled);
  return unreachable;
}

/// The pages to ask for. One that robots.txt forbids is done without asking; where that cannot be
/// had, this was a try.
std::vector<fetch::Subscription> subscriptions_of(std::vector<Asked>& all,
                                                  const discover::RobotsOfSites& robots,
                                                  const std::set<std::string>& unreachable,
                                                  store::Store& store) {
  std::vector<fetch::Subscription> subscriptions;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& url = all[i].item->url;
    const std::string origin = base::url_origin(url);
    const auto known = robots.find(origin);
    if (known == robots.end()) continue;
    if (known->second.allow(url)) {
      subscriptions.push_back(asked_for(*all[i].waiting, url, i));
    } else {
      const model::ItemPage page = after_try(all[i], unreachable.contains(origin));
      store.remember(all[i].waiting->source->id, std::vector{page});
      all[i].is_ready = page.is_done;
    }
  }
  return subscriptions;
}

// An item without a page of its own may link to its place on the list.
bool has_own_page(const model::Item& item, const model::Feed& feed) {
  return base::is_http_url(item.url) &&
         base::without_fragment(item.url) != base::without_fragment(feed.home_page_url);
}

/// Drops a field that several pages of a source have alike: the wall of a login or of consent in
/// their place, the motto of the site.
void drop_common(std::vector<Asked>& all, std::string model::ItemPage::*field,
                 store::Store& store) {
  struct Alike {
    std::set<std::string> urls;
    std::vector<Asked*> pages;
  };
  std::map<std::pair<const config::Source*, std::string>, Alike> by_text;
  for (Asked& each : all) {
    if (!each.page || ((*each.page).*field).empty()) continue;
    Alike& alike = by_text[{each.waiting->source, base::content_hash((*each.page).*field)}];
    alike.urls.insert(each.page->url);
    alike.pages.push_back(&each);
  }
  for (const auto& [source_and_text, alike] : by_text) {
    if (alike.urls.size() < kAlike) continue;
    for (Asked* each : alike.pages) {
      ((*each->page).*field).clear();
      store.remember(source_and_text.first->id, std::vector{*each->page});
    }
  }
}

/// Has only those wait that are among the newest kTakenAtFirst, by the dates on the list, undated
/// ones last; the others' pages need no asking.
void let_newest_wait(const model::Feed& feed, const config::Source& source,
                     std::vector<bool>& has_to_wait, store::Store& store) {
  std::vector<std::size_t> newest;
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    if (!is_kept_out(feed.items[i], source)) newest.push_back(i);
  }
  std::ranges::stable_sort(newest, [&](std::size_t a, std::size_t b) {
    return feed.items[a].published > feed.items[b].published;
  });
  std::set<std::string> taken;
  std::vector<model::ItemPage> unasked;
  for (const std::size_t i : newest) {
    const std::string key = key_of(feed.items[i]);
    if (taken.size() < kTakenAtFirst) taken.insert(key);
    if (!has_to_wait[i] || taken.contains(key)) continue;
    has_to_wait[i] = false;
    unasked.push_back({.url = key, .is_done = true});
  }
  store.remember(source.id, unasked);
}

void keep_ready(std::vector<Asked>& all) {
  std::map<WaitingItems*, std::vector<model::Item>> ready;
  for (Asked& each : all) {
    auto& items = ready[each.waiting];
    if (!each.is_ready) {
      ++each.waiting->later;
    } else if (says_something(*each.item, *each.waiting->source)) {
      items.push_back(std::move(*each.item));
    }
  }
  for (auto& [waiting, items] : ready) waiting->feed.items = std::move(items);
}

}  // namespace

void complete(model::Item& item, const model::ItemPage& page) {
  const auto take = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  take(item.title.value, page.title);
  if (item.content.empty() && !page.content.empty()) {
    item.content = {
        .value = page.content, .type = model::TextType::html, .base_url = page.base_url};
  }
  take(item.summary.value, page.summary);
  take(item.image, page.image);
  if (item.authors.empty() && !page.author.empty()) {
    item.authors.push_back({.name = page.author, .email = {}, .url = {}});
  }
  if (item.enclosures.empty() && !page.media_url.empty()) {
    item.enclosures.push_back({.url = page.media_url,
                               .media_type = {},
                               .title = {},
                               .length = {},
                               .duration_seconds = {}});
  }
  if (!item.published && page.published) {
    item.published = page.published;
    item.lineage.date_element = "own page";
  }
}

bool joins_now(const config::Source& source, const model::FetchState& before) {
  return source.joined && (!before.last_success || *before.last_success < *source.joined);
}

std::optional<WaitingItems> hold_for_pages(model::Feed& feed, const config::Source& source,
                                           const model::FetchState& before,
                                           const AskStore& ask_store) {
  WaitingItems waiting{.source = &source};
  std::vector<bool> has_to_wait(feed.items.size(), false);
  ask_store([&](store::Store& store) {
    const auto tried = store.item_pages_tried(source.id);
    for (std::size_t i = 0; i < feed.items.size(); ++i) {
      model::Item& item = feed.items[i];
      if (!has_own_page(item, feed) || is_kept_out(item, source)) continue;
      if (source.page->is_sitemap && !item.title.empty()) continue;
      const auto known = tried.find(key_of(item));
      if (known == tried.end() || known->second < kMostTries) {
        has_to_wait[i] = true;
        if (known != tried.end()) waiting.tries.insert(*known);
      } else if (const auto page = store.item_page(source.id, known->first)) {
        complete(item, *page);
      }
    }
    if (joins_now(source, before)) let_newest_wait(feed, source, has_to_wait, store);
  });
  std::vector<model::Item> ready;
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    if (!has_to_wait[i]) {
      if (says_something(feed.items[i], source)) ready.push_back(std::move(feed.items[i]));
    } else if (waiting.feed.items.size() < kMostItemPages) {
      waiting.feed.items.push_back(std::move(feed.items[i]));
    } else {
      ++waiting.later;
    }
  }
  waiting.are_last =
      !has_to_wait.empty() && !has_to_wait.front() && std::ranges::is_sorted(has_to_wait);
  if (waiting.feed.items.empty()) {
    feed.items = std::move(ready);
    return std::nullopt;
  }
  feed.items.clear();
  std::vector<model::Item> held = std::move(waiting.feed.items);
  waiting.feed = feed;
  waiting.feed.items = std::move(held);
  feed.items = std::move(ready);
  return waiting;
}

void follow_item_pages(std::vector<WaitingItems>& waiting, const config::Config& config,
                       discover::RobotsOfSites& robots, fetch::HostSilence& silence,
                       model::Timestamp now, http::Transport& transport, store::Store& store,
                       const std::atomic<bool>& cancelled) {
  std::vector<Asked> all;
  for (WaitingItems& each : waiting) {
    for (model::Item& item : each.feed.items) all.push_back({.waiting = &each, .item = &item});
  }
  if (all.empty()) return;
  const auto unreachable = ask_for_robots(all, config, robots, silence, now, transport, cancelled);
  const auto subscriptions = subscriptions_of(all, robots, unreachable, store);
  fetch::fetch(
      subscriptions, {}, silence, config.fetch, now, transport, {},
      [&](const fetch::Fetched& got) {
        if (got.postponed) return;
        Asked& asked = all[std::stoul(got.source_id)];
        asked.page = page_of(got, asked, now);
        store.remember(asked.waiting->source->id, std::vector{*asked.page});
        store.commit(store::Durability::server_end);  // A run that is killed asks for none twice.
        store.begin_batch();
        asked.is_ready = asked.page->is_done;
      },
      cancelled);
  drop_common(all, &model::ItemPage::summary, store);
  drop_common(all, &model::ItemPage::content, store);
  for (Asked& each : all) {
    if (each.is_ready && each.page) complete(*each.item, *each.page);
    each.page.reset();
  }
  keep_ready(all);
}

}  // namespace syndic::pipeline
