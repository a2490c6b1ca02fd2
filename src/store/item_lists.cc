// SPDX-License-Identifier: MIT
#include "store/item_lists.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/time_format.h"

namespace syndic::store {
namespace {

using nlohmann::json;

// One function visits the members of each structure, for a Writer or a Reader, so that both agree:
// in the order of their names, in which they are stored.
template <class Visitor, class Each>
void visit_each(Visitor& visitor, Each& each) {
  using Plain = std::remove_const_t<Each>;
  if constexpr (std::is_same_v<Plain, model::Person>) {
    visitor("email", each.email);
    visitor("name", each.name);
    visitor("url", each.url);
  } else if constexpr (std::is_same_v<Plain, model::Category>) {
    visitor("label", each.label);
    visitor("scheme", each.scheme);
    visitor("term", each.term);
  } else if constexpr (std::is_same_v<Plain, model::Enclosure>) {
    visitor("duration", each.duration_seconds);
    visitor("length", each.length);
    visitor("title", each.title);
    visitor("type", each.media_type);
    visitor("url", each.url);
  } else if constexpr (std::is_same_v<Plain, model::InReplyTo>) {
    visitor("ref", each.ref);
    visitor("source", each.source);
    visitor("url", each.url);
  } else if constexpr (std::is_same_v<Plain, model::Picture>) {
    visitor("height", each.height);
    visitor("url", each.url);
    visitor("width", each.width);
  } else if constexpr (std::is_same_v<Plain, model::Credit>) {
    visitor("name", each.name);
    visitor("role", each.role);
    visitor("scheme", each.scheme);
  } else if constexpr (std::is_same_v<Plain, model::Place>) {
    visitor("coordinates", each.coordinates);
    visitor("shape", each.shape);
  } else if constexpr (std::is_same_v<Plain, model::Transcript>) {
    visitor("language", each.language);
    visitor("rel", each.rel);
    visitor("type", each.media_type);
    visitor("url", each.url);
  } else {
    static_assert(std::is_same_v<Plain, model::Voice>);
    visitor("group", each.group);
    visitor("image", each.image);
    visitor("name", each.name);
    visitor("role", each.role);
    visitor("url", each.url);
  }
}

template <class Visitor, class Event>
void visit_event(Visitor& visitor, Event& event) {
  visitor("all_day", event.all_day);
  visitor("end", event.end);
  visitor("place", event.place);
  visitor("start", event.start);
}

template <class Visitor, class Extras>
void visit_extras(Visitor& visitor, Extras& extras) {
  auto& episode = extras.episode;
  visitor("chapters", episode.chapters_url);
  visitor("chapters_type", episode.chapters_type);
  visitor("comments", extras.comments);
  visitor("comments_feed", extras.comments_feed_url);
  visitor("credits", extras.credits);
  visitor("episode", episode.number);
  visitor("episode_type", episode.type);
  visitor("explicit", episode.is_explicit);
  visitor("in_reply_to", extras.in_reply_to);
  visitor("license", extras.license);
  visitor("pictures", extras.pictures);
  visitor("place_name", extras.place_name);
  visitor("places", extras.places);
  visitor("season", episode.season);
  visitor("transcripts", episode.transcripts);
  visitor("voices", episode.voices);
}

template <class Visitor, class Item>
void visit_item(Visitor& visitor, Item& item) {
  visitor("authors", item.authors);
  visitor.group("bases", [&](auto& members) {
    members("content", item.content.base_url);
    members("summary", item.summary.base_url);
    members("title", item.title.base_url);
  });
  visitor("calendar_asked", item.lineage.calendar_asked);
  visitor("categories", item.categories);
  visitor("contributors", item.contributors);
  visitor("enclosures", item.enclosures);
  visitor("event", item.event);
  visitor.group("extras", [&](auto& members) { visit_extras(members, item.extras); });
  visitor.group("origin", [&](auto& members) {
    members("id", item.origin.id);
    members("title", item.origin.title);
    members("url", item.origin.url);
  });
  visitor("pinned", item.pinned);
}

// Most texts are no more than their bytes in quotes.
void append_string(const std::string& text, std::string& out) {
  constexpr auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (std::ranges::all_of(text, is_plain)) {
    out.append("\"").append(text).append("\"");
  } else {
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
  }
}

// Writes the members that are not empty of one JSON object. Directly: to make a tree of each item's
// first took 2 % of a refresh of new feeds.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {
    out_ += '{';
    first_ = out_.size();
  }

  void operator()(const char* name, const std::string& text) {
    if (!text.empty()) append_string(text, member(name));
  }
  void operator()(const char* name, bool flag) {
    if (flag) member(name) += "true";
  }
  void operator()(const char* name, model::Timestamp time) {
    member(name) += std::to_string(base::to_unix_seconds(time));
  }
  void operator()(const char* name, const std::optional<model::Timestamp>& time) {
    if (time) (*this)(name, *time);
  }
  void operator()(const char* name, const std::optional<model::Event>& event) {
    if (event) group(name, [&](Writer& members) { visit_event(members, *event); });
  }
  void operator()(const char* name, const std::optional<std::uint64_t>& number) {
    if (number) member(name) += std::to_string(*number);
  }
  void operator()(const char* name, const std::optional<bool>& flag) {
    if (flag) member(name) += *flag ? "true" : "false";
  }
  void operator()(const char* name, model::Shape shape) {
    if (shape == model::Shape::point) return;
    member(name) += shape == model::Shape::line ? "\"line\"" : "\"polygon\"";
  }
  template <class Each>
  void operator()(const char* name, const std::vector<Each>& list) {
    if (list.empty()) return;
    member(name) += '[';
    for (const Each& each : list) {
      if (&each != &list.front()) out_ += ',';
      Writer writer(out_);
      visit_each(writer, each);
      writer.finish();
    }
    out_ += ']';
  }
  template <class Visit>
  void group(const char* name, Visit visit) {
    const std::size_t before = out_.size();
    Writer writer(member(name));
    visit(writer);
    writer.is_empty() ? out_.resize(before) : writer.finish();
  }
  [[nodiscard]] bool is_empty() const { return out_.size() == first_; }
  void finish() { out_ += '}'; }

 private:
  // Begins a member; returns what its value is to be appended to.
  std::string& member(const char* name) {
    return out_.append(is_empty() ? "\"" : ",\"").append(name).append("\":");
  }

  std::string& out_;
  std::size_t first_ = 0;  // Where the first member begins.
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
  std::string lists;
  Writer writer(lists);
  visit_item(writer, item);
  if (writer.is_empty()) return {};
  writer.finish();
  return lists;
}

void read_lists(const std::string& text, model::Item& item) {
  if (text.empty()) return;
  const json lists = json::parse(text, nullptr, false);
  if (!lists.is_object()) return;
  const Reader reader(lists);
  visit_item(reader, item);
}

}  // namespace syndic::store
