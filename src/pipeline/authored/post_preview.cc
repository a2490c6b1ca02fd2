// SPDX-License-Identifier: MIT
#include "pipeline/authored/post_preview.h"

#include <algorithm>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "normalize/normalize.h"
#include "pipeline/authored/folder.h"
#include "write/facts.h"

namespace syndic::pipeline {
namespace {

/// "Mon, 2 Mar 2026" of what clocks show.
std::string day_words(model::Timestamp local) {
  constexpr std::size_t kDayAt = 5;  // In "Mon, 02 Mar 2026 09:00:00 +0000".
  constexpr std::size_t kDayLength = 16;
  std::string words = base::format_rfc822(local).substr(0, kDayLength);
  if (words[kDayAt] == '0') words.erase(kDayAt, 1);
  return words;
}

/// "09:00" of what clocks show.
std::string time_words(model::Timestamp local) {
  constexpr std::size_t kTimeAt = 17;
  constexpr std::size_t kTimeLength = 5;
  return base::format_rfc822(local).substr(kTimeAt, kTimeLength);
}

/// "Mon, 2 Mar 2026 09:00 (America/New_York)".
std::string moment_words(model::Timestamp moment, const std::string& zone) {
  const model::Timestamp local = base::utc_to_local(moment, zone);
  return day_words(local) + " " + time_words(local) + " (" + (zone.empty() ? "UTC" : zone) + ")";
}

/// "Mon, 2 Mar 2026 09:00 – 10:30 (America/New_York), Gym"; of days without times, without a zone.
std::string event_words(const model::Event& event, const std::string& zone) {
  constexpr std::string_view kTo = " \u2013 ";
  const auto local = [&](model::Timestamp time) {
    return event.all_day ? time : base::utc_to_local(time, zone);
  };
  std::string words = day_words(local(event.start));
  if (!event.all_day) words += " " + time_words(local(event.start));
  if (event.end) {
    const bool is_same_day = local(*event.end).date() == local(event.start).date();
    if (!is_same_day) words.append(kTo).append(day_words(local(*event.end)));
    if (!event.all_day) words.append(is_same_day ? kTo : " ").append(time_words(local(*event.end)));
  }
  if (!event.all_day) words += " (" + (zone.empty() ? "UTC" : zone) + ")";
  return event.place.empty() ? words : words + ", " + base::printable_line(event.place);
}

/// A file beside the item as the page has it, as far as its kind shows.
std::string as_published(std::string_view reference, const config::Config& config) {
  if (base::is_http_url(reference)) return std::string(reference);
  return config.site.feeds_url + "assets/" + std::string(reference);
}

model::Item normalized_alone(model::Item item, const config::Source& source,
                             const config::Config& config, model::Timestamp now) {
  model::Feed feed;
  feed.format = model::Format::jsonfeed11;
  feed.base_url = config.site.url;
  feed.home_page_url = config.site.url;
  feed.items.push_back(std::move(item));
  normalize::Normalized result = normalize::normalize(std::move(feed), source.normalize, now);
  return result.feed.items.empty() ? model::Item{} : std::move(result.feed.items.front());
}

std::string when_it_appears(const parse::AuthoredFile& read, const model::Item& item,
                            const config::Source& source, const std::string& zone,
                            model::Timestamp now) {
  if (read.draft) return "is a draft: remove the line draft = true";
  if (read.expires && *read.expires <= now) {
    return "does not appear: it expired on " + moment_words(*read.expires, zone);
  }
  if (!item.lineage.dropped_by.empty()) {
    return "does not appear: " + base::printable_line(item.lineage.dropped_by) +
           " of the source keeps it out";
  }
  model::Timestamp due = read.item.published.value_or(now);
  if (source.terms.embargo) due += boost::posix_time::seconds(source.terms.embargo->count());
  return due > now ? "waits until " + moment_words(due, zone) : "appears at the next refresh";
}

}  // namespace

PostPreview preview_post(std::string_view text, std::string_view name, const config::Source& source,
                         const config::Config& config, model::Timestamp now) {
  PostPreview preview;
  const parse::AuthoredFile read =
      parse::read_authored(text, name, zone_of(source, config),
                           [&](std::string_view each) { return as_published(each, config); });
  preview.mistakes = read.mistakes;
  if (!preview.mistakes.empty()) return preview;
  const std::string& zone = config.site.time_zone;
  const model::Item item = normalized_alone(read.item, source, config, now);
  const model::Timestamp dated = read.item.published.value_or(now);
  preview.lines = {
      item.title.empty() ? "(no title)" : base::printable_line(item.title.value),
      day_words(base::utc_to_local(dated, zone)),
      std::string(write::kind_name(item.kind)),
      item.url.empty() ? "read on the page itself" : base::printable_line(item.url),
      when_it_appears(read, item, source, zone, now),
  };
  if (item.event) {
    constexpr std::ptrdiff_t kAfterDay = 2;
    preview.lines.insert(preview.lines.begin() + kAfterDay,
                         "event: " + event_words(*item.event, zone));
  }
  return preview;
}

}  // namespace syndic::pipeline
