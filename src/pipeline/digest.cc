// SPDX-License-Identifier: MIT
#include "pipeline/digest.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/time_zone.h"
#include "config/feeds.h"
#include "pipeline/publish/documents.h"
#include "pipeline/publish/history.h"
#include "pipeline/store_lock.h"
#include "write/mail/digest.h"
#include "write/page/files.h"
#include "write/theme/theme.h"

namespace syndic::pipeline {
namespace {

namespace pt = boost::posix_time;

constexpr std::size_t kMostInDigest = 100;
const pt::hours kLateInDigest(30 * 24);

// A run that began before the digest's time ended stores its items after that.
constexpr std::chrono::minutes kPatience(10);

Result<const config::Feed*> feed_named(const config::Config& config, const std::string& name) {
  if (name.empty()) return &config.feeds.front();
  const auto feed = std::ranges::find(config.feeds, name, &config::Feed::name);
  if (feed != config.feeds.end()) return &*feed;
  return fail(Errc::not_found, "--feed " + name + ": " + config::why_no_feed(config, name));
}

// Which of the stored items are news.
class News {
 public:
  News(const store::Selection& selection, const DigestTime& time, model::Timestamp now)
      : time_(time) {
    for (const auto& [source, not_after] : selection.not_after) {
      embargoes_.emplace(source, now - not_after);
      longest_ = std::max(longest_, now - not_after);
    }
  }

  [[nodiscard]] store::ArrivalRule rule() const {
    return {.since = time_.from - longest_,
            .is_wanted = [this](const store::Arrival& arrival) { return are(arrival); },
            .was_told = [this](const store::Arrival& copy) { return came(copy) < time_.from; }};
  }

 private:
  [[nodiscard]] pt::time_duration embargo(const store::Arrival& arrival) const {
    const auto found = embargoes_.find(arrival.source_id);
    return found == embargoes_.end() ? pt::time_duration() : found->second;
  }

  // When the feed got it.
  [[nodiscard]] model::Timestamp came(const store::Arrival& arrival) const {
    return std::max(arrival.first_seen, arrival.published + embargo(arrival));
  }

  [[nodiscard]] bool are(const store::Arrival& arrival) const {
    const model::Timestamp when = came(arrival);
    if (when < time_.from || when >= time_.until) return false;
    const pt::time_duration late = arrival.came_late ? kLateInDigest : store::kLate;
    return arrival.published + embargo(arrival) >= time_.from - late;
  }

  DigestTime time_;
  std::map<std::string, pt::time_duration> embargoes_;  // By source id.
  pt::time_duration longest_;
};

store::Arrivals news_of(const config::Config& config, const config::Feed& feed,
                        const DigestTime& time, store::Store& store, model::Timestamp now) {
  store::Selection selection = selection_of(config, feed, now);
  selection.limit = kMostInDigest;
  const News news(selection, time, now);
  return store.arrivals(selection, news.rule());
}

std::string page_of(const config::Config& config) {
  const std::string page = served_at(config, std::string(write::kIndexPage));
  return page.empty() || !config.publish.page ? config.site.url : page;
}

}  // namespace

DigestTime digest_time(std::chrono::seconds since, const std::string& zone, model::Timestamp now) {
  const pt::seconds length(since.count());
  const model::Timestamp until = now - pt::seconds(now.time_of_day().seconds());
  if (since % std::chrono::hours(24) != std::chrono::seconds(0)) return {until - length, until};
  return {base::local_to_utc(base::utc_to_local(until, zone) - length, zone), until};
}

Result<std::string> digest(const config::Config& config, const DigestWish& wish,
                           model::Timestamp now) {
  const auto feed = feed_named(config, wish.feed);
  if (!feed) return fail(feed.error());
  if (config.site.owner.email.empty()) {
    return fail(Errc::malformed,
                "nobody would have sent the mail: give an email in [site.owner] of " +
                    config.file.string());
  }
  await_store(config.store, kPatience);
  const auto store = store::open_read_only(config.store);
  if (!store) return std::string();
  store->begin_batch();
  const DigestTime time = digest_time(wish.since, config.site.time_zone, now);
  store::Arrivals news = news_of(config, **feed, time, *store, now);
  if (news.items.empty()) return std::string();
  const write::Document document = Documents(config, *store).of(**feed, std::move(news.items));
  return write::render_digest(document,
                              {.feed = (*feed)->name,
                               .from = time.from,
                               .until = time.until,
                               .now = now,
                               .more = news.more,
                               .page_url = page_of(config),
                               .to = wish.to},
                              write::Theme(config.publish.theme));
}

}  // namespace syndic::pipeline
