// SPDX-License-Identifier: MIT
#include "parse/json/extras.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/json/values.h"
#include "parse/xml/extras.h"

namespace syndic::parse {
namespace {

using markup::JsonScalar;
using model::Item;

constexpr std::size_t kMostPeople = 1'000;

template <class Each>
bool grow(std::vector<Each>& list, std::size_t most = model::kMostExtras) {
  if (list.size() >= most) return false;
  list.emplace_back();
  return true;
}

// An object that begins at a path: room for it, if the list is not full. "" is the `_syndic`
// object.
struct Opening {
  std::string_view path;
  bool (*open)(Item&);
};
constexpr std::array kOpenings = {
    Opening{"authors", [](Item& i) { return grow(i.authors, kMostPeople); }},
    Opening{"contributors", [](Item& i) { return grow(i.contributors, kMostPeople); }},
    Opening{"categories", [](Item& i) { return grow(i.categories, kMostPeople); }},
    Opening{"in_reply_to", [](Item& i) { return grow(i.extras.in_reply_to); }},
    Opening{"pictures", [](Item& i) { return grow(i.extras.pictures); }},
    Opening{"credits", [](Item& i) { return grow(i.extras.credits); }},
    Opening{"places", [](Item& i) { return grow(i.extras.places); }},
    Opening{"transcripts", [](Item& i) { return grow(i.extras.episode.transcripts); }},
    Opening{"voices", [](Item& i) { return grow(i.extras.episode.voices); }},
    Opening{"chapters", [](Item&) { return true; }},
    Opening{"source", [](Item&) { return true; }},
    Opening{"event", [](Item&) { return true; }},
    Opening{"author_emails", [](Item&) { return false; }},
};

// The field of the string at a path. Those of a list's element are read only inside one, so the
// list has a last.
struct StringAt {
  std::string_view path;
  std::string& (*field)(Item&);
};
constexpr std::array kStrings = {
    StringAt{"rights", [](Item& i) -> std::string& { return i.rights; }},
    StringAt{"comments_url", [](Item& i) -> std::string& { return i.comments_url; }},
    StringAt{"license", [](Item& i) -> std::string& { return i.extras.license; }},
    StringAt{"comments_feed_url",
             [](Item& i) -> std::string& { return i.extras.comments_feed_url; }},
    StringAt{"place_name", [](Item& i) -> std::string& { return i.extras.place_name; }},
    StringAt{"source.title", [](Item& i) -> std::string& { return i.origin.title; }},
    StringAt{"source.url", [](Item& i) -> std::string& { return i.origin.url; }},
    StringAt{"source.id", [](Item& i) -> std::string& { return i.origin.id; }},
    StringAt{"authors.name", [](Item& i) -> std::string& { return i.authors.back().name; }},
    StringAt{"authors.email", [](Item& i) -> std::string& { return i.authors.back().email; }},
    StringAt{"authors.url", [](Item& i) -> std::string& { return i.authors.back().url; }},
    StringAt{"contributors.name",
             [](Item& i) -> std::string& { return i.contributors.back().name; }},
    StringAt{"contributors.email",
             [](Item& i) -> std::string& { return i.contributors.back().email; }},
    StringAt{"contributors.url", [](Item& i) -> std::string& { return i.contributors.back().url; }},
    StringAt{"categories.term", [](Item& i) -> std::string& { return i.categories.back().term; }},
    StringAt{"categories.scheme",
             [](Item& i) -> std::string& { return i.categories.back().scheme; }},
    StringAt{"categories.label", [](Item& i) -> std::string& { return i.categories.back().label; }},
    StringAt{"in_reply_to.ref",
             [](Item& i) -> std::string& { return i.extras.in_reply_to.back().ref; }},
    StringAt{"in_reply_to.url",
             [](Item& i) -> std::string& { return i.extras.in_reply_to.back().url; }},
    StringAt{"in_reply_to.source",
             [](Item& i) -> std::string& { return i.extras.in_reply_to.back().source; }},
    StringAt{"pictures.url", [](Item& i) -> std::string& { return i.extras.pictures.back().url; }},
    StringAt{"credits.name", [](Item& i) -> std::string& { return i.extras.credits.back().name; }},
    StringAt{"credits.role", [](Item& i) -> std::string& { return i.extras.credits.back().role; }},
    StringAt{"credits.scheme",
             [](Item& i) -> std::string& { return i.extras.credits.back().scheme; }},
    StringAt{"places.coordinates",
             [](Item& i) -> std::string& { return i.extras.places.back().coordinates; }},
    StringAt{"episode_type", [](Item& i) -> std::string& { return i.extras.episode.type; }},
    StringAt{"chapters.url", [](Item& i) -> std::string& { return i.extras.episode.chapters_url; }},
    StringAt{"chapters.mime_type",
             [](Item& i) -> std::string& { return i.extras.episode.chapters_type; }},
    StringAt{"transcripts.url",
             [](Item& i) -> std::string& { return i.extras.episode.transcripts.back().url; }},
    StringAt{
        "transcripts.mime_type",
        [](Item& i) -> std::string& { return i.extras.episode.transcripts.back().media_type; }},
    StringAt{"transcripts.language",
             [](Item& i) -> std::string& { return i.extras.episode.transcripts.back().language; }},
    StringAt{"transcripts.rel",
             [](Item& i) -> std::string& { return i.extras.episode.transcripts.back().rel; }},
    StringAt{"voices.name",
             [](Item& i) -> std::string& { return i.extras.episode.voices.back().name; }},
    StringAt{"voices.role",
             [](Item& i) -> std::string& { return i.extras.episode.voices.back().role; }},
    StringAt{"voices.group",
             [](Item& i) -> std::string& { return i.extras.episode.voices.back().group; }},
    StringAt{"voices.image",
             [](Item& i) -> std::string& { return i.extras.episode.voices.back().image; }},
    StringAt{"voices.url",
             [](Item& i) -> std::string& { return i.extras.episode.voices.back().url; }},
};

struct NumberAt {
  std::string_view path;
  std::optional<std::uint64_t>& (*field)(Item&);
};
constexpr std::array kNumbers = {
    NumberAt{"comments",
             [](Item& i) -> std::optional<std::uint64_t>& { return i.extras.comments; }},
    NumberAt{"season",
             [](Item& i) -> std::optional<std::uint64_t>& { return i.extras.episode.season; }},
    NumberAt{"episode",
             [](Item& i) -> std::optional<std::uint64_t>& { return i.extras.episode.number; }},
    NumberAt{
        "pictures.width",
        [](Item& i) -> std::optional<std::uint64_t>& { return i.extras.pictures.back().width; }},
    NumberAt{
        "pictures.height",
        [](Item& i) -> std::optional<std::uint64_t>& { return i.extras.pictures.back().height; }},
};

std::optional<bool> truth_of(const JsonScalar& value) {
  if (value.kind != markup::JsonKind::boolean) return std::nullopt;
  return value.text == "true";
}

std::optional<model::Kind> kind_of(std::string_view name) {
  if (name == "read") return model::Kind::read;
  if (name == "watch") return model::Kind::watch;
  if (name == "listen") return model::Kind::listen;
  return std::nullopt;
}

// Where they are all that is known of the addresses: to the authors in turn, if each has one.
void add_emails(std::vector<std::string> emails, std::vector<model::Person>& authors) {
  std::erase(emails, std::string());
  if (authors.empty()) authors.resize(emails.size());
  if (authors.size() != emails.size()) return;
  for (std::size_t i = 0; i < emails.size(); ++i) {
    if (authors[i].email.empty()) authors[i].email = std::move(emails[i]);
    if (authors[i].name.empty()) authors[i].name = authors[i].email;
  }
}

template <class Each>
void take(std::vector<Each>& heard, std::vector<Each>& field) {
  std::erase(heard, Each{});
  if (!heard.empty()) field = std::move(heard);
}

void take(std::string& heard, std::string& field) {
  if (!heard.empty()) field = std::move(heard);
}

}  // namespace

std::string JsonExtras::path_to(std::string_view key) const {
  std::string path;
  for (const std::string& each : path_) {
    if (!each.empty()) path.append(path.empty() ? "" : ".").append(each);
  }
  if (!key.empty()) path.append(path.empty() ? "" : ".").append(key);
  return path;
}

bool JsonExtras::enter(std::string_view key, bool is_object) {
  const std::string path = path_to(key);
  const auto opening = std::find_if(kOpenings.begin(), kOpenings.end(),
                                    [&](const Opening& each) { return each.path == path; });
  if (opening == kOpenings.end() || path_.size() > 1) return false;
  const bool in_list = !path_.empty();
  if (in_list && !is_object) return false;
  if (is_object && !opening->open(heard_)) return false;
  path_.emplace_back(key);
  return true;
}

bool JsonExtras::leave() {
  if (path_.empty()) return false;
  path_.pop_back();
  return true;
}

void JsonExtras::scalar(std::string_view key, const JsonScalar& value) {
  const std::string path = path_to(key);
  if (key.empty()) {  // The other lists hold objects alone.
    const bool fits = path == "author_emails" && emails_.size() < kMostPeople;
    if (fits) emails_.push_back(string_of(value));
    return;
  }
  const auto is_here = [&](const auto& each) { return each.path == path; };
  if (const auto* const found = std::find_if(kStrings.begin(), kStrings.end(), is_here);
      found != kStrings.end()) {
    std::string& field = found->field(heard_);
    if (field.empty()) field = string_of(value);
  } else if (const auto* const number = std::find_if(kNumbers.begin(), kNumbers.end(), is_here);
             number != kNumbers.end()) {
    if (value.kind == markup::JsonKind::number) number->field(heard_) = whole_number(value.text);
  } else if (path == "guid_is_permalink") {
    heard_.guid_is_permalink = truth_of(value);
  } else if (path == "kind") {
    heard_.given_kind = kind_of(string_of(value));
  } else if (path == "explicit") {
    heard_.extras.episode.is_explicit = truth_of(value);
  } else {
    event_value(path, value);
  }
}

void JsonExtras::event_value(std::string_view path, const JsonScalar& value) {
  if (path == "event.start") {
    event_.start = read_event_time(string_of(value), {});
  } else if (path == "event.end") {
    event_.end = read_event_time(string_of(value), {});
  } else if (path == "event.place") {
    event_.place = string_of(value);
  }
}

void JsonExtras::finish(model::Item& item) {
  path_.clear();
  Item heard = std::exchange(heard_, {});
  for (model::Place& place : heard.extras.places) {
    place.coordinates = coordinates_of(place.coordinates);
    place.shape = shape_of(place.coordinates);
  }
  std::erase_if(heard.extras.places,
                [](const model::Place& each) { return each.coordinates.empty(); });
  heard.extras.episode.type = episode_type(heard.extras.episode.type);
  take(heard.authors, item.authors);
  add_emails(std::exchange(emails_, {}), item.authors);
  take(heard.contributors, item.contributors);
  take(heard.categories, item.categories);
  take(heard.rights, item.rights);
  take(heard.comments_url, item.comments_url);
  if (!heard.origin.empty()) item.origin = std::move(heard.origin);
  if (heard.given_kind) item.given_kind = heard.given_kind;
  if (heard.guid_is_permalink) item.guid_is_permalink = heard.guid_is_permalink;
  const EventDraft event = std::exchange(event_, {});
  item.event = event_of(event.start, event.end, DayOfEnd::last, event.place);
  item.extras = std::move(heard.extras);
}

}  // namespace syndic::parse
