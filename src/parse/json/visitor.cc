// SPDX-License-Identifier: MIT
#include "parse/json/visitor.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "parse/json/values.h"
#include "parse/xml/person.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

using markup::JsonKind;
using markup::JsonScalar;
using JsonPlace = JsonFeedVisitor::JsonPlace;

constexpr std::size_t kOutlinedKeys = 64;
constexpr std::size_t kLongestMark = 40;

struct Transition {
  JsonPlace from;
  std::string_view key;
  bool to_object;
  JsonPlace to;
};

// All of a document that is looked into. A single object may be in place of a list.
constexpr std::array kTransitions = {
    Transition{JsonPlace::feed, "items", false, JsonPlace::items},
    Transition{JsonPlace::feed, "authors", false, JsonPlace::people},
    Transition{JsonPlace::feed, "authors", true, JsonPlace::person},
    Transition{JsonPlace::feed, "author", false, JsonPlace::people},
    Transition{JsonPlace::feed, "author", true, JsonPlace::person},
    Transition{JsonPlace::feed, "hubs", false, JsonPlace::hubs},
    Transition{JsonPlace::feed, "hubs", true, JsonPlace::hub},
    Transition{JsonPlace::hubs, "", true, JsonPlace::hub},
    Transition{JsonPlace::people, "", true, JsonPlace::person},
    Transition{JsonPlace::items, "", true, JsonPlace::item},
    Transition{JsonPlace::item, "authors", false, JsonPlace::people},
    Transition{JsonPlace::item, "authors", true, JsonPlace::person},
    Transition{JsonPlace::item, "author", false, JsonPlace::people},
    Transition{JsonPlace::item, "author", true, JsonPlace::person},
    Transition{JsonPlace::item, "tags", false, JsonPlace::tags},
    Transition{JsonPlace::item, "attachments", false, JsonPlace::attachments},
    Transition{JsonPlace::item, "attachments", true, JsonPlace::attachment},
    Transition{JsonPlace::attachments, "", true, JsonPlace::attachment},
    Transition{JsonPlace::item, "_syndic", true, JsonPlace::extras},
    Transition{JsonPlace::list, "", true, JsonPlace::list_member},
};

// Keys whose string is the field's value as it is.
constexpr std::array<std::pair<std::string_view, std::string model::Feed::*>, 5> kFeedStrings = {{
    {"home_page_url", &model::Feed::home_page_url},
    {"feed_url", &model::Feed::feed_url},
    {"icon", &model::Feed::icon},
    {"favicon", &model::Feed::favicon},
    {"language", &model::Feed::language},
}};
constexpr std::array<std::pair<std::string_view, std::string model::Item::*>, 4> kItemStrings = {{
    {"url", &model::Item::url},
    {"external_url", &model::Item::external_url},
    {"banner_image", &model::Item::banner_image},
    {"language", &model::Item::language},
}};

void take(std::string&& value, std::string& field) {
  if (field.empty()) field = std::move(value);
}

template <class Owner, std::size_t kSize>
void take_string(std::string_view key, const JsonScalar& value,
                 const std::array<std::pair<std::string_view, std::string Owner::*>, kSize>& table,
                 Owner& owner) {
  for (const auto& [name, field] : table) {
    if (name == key) take(string_of(value), owner.*field);
  }
}

// Makes all addresses of a feed absolute.
class Resolution {
 public:
  explicit Resolution(std::string_view base) : base_(base) {}

  void apply(model::Feed& feed) {
    for (std::string* url : {&feed.home_page_url, &feed.feed_url, &feed.icon, &feed.favicon}) {
      apply(*url);
    }
    for (model::Person& author : feed.authors) apply(author.url);
    for (std::string& hub : feed.hubs) apply(hub);
    for (model::Item& item : feed.items) {
      model::for_each_url(item, [&](std::string& url) { apply(url); });
    }
  }

 private:
  void apply(std::string& url) {
    if (auto repaired = repaired_reference(url)) url = *std::move(repaired);
    url = urls_.resolve(url, base_);
  }

  std::string_view base_;
  base::UrlResolver urls_;
};

void decode_names(std::vector<model::Person>& persons) {
  for (model::Person& person : persons) decode_references(person.name);
}

// JSON Feed has titles and names in plain characters, but publishers leave HTML's references in
// them.
void decode_names(model::Feed& feed) {
  decode_references(feed.title.value);
  decode_names(feed.authors);
  for (model::Item& item : feed.items) {
    decode_references(item.title.value);
    decode_names(item.authors);
    decode_names(item.contributors);
    for (model::Category& category : item.categories) decode_references(category.term);
    for (model::Enclosure& enclosure : item.enclosures) decode_references(enclosure.title);
  }
}

}  // namespace

