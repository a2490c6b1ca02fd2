// SPDX-License-Identifier: MIT
#include "store/item_lists.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/time_format.h"

namespace syndic::store {
namespace {

using nlohmann::json;

// One function visits the members of each structure, for a Writer or a Reader, so that both agree.
template <class Visitor, class Each>
void visit_each(Visitor& visitor, Each& each) {
  using Plain = std::remove_const_t<Each>;
  if constexpr (std::is_same_v<Plain, model::Person>) {
    visitor("name", each.name);
    visitor("email", each.email);
    visitor("url", each.url);
  } else if constexpr (std::is_same_v<Plain, model::Category>) {
    visitor("term", each.term);
    visitor("scheme", each.scheme);
    visitor("label", each.label);
  } else if constexpr (std::is_same_v<Plain, model::Enclosure>) {
    visitor("url", each.url);
    visitor("type", each.media_type);
    visitor("title", each.title);
    visitor("length", each.length);
    visitor("duration", each.duration_seconds);
  } else if constexpr (std::is_same_v<Plain, model::InReplyTo>) {
    visitor("ref", each.ref);
    visitor("url", each.url);
    visitor("source", each.source);
  } else if constexpr (std::is_same_v<Plain, model::Picture>) {
    visitor("url", each.url);
    visitor("width", each.width);
    visitor("height", each.height);
  } else if constexpr (std::is_same_v<Plain, model::Credit>) {
    visitor("name", each.name);
    visitor("role", each.role);
    visitor("scheme", each.scheme);
  } else if constexpr (std::is_same_v<Plain, model::Place>) {
    visitor("shape", each.shape);
    visitor("coordinates", each.coordinates);
  } else if constexpr (std::is_same_v<Plain, model::Transcript>) {
    visitor("url", each.url);
    visitor("type", each.media_type);
    visitor("language", each.language);
    visitor("rel", each.rel);
  } else {
    static_assert(std::is_same_v<Plain, model::Voice>);
    visitor("name", each.name);
    visitor("role", each.role);
    visitor("group", each.group);
    visitor("image", each.image);
    visitor("url", each.url);
  }
}

template <class Visitor, class Event>
void visit_event(Visitor& visitor, Event& event) {
  visitor("start", event.start);
  visitor("end", event.end);
  visitor("all_day", event.all_day);
  visitor("place", event.place);
}

template <class Visitor, class Extras>
void visit_extras(Visitor& visitor, Extras& extras) {
  visitor("license", extras.license);
  visitor("comments_feed", extras.comments_feed_url);
  visitor("comments", extras.comments);
  visitor("in_reply_to", extras.in_reply_to);
  visitor("pictures", extras.pictures);
  visitor("credits", extras.credits);
  visitor("places", extras.places);
  visitor("place_name", extras.place_name);
  auto& episode = extras.episode;
  visitor("season", episode.season);
  visitor("episode", episode.number);
  visitor("episode_type", episode.type);
  visitor("explicit", episode.is_explicit);
  visitor("chapters", episode.chapters_url);
  visitor("chapters_type", episode.chapters_type);
  visitor("transcripts", episode.transcripts);
  visitor("voices", episode.voices);
}

template <class Visitor, class Item>
void visit_item(Visitor& visitor, Item& item) {
  visitor("authors", item.authors);
  visitor("contributors", item.contributors);
  visitor("categories", item.categories);
  visitor("enclosures", item.enclosures);
  visitor("pinned", item.pinned);
  visitor("event", item.event);
  visitor("calendar_asked", item.lineage.calendar_asked);
  visitor.group("extras", [&](auto& members) { visit_extras(members, item.extras); });
  visitor.group("origin", [&](auto& members) {
    members("title", item.origin.title);
    members("url", item.origin.url);
    members("id", item.origin.id);
  });
  visitor.group("bases", [&](auto& members) {
    members("title", item.title.base_url);
    members("summary", item.summary.base_url);
    members("content", item.content.base_url);
  });
}

// Writes members that are not empty.
class Writer {
 public:
  void operator()(const char* name, const std::string& text) {
    if (!text.empty()) object_[name] = text;
  }
  void operator()(const char* name, bool flag) {
    if (flag) object_[name] = true;
  }
  void operator()(const char* name, model::Timestamp time) {
    object_[name] = base::to_unix_seconds(time);
  }
  void operator()(const char* name, const std::optional<model::Timestamp>& time) {
    if (time) (*this)(name, *time);
  }
  void operator()(const char* name, const std::optional<model::Event>& event) {
    if (event) group(name, [&](Writer& members) { visit_event(members, *event); });
  }
  template <class Value>
  void operator()(const char* name, const std::optional<Value>& value) {
    if (value) object_[name] = *value;
  }
  void operator()(const char* name, model::Shape shape) {
    if (shape == model::Shape::point) return;
    object_[name] = shape == model::Shape::line ? "line" : "polygon";
  }
  template <class Each>
  void operator()(const char* name, const std::vector<Each>& list) {
    if (list.empty()) return;
    json elements = json::array();
    for (const Each& each : list) {
      Writer writer;
      visit_each(writer, each);
      elements.push_back(writer.take());
    }
    object_[name] = std::move(elements);
  }
  template <class Visit>
  void group(const char* name, Visit visit) {
    Writer writer;
    visit(writer);
    if (!writer.object_.empty()) object_[name] = writer.take();
  }
  [[nodiscard]] json take() { return std::move(object_); }

