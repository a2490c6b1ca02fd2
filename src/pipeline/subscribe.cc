// SPDX-License-Identifier: MIT
#include "pipeline/subscribe.h"

#include <algorithm>
#include <utility>

#include "base/url.h"
#include "pipeline/append.h"

namespace syndic::pipeline {
namespace {

Subscribed already(const config::Source& source) {
  return {.id = source.id,
          .name = source.name,
          .url = base::public_url(address_of(source)),
          .is_new = false};
}

/// The URL of the best feed, as it was found.
std::string found_url(const Offer& offer, const Wish& wish) {
  const std::string& best = offer.feeds.front().url;
  // A found URL has no token and password; on the same site it needs those of the given URL.
  const bool is_itself = best == base::public_url(wish.url);
  return is_itself ? wish.url : discover::asked_at({.url = wish.url}, best).url;
}

}  // namespace

config::NewSource source_of(const Offer& offer, const Wish& wish) {
  const std::string found = found_url(offer, wish);
  const std::string url =
      offer.moved_to.empty() ? found : discover::asked_at({.url = found}, offer.moved_to).url;
  config::NewSource source{.id = wish.id, .name = wish.name, .url = url, .groups = wish.groups};
  if (source.name.empty()) source.name = offer.feeds.front().title;
  if (source.name.empty()) source.name = host_name(url);
  return source;
}

Result<Subscribed> subscribe(const config::Config& config, const Wish& wish,
                             http::Transport& transport, const std::atomic<bool>& cancelled) {
  if (const auto* known = source_at(wish.url, config)) return already(*known);
  if (std::ranges::find(config.sources, wish.id, &config::Source::id) != config.sources.end()) {
    return fail(Errc::malformed, "the id " + wish.id + " is taken; choose another with --id");
  }
  const auto offer = discover(wish.url, discover::Wanted::best, config.fetch, transport, cancelled);
  if (!offer) return fail(offer.error());
  if (const auto* known = source_at(found_url(*offer, wish), config)) return already(*known);
  auto appended = append_sources(config.file, {source_of(*offer, wish)});
  if (!appended) return fail(std::move(appended.error()));
  const Appended& added = appended->front();
  Subscribed subscribed{
      .id = added.id, .name = added.name, .url = added.url, .is_new = added.is_new};
  if (added.is_new) subscribed.others.assign(offer->feeds.begin() + 1, offer->feeds.end());
  return subscribed;
}

}  // namespace syndic::pipeline
