// SPDX-License-Identifier: MIT
#include "write/feed/calendar.h"

#include <algorithm>
#include <utility>

#include "markup/calendar/write_calendar.h"
#include "markup/html/text.h"
#include "text/excerpt.h"
#include "write/facts.h"

namespace syndic::write {
namespace {

// What a calendar shows of an event before it is opened.
constexpr std::size_t kLongestEventName = 300;
constexpr std::size_t kLongestEventText = 4'000;

std::string description_of(const model::Item& item) {
  const model::Text& text = item.content.empty() ? item.summary : item.content;
  const std::string plain = text.type == model::TextType::html
                                ? markup::html_to_text(text.value, markup::LeadingPictures::skipped)
                                : text.value;
  return text::beginning(plain, kLongestEventText);
}

markup::PublishedEvent event_of(const model::Item& item) {
  const model::Event& event = *item.event;
  markup::PublishedEvent published{
      .uid = entry_id(item),
      .summary = text::excerpt(entry_name(item), kLongestEventName),
      .description = description_of(item),
      .url = item.url,
      .location = event.place,
      .start = event.start,
      .end = event.end,
      .all_day = event.all_day,
      .created = item.published,
      // One that has no date at all is as old as it is far.
      .changed = std::max(item.published, item.updated).value_or(event.start)};
  for (const model::Category& each : item.categories) {
    published.categories.push_back(shown_name(each));
  }
  return published;
}

}  // namespace

std::string render_calendar(const Document& document, std::string_view self_url,
                            const std::string& zone) {
  markup::PublishedCalendar calendar{.product = document.generator,
                                     .name = feed_name(document),
                                     .description = document.subtitle,
                                     .url = document.home_page_url,
                                     .source = std::string(self_url),
                                     .zone = zone};
  for (const Entry& entry : document.entries) {
    if (entry.item.event) calendar.events.push_back(event_of(entry.item));
  }
  std::ranges::stable_sort(calendar.events, {}, &markup::PublishedEvent::start);
  return write_calendar(calendar);
}

}  // namespace syndic::write
