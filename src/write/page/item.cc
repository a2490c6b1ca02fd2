// SPDX-License-Identifier: MIT
#include "write/page/item.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/url.h"
#include "text/excerpt.h"
#include "write/facts.h"
#include "write/page/files.h"

namespace syndic::write {
namespace {

constexpr std::size_t kLongestOnPage = 260;
constexpr std::size_t kLongestItemTitle = 300;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestLink = 4'000;
constexpr std::size_t kMostOthers = 5;
constexpr std::uint64_t kSecondsPerMinute = 60;

// The item's page, else its main file.
View link_of(const model::Item& item) {
  if (View link = link_or_none(item.url); link.is_string()) return link;
  const model::Enclosure* file = main_enclosure(item);
  return file == nullptr ? View(false) : link_or_none(file->url);
}

// "32 min", of an item to watch or listen to.
View length_of(const model::Item& item, const Labels& labels) {
  if (item.kind == model::Kind::read) return false;
  for (const model::Enclosure& enclosure : item.enclosures) {
    if (!enclosure.duration_seconds || *enclosure.duration_seconds == 0) continue;
    const auto minutes = (*enclosure.duration_seconds + kSecondsPerMinute / 2) / kSecondsPerMinute;
    return filled(labels.at("minutes"), "minutes", std::max<std::size_t>(1, minutes));
  }
  return false;
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
  return has_page ? View(page_name("source-" + source_id, 1)) : View(false);
}

// The other sources of the item.
View others_of(const ItemFrame& frame, const Entry& entry) {
  View others = View::array();
  for (const AlsoIn& other : entry.also_in) {
    const auto source = frame.document.sources.find(other.source_id);
    if (source == frame.document.sources.end() || others.size() == kMostOthers) continue;
    others.push_back({{"name", text::excerpt(source->second.name, kLongestName)},
                      {"href", source_page(frame, other.source_id)}});
  }
  return others;
}

std::string authors_of(const model::Item& item) {
  std::string names;
  for (const model::Person& author : item.authors) {
    if (!names.empty() && !author.name.empty()) names += ", ";
    names += author.name;
  }
  return text::excerpt(names, kLongestName);
}

}  // namespace

std::string filled(std::string label, std::string_view name, std::size_t value) {
  const std::string place = "{" + std::string(name) + "}";
  if (const std::size_t at = label.find(place); at != std::string::npos) {
    label.replace(at, place.size(), std::to_string(value));
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

View item_view(const ItemFrame& frame, const Entry& entry, std::size_t number) {
  const model::Item& item = entry.item;
  const auto source = credited_source(frame.document, entry);
  const Day day = item_day(frame, item);
  std::string summary = excerpt_of(item, kLongestOnPage);
  if (summary == item.title.value) summary.clear();
  // The first words of an item without a title are its name, for screen readers.
  const bool titled = !item.title.empty() || summary.empty();
  std::string name = text::excerpt(entry_name(item), kLongestItemTitle);
  if (name.empty() && source) name = source->name;
  return {{"number", std::to_string(number)},
          {"kind", kind_name(item.kind)},
          {"titled", titled},
          {"name", std::move(name)},
          {"href", link_of(item)},
          {"action", frame.labels.at(std::string(kind_name(item.kind)))},
          {"length", length_of(item, frame.labels)},
          {"summary", text_or_none(std::move(summary))},
          {"image", frame.images ? link_or_none(item.image) : View(false)},
          {"authors", text_or_none(authors_of(item))},
          {"source", source ? text::excerpt(source->name, kLongestName) : std::string()},
          {"source_href", source_page(frame, entry.source_id)},
          {"also", others_of(frame, entry)},
          {"lang", language_of(frame, item, source)},
          {"page_lang", frame.language},
          {"day", day.iso.empty() ? View(false) : View(day.name)},
          {"time", item.published ? View(base::format_rfc3339(*item.published)) : View(false)}};
}

}  // namespace syndic::write
