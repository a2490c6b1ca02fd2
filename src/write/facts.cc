// SPDX-License-Identifier: MIT
#include "write/facts.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "markup/escape.h"
#include "markup/html/text.h"
#include "text/excerpt.h"
#include "text/readable.h"
#include "write/page/date.h"

namespace syndic::write {
namespace {

// A headline of a text's first words.
constexpr std::size_t kLongestMadeTitle = 80;

constexpr std::size_t kLongestSummary = 280;
constexpr std::string_view kEllipsis = "…";

model::Category category_of(model::Kind kind) {
  const std::string scheme(model::kKindScheme);
  switch (kind) {
    case model::Kind::watch:
      return {.term = "watch", .scheme = scheme, .label = "Watch"};
    case model::Kind::listen:
      return {.term = "listen", .scheme = scheme, .label = "Listen"};
    case model::Kind::read:
      break;
  }
  return {.term = "read", .scheme = scheme, .label = "Read"};
}

// "Mon, Mar 2, 2026, 6:00 – 7:00 PM · Gym" before all that the item says.
void tell_event(const DayNames& days, model::Item& item) {
  std::string words = days.span_of(*item.event);
  if (!item.event->place.empty()) words += " · " + item.event->place;
  if (item.content.empty() && !item.summary.empty()) {
    item.summary.value = words + ": " + item.summary.value;
  } else if (item.content.type == model::TextType::html && !item.content.empty()) {
    std::string html = "<p><strong>";
    markup::append_escaped_text(words, html);
    item.content.value = html + "</strong></p>\n" + item.content.value;
  } else {
    item.content.value = item.content.empty() ? words : words + "\n\n" + item.content.value;
  }
}

}  // namespace

std::string feed_id(const Document& document, std::string_view self_url) {
  if (base::is_absolute_iri(document.id)) return document.id;
  if (base::is_absolute_iri(self_url)) return std::string(self_url);
  return base::name_based_urn(document.home_page_url, document.title);
}

std::string feed_name(const Document& document) {
  if (!document.title.empty()) return document.title;
  return document.home_page_url.empty() ? "Untitled" : document.home_page_url;
}

std::optional<model::Timestamp> newest_date(const Document& document) {
  if (document.updated) return document.updated;
  std::optional<model::Timestamp> newest;
  for (const Entry& entry : document.entries) {
    for (const auto& date : {entry.item.published, entry.item.updated}) {
      if (date && (!newest || *newest < *date)) newest = date;
    }
  }
  return newest;
}

std::string entry_id(const model::Item& item) {
  if (!item.id.empty()) return item.id;
  if (!item.url.empty()) return item.url;
  const std::string date = item.published ? base::format_rfc3339(*item.published) : "";
  return base::name_based_urn(item.title.value, date + item.content.value + item.summary.value);
}

std::string excerpt_of(const model::Item& item, std::size_t max_characters) {
  const model::Text& text = item.summary.empty() ? item.content : item.summary;
  if (text.type != model::TextType::html) return text::excerpt(text.value, max_characters);
  return text::excerpt(
      text::readable_text(markup::html_to_text(text.value, markup::LeadingPictures::skipped)),
      max_characters);
}

std::string entry_name(const model::Item& item) {
  if (!item.title.empty()) return item.title.value;
  if (std::string words = excerpt_of(item, kLongestMadeTitle); !words.empty()) return words;
  for (const model::Enclosure& enclosure : item.enclosures) {
    if (!enclosure.title.empty()) return enclosure.title;
  }
  return item.url;
}

std::string html_of_plain(std::string_view plain) {
  std::string html;
  bool has_paragraphs = false;
  bool ends_paragraph = false;
  while (!plain.empty()) {
    const std::size_t end = std::min(plain.find('\n'), plain.size());
    const std::string_view line = base::trim(plain.substr(0, end));
    plain.remove_prefix(std::min(end + 1, plain.size()));
    if (text::readable_line(line).empty()) {
      ends_paragraph = true;
      continue;
    }
    if (!html.empty()) {
      html += ends_paragraph ? "</p>\n<p>" : "<br>\n";
      has_paragraphs = has_paragraphs || ends_paragraph;
    }
    ends_paragraph = false;
    markup::append_escaped_text(line, html);
  }
  return has_paragraphs ? "<p>" + html + "</p>" : html;
}

model::Text summary_of(const Document& document, const model::Item& item) {
  if (!document.is_published || item.content.empty()) return item.summary;
  model::Text cut = item.summary;
  const std::string& whole = item.summary.value;
  cut.value = text::excerpt(whole, kLongestSummary);
  if (cut.value.ends_with(kEllipsis) || cut.value == text::readable_line(whole)) {
    return cut;
  }
  // It was cut at the end of a sentence; the ellipsis shows that it goes on.
  cut.value = text::excerpt(whole, kLongestSummary - 2);
  if (!cut.value.ends_with(kEllipsis)) cut.value.append(" ").append(kEllipsis);
  return cut;
}

bool is_playable(const model::Enclosure& enclosure) {
  return base::starts_with_ignoring_case(enclosure.media_type, "audio/") ||
         base::starts_with_ignoring_case(enclosure.media_type, "video/");
}

const model::Enclosure* main_enclosure(const model::Item& item) {
  const auto& all = item.enclosures;
  if (all.empty()) return nullptr;
  const auto playable = std::find_if(all.begin(), all.end(), is_playable);
  return playable == all.end() ? &all.front() : &*playable;
}

std::optional<model::Source> credited_source(const Document& document, const Entry& entry) {
  if (const auto found = document.sources.find(entry.source_id); found != document.sources.end()) {
    return found->second;
  }
  const model::Origin& origin = entry.item.origin;
  if (origin.empty()) return std::nullopt;
  model::Source source;
  source.id = origin.id;
  source.name = origin.title;
  source.feed_url = origin.url;
  source.atom_id = origin.id;
  return source;
}

std::vector<Via> vias(const Document& document, const Entry& entry) {
  std::vector<Via> vias;
  std::set<std::string> seen = {entry.item.url};
  // Where the source took it from. Without a known source, credited_source() is that origin.
  const model::Origin& origin = entry.item.origin;
  if (document.sources.count(entry.source_id) > 0 && !origin.url.empty() &&
      seen.insert(origin.url).second) {
    vias.push_back({origin.url, origin.title});
  }
  for (const AlsoIn& other : entry.also_in) {
    const auto source = document.sources.find(other.source_id);
    if (source == document.sources.end()) continue;
    const model::Source& about = source->second;
    for (const std::string* url : {&other.url, &about.feed_url, &about.home_page_url}) {
      if (url->empty() || !seen.insert(*url).second) continue;
      vias.push_back({*url, about.name});
      break;
    }
  }
  return vias;
}

const std::string& shown_name(const model::Person& person) {
  if (!person.name.empty()) return person.name;
  return person.email.empty() ? person.url : person.email;
}

const std::string& shown_name(const model::Category& category) {
  return category.label.empty() ? category.term : category.label;
}

std::string event_time(const model::Event& event, model::Timestamp time) {
  const std::string text = base::format_rfc3339(time);
  return event.all_day ? text.substr(0, text.find('T')) : text;
}

std::string_view kind_name(model::Kind kind) {
  switch (kind) {
    case model::Kind::watch:
      return "watch";
    case model::Kind::listen:
      return "listen";
    case model::Kind::read:
      break;
  }
  return "read";
}

void fit_for_readers(Document& document) {
  std::optional<DayNames> days;  // Costs too much for feeds without events.
  for (Entry& entry : document.entries) {
    model::Item& item = entry.item;
    const bool is_signed = std::ranges::any_of(
        item.authors, [](const model::Person& each) { return !shown_name(each).empty(); });
    const auto source = credited_source(document, entry);
    if (!is_signed && source && !source->name.empty()) item.authors = {{.name = source->name}};
    if (item.title.empty()) item.title = {entry_name(item), model::TextType::plain, ""};
    if (item.event && !days) days.emplace(document.language, document.time_zone);
    if (item.event) tell_event(*days, item);
    item.categories.push_back(category_of(item.kind));
  }
}

}  // namespace syndic::write
