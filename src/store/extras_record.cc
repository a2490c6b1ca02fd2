// SPDX-License-Identifier: MIT
#include "store/extras_record.h"

#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace syndic::store {
namespace {

using nlohmann::json;

// Each structure is gone through by one function, for a Writer and for a Reader alike, so that what
// is written and what is read cannot differ.
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

template <class Visitor, class Each>
void visit_each(Visitor& visitor, Each& each) {
  using Plain = std::remove_const_t<Each>;
  if constexpr (std::is_same_v<Plain, model::InReplyTo>) {
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

class Writer {
 public:
  void operator()(const char* name, const std::string& text) {
    if (!text.empty()) object_[name] = text;
  }
  template <class Value>
  void operator()(const char* name, const std::optional<Value>& value) {
    if (value) object_[name] = *value;
  }
  void operator()(const char* name, model::Shape shape) {
    if (shape != model::Shape::point)
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
  [[nodiscard]] json take() { return std::move(object_); }

 private:
  json object_ = json::object();
};

class Reader {
 public:
  explicit Reader(const json& object) : object_(object) {}

  void operator()(const char* name, std::string& text) const {
    if (const json* value = find(name); value != nullptr && value->is_string()) {
      text = value->get<std::string>();
    }
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
      const Reader reader(element);
      visit_each(reader, list.emplace_back());
    }
  }

 private:
  [[nodiscard]] const json* find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  const json& object_;
};

}  // namespace

json write_extras_record(const model::Extras& extras) {
  Writer writer;
  visit_extras(writer, extras);
  return writer.take();
}

model::Extras read_extras_record(const json& object) {
  model::Extras extras;
  const Reader reader(object);
  visit_extras(reader, extras);
  return extras;
}

}  // namespace syndic::store