bool JsonFeedVisitor::enter(std::string_view key, bool is_object) {
  if (places_.empty()) return enter_document(is_object);
  const JsonPlace here = places_.back();
  if (here == JsonPlace::extras) return extras_.enter(key, is_object);
  if (here == JsonPlace::feed || here == JsonPlace::list_member) outline_key(key);
  if (here == JsonPlace::feed && key == "items" && is_object) items_are_no_list_ = true;
  if (key == "_syndic") is_own_ = true;
  if (here == JsonPlace::items && !is_object) ++no_objects_;
  const auto transition =
      std::find_if(kTransitions.begin(), kTransitions.end(), [&](const Transition& each) {
        return each.from == here && each.to_object == is_object && each.key == key;
      });
  if (transition == kTransitions.end()) return false;
  if (transition->to == JsonPlace::item && feed_.items.size() >= limits_.max_items) {
    ++left_out_;
    return false;
  }
  if (transition->to == JsonPlace::list_member && !outline_.keys.empty()) return false;
  places_.push_back(transition->to);
  begin(transition->to, key);
  return true;
}

bool JsonFeedVisitor::enter_document(bool is_object) {
  places_.push_back(is_object ? JsonPlace::feed : JsonPlace::list);
  return true;
}

void JsonFeedVisitor::begin(JsonPlace place, std::string_view key) {
  if (!key.empty() && (place == JsonPlace::people || place == JsonPlace::person)) {
    const bool several = key == "authors";
    people_ = draft_ ? (several ? &item_.authors : &item_author_)
                     : (several ? &feed_.authors : &feed_author_);
  }
  if (place == JsonPlace::item) draft_.emplace(item_);
}

void JsonFeedVisitor::leave() {
  const JsonPlace left = places_.back();
  if (left == JsonPlace::extras && extras_.leave()) return;
  places_.pop_back();
  switch (left) {
    case JsonPlace::item:
      return end_item();
    case JsonPlace::person:
      return add_person(std::exchange(person_, {}));
    case JsonPlace::hub: {
      std::string url = std::exchange(hub_url_, {});
      // rssCloud, the other kind that JSON Feed names, is no WebSub.
      if (!base::equals_ignoring_case(std::exchange(hub_type_, {}), "rsscloud")) {
        add_hub(std::move(url), feed_);
      }
      return;
    }
    case JsonPlace::attachment:
      return draft_->add_enclosure(std::exchange(attachment_, {}));
    default:
      return;
  }
}

void JsonFeedVisitor::end_item() {
  extras_.finish(item_);
  if (item_.authors.empty()) item_.authors = std::move(item_author_);
  item_author_.clear();
  if (draft_->finish()) ++cut_items_;
  dates_.keep(feed_.items.size(), &model::Item::published, draft_->published.month_first());
  dates_.keep(feed_.items.size(), &model::Item::updated, draft_->updated.month_first());
  draft_.reset();
  if (!item_.id.empty() || !item_.url.empty() || !item_.title.empty() || !item_.content.empty()) {
    ++recognised_;
  }
  feed_.items.push_back(std::exchange(item_, {}));
}

void JsonFeedVisitor::scalar(std::string_view key, const JsonScalar& value) {
  if (places_.empty()) return;
  switch (places_.back()) {
    case JsonPlace::feed:
      outline_value(key, value);
      return feed_value(key, value);
    case JsonPlace::item:
      return item_value(key, value);
    case JsonPlace::items:
      ++no_objects_;
      return;
    case JsonPlace::people:
      return add_person(parse_person(string_of(value)));
    case JsonPlace::person:
      return person_value(key, value);
    case JsonPlace::hubs:
      return add_hub(string_of(value), feed_);
    case JsonPlace::hub:
      return hub_value(key, value);
    case JsonPlace::tags:
      return draft_->add_category({.term = words_of(value)});
    case JsonPlace::attachment:
      return attachment_value(key, value);
    case JsonPlace::list_member:
      return outline_value(key, value);
    case JsonPlace::extras:
      return extras_.scalar(key, value);
    case JsonPlace::attachments:
    case JsonPlace::list:
      return;
  }
}

void JsonFeedVisitor::feed_value(std::string_view key, const JsonScalar& value) {
  take_string(key, value, kFeedStrings, feed_);
  if (key == "version") {
    if (!format_) format_ = format_of(string_of(value));
  } else if (key == "title") {
    take(words_of(value), feed_.title.value);
  } else if (key == "description") {
    take(words_of(value), feed_.subtitle.value);
  } else if (key == "author" || key == "authors") {
    people_ = key == "author" ? &feed_author_ : &feed_.authors;
    add_person(parse_person(string_of(value)));
  } else if (key == "hubs") {
    add_hub(string_of(value), feed_);
  } else if (key == "items" && value.kind != JsonKind::null) {
    items_are_no_list_ = true;
  }
}

void JsonFeedVisitor::item_value(std::string_view key, const JsonScalar& value) {
  take_string(key, value, kItemStrings, item_);
  if (key == "id") {
    take(id_of(value), item_.id);
  } else if (key == "title") {
    take(words_of(value), item_.title.value);
  } else if (key == "summary") {
    take(words_of(value), item_.summary.value);
  } else if (key == "image") {
    draft_->image.offer(rank::itunes_image, string_of(value));
  } else if (key == "date_published") {
    draft_->published.offer(rank::json_published, dates_.read(date_text(value)));
  } else if (key == "date_modified") {
    draft_->updated.offer(rank::json_modified, dates_.read(date_text(value)));
  } else if (key == "author" || key == "authors") {
    people_ = key == "author" ? &item_author_ : &item_.authors;
    add_person(parse_person(string_of(value)));
  } else if (key == "tags") {
    draft_->add_category({.term = words_of(value)});
  } else {
    body_value(key, value);
  }
}

