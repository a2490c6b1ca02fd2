// SPDX-License-Identifier: MIT
#include "write/page/item.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "markup/html/text.h"
#include "text/excerpt.h"
#include "text/reading_time.h"
#include "write/facts.h"
#include "write/page/files.h"

namespace syndic::write {
namespace {

constexpr std::size_t kLongestOnPage = 260;
constexpr std::size_t kLongestWholeText = 20'000;
constexpr std::size_t kLongestItemTitle = 300;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestLink = 4'000;
constexpr std::size_t kMostOthers = 5;
constexpr std::uint64_t kSecondsPerMinute = 60;

// The minutes that it takes; 0: unknown. Those of reading are only known of a whole text: a short
// one may be the beginning of a longer page.
std::size_t minutes_of(const model::Item& item) {
  if (item.kind == model::Kind::read) {
    const model::Text& text = item.content;
    if (text.type != model::TextType::html) return text::reading_minutes(text.value);
    return text::reading_minutes(
        markup::html_to_text(text.value, markup::LeadingPictures::skipped));
  }
  for (const model::Enclosure& enclosure : item.enclosures) {
    if (!enclosure.duration_seconds || *enclosure.duration_seconds == 0) continue;
    const auto minutes = (*enclosure.duration_seconds + kSecondsPerMinute / 2) / kSecondsPerMinute;
    return std::max<std::size_t>(1, minutes);
  }
  return 0;
}

// "READ MORE", or "READ 4 min".
std::string action_of(const model::Item& item, const Labels& labels) {
  const std::string kind(kind_name(item.kind));
  const std::size_t minutes = minutes_of(item);
  if (minutes == 0) return labels.at(kind);
  return filled(labels.at(kind + "_minutes"), "minutes", std::to_string(minutes));
}

std::string_view main_subtag(std::string_view language) {
  return language.substr(0, language.find('-'));
}

// The item's language if it differs from the page's.
View language_of(const ItemFrame& frame, const model::Item& item,
                 const std::optional<model::Source>& source) {
  const std::string& language = item.language.empty() && source ? source->language : item.language;
  const bool is_tag =
      !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
        return base::is_alpha(c) || base::is_digit(c) || c == '-';
      });
  if (!is_tag) return false;
  const bool same = base::equals_ignoring_case(main_subtag(language), main_subtag(frame.language));
  return same ? View(false) : View(language);
}

View source_page(const ItemFrame& frame, const std::string& source_id) {
  const bool has_page = frame.has_source_pages && frame.document.sources.count(source_id) != 0;
  return has_page ? View(list_page_name("source", source_id)) : View(false);
}

// The other sources of the item, the first one led in by "also by".
View others_of(const ItemFrame& frame, const Entry& entry) {
  View others = View::array();
  for (const AlsoIn& other : entry.also_in) {
    const auto source = frame.document.sources.find(other.source_id);
    if (source == frame.document.sources.end() || others.size() == kMostOthers) continue;
    others.push_back({{"name", text::excerpt(source->second.name, kLongestName)},
                      {"href", source_page(frame, other.source_id)},
                      {"lead", others.empty() ? View(frame.labels.at("also_by")) : View(false)}});
  }
  return others;
}

// "by Ann, Bob"; no one who has the source's own name.
View authors_of(const ItemFrame& frame, const model::Item& item, const std::string& source) {
  std::string names;
  for (const model::Person& author : item.authors) {
    if (author.name.empty() || author.name == source) continue;
    names.append(names.empty() ? "" : ", ").append(author.name);
  }
  if (names.empty()) return false;
  return filled(frame.labels.at("by_author"), "authors", text::excerpt(names, kLongestName));
}

// What there is for those who do not hear: the words "captions" and "transcript", the latter with
// its link.
void add_texts_of_sound(const ItemFrame& frame, const model::Item& item, View& view) {
  view["captions"] = false;
  view["transcript"] = false;
  view["transcript_href"] = false;
  for (const model::Transcript& each : item.extras.episode.transcripts) {
    if (each.rel == "captions") {
      view["captions"] = frame.labels.at("captions");
    } else if (View link = link_or_none(each.url); link.is_string()) {
      view["transcript"] = frame.labels.at("transcript");
      view["transcript_href"] = std::move(link);
    }
  }
}

// The text of an item that leads nowhere, as HTML of paragraphs alone; false if the summary has all
// of it.
View whole_text(const model::Item& item, const std::string& summary) {
  const model::Text& text = item.content.empty() ? item.summary : item.content;
  const std::string plain = text.type == model::TextType::html
                                ? markup::html_to_text(text.value, markup::LeadingPictures::skipped)
                                : text.value;
  if (text::excerpt(plain, kLongestOnPage) == summary && plain.size() <= summary.size()) {
    return false;
  }
  const std::string html = html_of_plain(text::beginning(plain, kLongestWholeText));
  if (html.empty()) return false;
  return html.starts_with("<p>") ? html : "<p>" + html + "</p>";
}

