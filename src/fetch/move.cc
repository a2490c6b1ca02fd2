// SPDX-License-Identifier: MIT
#include "fetch/move.h"

#include <string_view>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "http/redirect.h"

namespace syndic::fetch {
namespace {

constexpr std::size_t kLongestShown = 200;

std::string shown(const std::string& url) {
  return base::printable_line(base::public_url(url), kLongestShown);
}

}  // namespace

std::string new_url(const http::Response& response) {
  std::string target;
  for (const http::Redirect& redirect : response.redirects) {
    if (redirect.status != 301 && redirect.status != 308) break;
    target = redirect.url;
  }
  return target == base::public_url(target) ? target : std::string();
}

std::string url_to_ask(const Subscription& subscription, const model::Move& move) {
  if (subscription.url.empty() || move.adopted_url.empty()) return subscription.url;
  return http::redirect_target(subscription.url, move.adopted_url).value_or(subscription.url);
}

model::Move after_feed(model::Move move, const Subscription& subscription,
                       const http::Response& response, model::Timestamp now) {
  const std::string target = new_url(response);
  const bool is_new = !target.empty() && target != move.adopted_url &&
                      target != base::without_credentials(subscription.url);
  if (!is_new) return {.adopted_url = std::move(move.adopted_url)};
  if (target != move.seen_url || !move.seen_last || *move.seen_last > now) {
    move.seen_url = target;
    move.seen_days = 0;
    move.seen_last.reset();
  }
  if (!move.seen_last || move.seen_last->date() < now.date()) {
    ++move.seen_days;
    move.seen_last = now;
  }
  if (move.seen_days < kDaysUntilAdopted) return move;
  return {.adopted_url = target};
}

model::Move after_no_feed(model::Move move, int failures, int status) {
  const bool is_dead = status == 404 || status == 410;
  if (is_dead || failures >= kFailuresUntilLeft) move.adopted_url.clear();
  return move;
}

std::string news_of_move(const model::Move& before, const model::Move& now) {
  if (before.adopted_url == now.adopted_url) return {};
  if (now.adopted_url.empty()) {
    return "asked at its configured address again: " + shown(before.adopted_url) +
           " has no feed any more";
  }
  return "moved for good: asked at " + shown(now.adopted_url) + " from now on; set url to that";
}

}  // namespace syndic::fetch
