// SPDX-License-Identifier: MIT
#include "parse/calendar/feed.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/url_resolve.h"
#include "base/utf8.h"
#include "markup/calendar/content_lines.h"
#include "markup/calendar/moment.h"
#include "markup/calendar/read_calendar.h"
#include "markup/html/tags.h"
#include "markup/html/text.h"
#include "parse/draft.h"
#include "parse/json/values.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestPlace = 1'000;
constexpr long kMostHours = 31L * 24;

// An event without a UID is known by when it is and what it is called.
std::string id_of(const markup::CalendarEntry& entry) {
  if (!entry.uid.empty()) {
    return entry.occurrence.empty() ? entry.uid : entry.uid + "/" + entry.occurrence;
  }
  const std::string start =
      entry.all_day ? markup::basic_day(entry.start) : markup::basic_time(entry.start) + "Z";
  return entry.summary.empty() ? start : start + "/" + base::fold_spaces(entry.summary);
}

// An address of several lines in one.
std::string place_of(std::string_view location) {
  std::string place;
  while (!location.empty()) {
    const std::size_t end = std::min(location.find('\n'), location.size());
    std::string_view line = base::trim(location.substr(0, end));
    while (line.ends_with(',')) line = base::trim(line.substr(0, line.size() - 1));
    if (!line.empty()) place.append(place.empty() ? "" : ", ").append(line);
    location.remove_prefix(std::min(end + 1, location.size()));
  }
  return std::string(base::utf8_prefix(place, kLongestPlace));
}

// Of both descriptions HTML's, if it says anything. Google writes tags into the other one.
model::Text content_of(markup::CalendarEntry& entry) {
  if (!entry.html.empty() && !markup::html_to_line(entry.html).empty()) {
    return {std::move(entry.html), model::TextType::html, {}};
  }
  const bool is_html = markup::holds_whole_markup(entry.description);
  return {
      std::move(entry.description), is_html ? model::TextType::html : model::TextType::plain, {}};
}

void set_dates(const markup::CalendarEntry& entry, model::Item& item) {
  item.published = entry.created;
  item.updated = entry.last_modified;
  if (item.published) {
    item.lineage.date_element = "CREATED";
  } else if (item.updated) {
    item.lineage.date_element = "LAST-MODIFIED";
  }
}

class CalendarFeed {
 public:
  explicit CalendarFeed(const Hints& hints) : hints_(hints) {}

  void read_head(markup::Calendar& calendar) {
    feed_.format = model::Format::icalendar20;
    feed_.title.value = base::fold_spaces(calendar.name);
    decode_references(feed_.title.value);
    const bool is_html = markup::holds_whole_markup(calendar.description);
    feed_.subtitle = {std::move(calendar.description),
                      is_html ? model::TextType::html : model::TextType::plain,
                      {}};
    feed_.home_page_url = resolved(calendar.url);
    feed_.icon = resolved(calendar.image);
    feed_.base_url = hints_.base_url;
    feed_.updated = calendar.last_modified;
    if (calendar.refresh && *calendar.refresh > model::Duration()) {
      feed_.minimum_interval =
          std::min<model::Duration>(*calendar.refresh, boost::posix_time::hours(kMostHours));
    }
    feed_.lacks_items = calendar.lacks_entries;
    feed_.recurs = calendar.recurs;
    feed_.is_cut = calendar.is_cut;
    feed_.ends_in_item = calendar.ends_in_entry;
    if (calendar.ends_in_entry) {
      feed_.warnings.emplace_back("left out the item that the document breaks off in");
    }
  }

  void add(markup::CalendarEntry entry) {
    model::Item& item = feed_.items.emplace_back();
    ItemDraft draft(item);
    item.id = id_of(entry);
    item.lineage.is_occurrence = !entry.occurrence.empty();
    set_dates(entry, item);
    item.url = resolved(entry.url);
    item.event = model::Event{entry.start, entry.end, entry.all_day, place_of(entry.location)};
    if (!entry.organizer.empty()) item.authors.push_back({.name = std::move(entry.organizer)});
    for (std::string& each : entry.categories) {
      decode_references(each);
      draft.add_category({.term = std::move(each)});
    }
    draft.image.offer(rank::itunes_image, resolved(entry.image));
    for (const markup::CalendarFile& each : entry.files) {
      draft.add_enclosure({.url = resolved(each.url), .media_type = each.media_type});
    }
    item.title.value = base::fold_spaces(entry.summary);
    decode_references(item.title.value);  // Plain characters by the standard, but not by plugins.
    item.content = content_of(entry);
    if (draft.finish()) feed_.warnings.emplace_back("left out what an item has too many of");
  }

  void add(const markup::CalendarCancellation& each) {
    std::string id = each.occurrence.empty() ? each.uid : each.uid + "/" + each.occurrence;
    feed_.deleted.push_back({.id = std::move(id), .when = each.when});
  }

  model::Feed take() { return std::move(feed_); }

 private:
  std::string resolved(const std::string& url) { return urls_.resolve(url, hints_.base_url); }

  const Hints& hints_;
  base::UrlResolver urls_;
  model::Feed feed_;
};

// Some programs fold lines inside a character, which is whole again in the unfolded bytes.
void mend_folded_characters(std::string_view bytes, const Hints& hints,
                            markup::DecodedText& decoded) {
  if (decoded.warnings.empty() || !markup::is_calendar(bytes)) return;
  markup::DecodedText again = markup::decode_text(markup::unfolded(bytes), hints.content_type);
  if (again.warnings.size() < decoded.warnings.size()) decoded = std::move(again);
}

}  // namespace

std::string_view series_of_occurrence(std::string_view id) { return id.substr(0, id.rfind('/')); }

Result<model::Feed> read_calendar_feed(std::string_view bytes, markup::DecodedText decoded,
                                       const Hints& hints, const Limits& limits) {
  mend_folded_characters(bytes, hints, decoded);
  markup::Calendar calendar =
      markup::read_calendar(decoded.text, {.zone = hints.time_zone, .now = hints.fetched});
  if (calendar.is_cut && calendar.name.empty() && calendar.entries.empty() &&
      calendar.cancelled.empty()) {
    return fail(Errc::malformed, "the calendar breaks off before it says anything", bytes.size());
  }
  CalendarFeed reader(hints);
  reader.read_head(calendar);
  const std::size_t items = std::min(calendar.entries.size(), limits.max_items);
  for (std::size_t i = 0; i < items; ++i) reader.add(std::move(calendar.entries[i]));
  for (const markup::CalendarCancellation& each : calendar.cancelled) reader.add(each);
  model::Feed feed = reader.take();
  feed.encoding = std::move(decoded.encoding);
  auto& warnings = feed.warnings;
  warnings.insert(warnings.begin(), decoded.warnings.begin(), decoded.warnings.end());
  warnings.insert(warnings.end(), calendar.warnings.begin(), calendar.warnings.end());
  if (items < calendar.entries.size()) {
    feed.lacks_items = true;
    warnings.push_back("left out " + std::to_string(calendar.entries.size() - items) +
                       " items after the first " + std::to_string(items));
  }
  return feed;
}

}  // namespace syndic::parse