View corrected_of(const ItemFrame& frame, const Entry& entry) {
  if (!entry.corrected) return false;
  return filled(frame.labels.at("corrected"), "day", frame.days.day_of(*entry.corrected).name);
}

View when_of(const ItemFrame& frame, const model::Item& item) {
  return item.event ? text_or_none(frame.days.span_of(*item.event)) : View(false);
}

std::string anchor_of(const model::Item& item, bool is_pinned) {
  constexpr std::size_t kDigits = 8;
  return (is_pinned ? "p" : "i") + base::content_hash(entry_id(item)).substr(0, kDigits);
}

}  // namespace

const model::Enclosure* audio_of(const model::Item& item) {
  if (item.kind != model::Kind::listen) return nullptr;
  const auto audio = std::ranges::find_if(item.enclosures, [](const model::Enclosure& each) {
    return base::starts_with_ignoring_case(each.media_type, "audio/") &&
           link_or_none(each.url).is_string();
  });
  return audio == item.enclosures.end() ? nullptr : &*audio;
}

std::string link_of(const model::Item& item) {
  View link = link_or_none(item.url);
  const model::Enclosure* file = main_enclosure(item);
  if (!link.is_string() && file != nullptr) link = link_or_none(file->url);
  return link.is_string() ? link.get<std::string>() : std::string();
}

std::string filled(std::string label, std::string_view name, const std::string& value) {
  const std::string place = "{" + std::string(name) + "}";
  if (const std::size_t at = label.find(place); at != std::string::npos) {
    label.replace(at, place.size(), value);
  }
  return label;
}

View text_or_none(std::string text) { return text.empty() ? View(false) : View(std::move(text)); }

View link_or_none(const std::string& url) {
  if (!base::is_http_url(url) || url.size() > kLongestLink) return false;
  return base::escape_brackets(url);
}

Day item_day(const ItemFrame& frame, const model::Item& item) {
  if (!item.published) return {.iso = "", .name = frame.labels.at("undated")};
  return frame.days.day_of(*item.published);
}

View item_view(const ItemFrame& frame, const Entry& entry, bool is_pinned) {
  const model::Item& item = entry.item;
  const auto source = credited_source(frame.document, entry);
  const std::string source_name = source ? source->name : std::string();
  const Day day = item_day(frame, item);
  std::string summary = excerpt_of(item, kLongestOnPage);
  if (summary == item.title.value) summary.clear();
  // The first words of an item without a title are its name, for screen readers.
  const bool titled = !item.title.empty() || summary.empty();
  std::string name = text::excerpt(entry_name(item), kLongestItemTitle);
  if (name.empty()) name = text::excerpt(source_name, kLongestName);
  const View href = text_or_none(link_of(item));
  const View image = frame.images ? link_or_none(item.image) : View(false);
  const model::Enclosure* const audio = audio_of(item);
  const View others = others_of(frame, entry);
  const View text = href.is_string() ? View(false) : whole_text(item, summary);
  View view = {
      {"anchor", anchor_of(item, is_pinned)},
      {"kind", kind_name(item.kind)},
      {"titled", titled},
      {"name", std::move(name)},
      {"href", href},
      {"action", action_of(item, frame.labels)},
      {"when", when_of(frame, item)},
      {"when_time", item.event ? View(event_time(*item.event, item.event->start)) : View(false)},
      {"place", item.event ? text_or_none(item.event->place) : View(false)},
      {"summary", text_or_none(std::move(summary))},
      {"text_html", text},
      {"image", image},
      {"poster_href", item.kind == model::Kind::watch && image.is_string() ? href : View(false)},
      {"audio", audio == nullptr ? View(false) : link_or_none(audio->url)},
      {"authors", authors_of(frame, item, source_name)},
      {"source", text::excerpt(source_name, kLongestName)},
      {"source_href", source_page(frame, entry.source_id)},
      {"first_told", others.empty() ? View(false) : View(frame.labels.at("first_told"))},
      {"also", others},
      {"late", entry.came_late ? View(frame.labels.at("late")) : View(false)},
      {"corrected", corrected_of(frame, entry)},
      {"lang", language_of(frame, item, source)},
      {"page_lang", frame.language},
      {"day", day.iso.empty() ? View(false) : View(day.name)},
      {"pinned_day", is_pinned && !day.iso.empty() ? View(day.name) : View(false)},
      {"time", item.published ? View(base::format_rfc3339(*item.published)) : View(false)}};
  add_texts_of_sound(frame, item, view);
  view["has_actions"] = href.is_string() || entry.corrected ||
                        view["transcript_href"].is_string() || view["captions"].is_string();
  return view;
}

}  // namespace syndic::write