// Of both bodies the one that can show more is the item's.
void JsonFeedVisitor::body_value(std::string_view key, const JsonScalar& value) {
  if (key != "content_html" && key != "content_text") return;
  const bool is_html = key == "content_html";
  const bool is_better = is_html && item_.content.type == model::TextType::plain;
  if (!item_.content.empty() && !is_better) return;
  std::string body = is_html ? string_of(value) : words_of(value);
  if (body.empty()) return;
  item_.content.value = std::move(body);
  item_.content.type = is_html ? model::TextType::html : model::TextType::plain;
}

void JsonFeedVisitor::attachment_value(std::string_view key, const JsonScalar& value) {
  if (key == "url") {
    take(string_of(value), attachment_.url);
  } else if (key == "mime_type") {
    take(string_of(value), attachment_.media_type);
  } else if (key == "title") {
    take(words_of(value), attachment_.title);
  } else if (key == "size_in_bytes" && !attachment_.length) {
    const auto bytes =
        value.kind == JsonKind::number ? whole_number(value.text) : parse_length(value.text);
    if (bytes != std::uint64_t{0}) attachment_.length = bytes;  // 0: nobody measured it.
  } else if (key == "duration_in_seconds" && !attachment_.duration_seconds) {
    attachment_.duration_seconds =
        value.kind == JsonKind::number ? whole_number(value.text) : parse_duration(value.text);
  }
}

void JsonFeedVisitor::hub_value(std::string_view key, const JsonScalar& value) {
  if (key == "url") take(string_of(value), hub_url_);
  if (key == "type") take(string_of(value), hub_type_);
}

void JsonFeedVisitor::person_value(std::string_view key, const JsonScalar& value) {
  if (key == "name" && person_.name.empty()) {
    model::Person named = parse_person(words_of(value));
    person_.name = std::move(named.name);
    person_.email = std::move(named.email);
  } else if (key == "url") {
    take(string_of(value), person_.url);
  }
}

void JsonFeedVisitor::outline_value(std::string_view key, const JsonScalar& value) {
  outline_key(key);
  if (key == "type") take(string_of(value), outline_.type);
}

void JsonFeedVisitor::outline_key(std::string_view key) {
  if (outline_.keys.size() < kOutlinedKeys) outline_.keys.emplace_back(key.substr(0, kLongestMark));
}

void JsonFeedVisitor::add_person(model::Person person) {
  if (person == model::Person{} || people_->size() > kMostOfAKind) return;
  people_->push_back(std::move(person));
}

// A head and items that other JSON does not have both of.
bool JsonFeedVisitor::looks_like_feed() const {
  const bool has_head =
      !feed_.title.empty() || !feed_.home_page_url.empty() || !feed_.feed_url.empty();
  return has_head && recognised_ > 0;
}

// References are relative to the document's address, else to what the feed says of it.
std::string JsonFeedVisitor::base_of(std::string_view base_url) const {
  if (!base_url.empty()) return std::string(base_url);
  for (const std::string* own : {&feed_.feed_url, &feed_.home_page_url}) {
    if (own->size() <= base::kLongestBaseUrl && base::is_http_url(*own)) return *own;
  }
  return {};
}

void JsonFeedVisitor::warn_of_what_is_missing() {
  std::vector<std::string>& warnings = feed_.warnings;
  if (!format_) warnings.emplace_back("names no version of JSON Feed; read as 1.1");
  if (items_are_no_list_) warnings.emplace_back("\"items\" is no list");
  if (no_objects_ > 0) {
    warnings.push_back(
        "left out " + std::to_string(no_objects_) +
        (no_objects_ == 1 ? " item that is no object" : " items that are no objects"));
  }
  if (left_out_ > 0) {
    warnings.push_back("left out " + std::to_string(left_out_) + " items after the first " +
                       std::to_string(limits_.max_items));
  }
  if (cut_items_ > 0) {
    warnings.push_back("left out authors, tags or attachments after the first " +
                       std::to_string(kMostOfAKind) + " of a kind in " +
                       std::to_string(cut_items_) + (cut_items_ == 1 ? " item" : " items"));
  }
}

model::Feed JsonFeedVisitor::finish(std::string_view base_url) {
  feed_.format = format_.value_or(model::Format::jsonfeed11);
  if (feed_.authors.empty()) feed_.authors = std::move(feed_author_);
  feed_.authors.resize(std::min(feed_.authors.size(), kMostOfAKind));
  if (!is_own_) decode_names(feed_);
  feed_.base_url = base_of(base_url);
  Resolution(feed_.base_url).apply(feed_);
  dates_.settle(feed_);
  warn_of_what_is_missing();
  return std::move(feed_);
}

}  // namespace syndic::parse