 private:
  json object_ = json::object();
};

// Reads members that are there and of the right type.
class Reader {
 public:
  explicit Reader(const json& object) : object_(object) {}

  void operator()(const char* name, std::string& text) const {
    if (const json* value = find(name); value != nullptr && value->is_string()) {
      text = value->get<std::string>();
    }
  }
  void operator()(const char* name, bool& flag) const { flag = find(name) != nullptr; }
  void operator()(const char* name, model::Timestamp& time) const {
    std::optional<model::Timestamp> read;
    (*this)(name, read);
    if (read) time = *read;
  }
  void operator()(const char* name, std::optional<model::Timestamp>& time) const {
    if (const json* value = find(name); value != nullptr && value->is_number_integer()) {
      time = base::from_unix_seconds(value->get<long long>());
    }
  }
  void operator()(const char* name, std::optional<model::Event>& event) const {
    group(name, [&](const Reader& members) {
      model::Event read;
      visit_event(members, read);
      if (!read.start.is_not_a_date_time()) event = std::move(read);
    });
  }
  void operator()(const char* name, std::optional<std::uint64_t>& number) const {
    if (const json* value = find(name); value != nullptr && value->is_number_unsigned()) {
      number = value->get<std::uint64_t>();
    }
  }
  void operator()(const char* name, std::optional<bool>& flag) const {
    if (const json* value = find(name); value != nullptr && value->is_boolean()) {
      flag = value->get<bool>();
    }
  }
  void operator()(const char* name, model::Shape& shape) const {
    const json* value = find(name);
    if (value == nullptr) return;
    if (*value == "line") shape = model::Shape::line;
    if (*value == "polygon") shape = model::Shape::polygon;
  }
  template <class Each>
  void operator()(const char* name, std::vector<Each>& list) const {
    const json* value = find(name);
    if (value == nullptr || !value->is_array()) return;
    for (const json& element : *value) {
      if (!element.is_object()) continue;
      const Reader reader(element);
      visit_each(reader, list.emplace_back());
    }
  }

  template <class Visit>
  void group(const char* name, Visit visit) const {
    const json* value = find(name);
    if (value == nullptr) return;
    const Reader reader(*value);
    visit(reader);
  }

 private:
  [[nodiscard]] const json* find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  const json& object_;
};

}  // namespace

std::string write_lists(const model::Item& item) {
  Writer writer;
  visit_item(writer, item);
  const json lists = writer.take();
  return lists.empty() ? std::string() : lists.dump(-1, ' ', false, json::error_handler_t::replace);
}

void read_lists(const std::string& text, model::Item& item) {
  if (text.empty()) return;
  const json lists = json::parse(text, nullptr, false);
  if (!lists.is_object()) return;
  const Reader reader(lists);
  visit_item(reader, item);
}

}  // namespace syndic::store
