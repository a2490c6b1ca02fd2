// SPDX-License-Identifier: MIT
#include "parse/article/events.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/tags.h"
#include "markup/html/text.h"
#include "parse/date/event_time.h"
#include "parse/json/values.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestOfText = 20'000;
constexpr std::size_t kDateLength = std::string_view("2026-03-05").size();

const json* first_of(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return nullptr;
  return found->is_array() && !found->empty() ? &found->front() : &*found;
}

// A text, or what an object has under one of `inner`.
std::string string_at(const json& object, const char* name,
                      std::initializer_list<const char*> inner = {}) {
  const json* value = object.is_object() ? first_of(object, name) : nullptr;
  if (value == nullptr) return {};
  if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    return base::fold_spaces(base::to_xml_text(base::utf8_prefix(text, kLongestOfText)));
  }
  for (const char* each : inner) {
    if (std::string text = string_at(*value, each); !text.empty()) return text;
  }
  return {};
}

// Plugins put HTML where schema.org has plain text, some of them escaped once more.
std::string plain(std::string text) {
  constexpr int kMostTimes = 2;
  for (int i = 0; i < kMostTimes; ++i) {
    decode_references(text);
    if (markup::holds_markup(text)) text = markup::html_to_line(text);
  }
  return text;
}

void add_part(const std::string& part, std::string& place) {
  if (!part.empty()) place.append(place.empty() ? "" : ", ").append(part);
}

std::string address_of(const json& location) {
  std::string address = string_at(location, "address");
  if (!address.empty() || !location.contains("address")) return address;
  const json* postal = first_of(location, "address");
  for (const char* name :
       {"streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"}) {
    add_part(string_at(*postal, name, {"name"}), address);
  }
  return address;
}

// A Place, a PostalAddress, a VirtualLocation or a text.
std::string place_in(const json& object) {
  std::string place = string_at(object, "location");
  const json* location = first_of(object, "location");
  if (!place.empty() || location == nullptr || !location->is_object()) return plain(place);
  place = string_at(*location, "name");
  const std::string address = address_of(*location);
  if (address.starts_with(place)) place.clear();
  add_part(address, place);
  return place.empty() ? string_at(*location, "url") : plain(place);
}

std::string cut_at_clock(std::string_view text) {
  return std::string(text.substr(0, std::min(text.size(), kDateLength)));
}

// Plugins write whole days from their first second to their last.
bool are_whole_days(std::string_view start, std::string_view end) {
  return start.substr(std::min(start.size(), kDateLength)).starts_with("T00:00") &&
         end.substr(std::min(end.size(), kDateLength)).starts_with("T23:59");
}

bool is_event_root(pugi::xml_node node) {
  return has_class(node, "h-event") || has_class(node, "vevent");
}

pugi::xml_node property(pugi::xml_node root, std::string_view one, std::string_view other) {
  return find_below(root, [&](pugi::xml_node node) {
    return node != root && (has_class(node, one) || has_class(node, other));
  });
}

// The value-class pattern of microformats: the pieces of a date and its clock.
std::string pieces_of(pugi::xml_node node) {
  std::string value;
  find_below(node, [&](pugi::xml_node each) {
    const bool is_titled = has_class(each, "value-title");
    if (each == node || (!is_titled && !has_class(each, "value"))) return false;
    const std::string_view stamp = each.attribute("datetime").value();
    const std::string piece = is_titled       ? std::string(each.attribute("title").value())
                              : stamp.empty() ? text_of(each)
                                              : std::string(stamp);
    value.append(value.empty() ? "" : " ").append(base::trim(piece));
    return value.size() > kLongestOfText;
  });
  return value;
}

std::string date_in(pugi::xml_node node) {
  if (!node) return {};
  if (std::string value = pieces_of(node); !value.empty()) return value;
  for (const char* name : {"datetime", "title", "value", "content"}) {
    const std::string_view value = base::trim(node.attribute(name).value());
    if (!value.empty()) return std::string(value);
  }
  return text_of(node);
}

}  // namespace

bool is_event_type(std::string_view type) {
  constexpr std::array<std::string_view, 4> kNone = {"PublicationEvent", "BroadcastEvent",
                                                     "OnDemandEvent", "DeliveryEvent"};
  constexpr std::array<std::string_view, 5> kEndings = {"Event", "Festival", "Hackathon",
                                                        "CourseInstance", "EventSeries"};
  const auto is_end = [&](std::string_view end) { return type.ends_with(end); };
  return std::none_of(kNone.begin(), kNone.end(), is_end) &&
         std::any_of(kEndings.begin(), kEndings.end(), is_end);
}

LinkedEvent read_linked_event(const json& object) {
  LinkedEvent event;
  event.url = string_at(object, "url", {"@id"});
  if (event.url.empty()) event.url = string_at(object, "mainEntityOfPage", {"@id", "url"});
  event.title = plain(string_at(object, "name"));
  if (event.title.empty()) event.title = plain(string_at(object, "headline"));
  event.start = string_at(object, "startDate", {"@value"});
  event.end = string_at(object, "endDate", {"@value"});
  event.place = place_in(object);
  event.summary = plain(string_at(object, "description"));
  event.image = string_at(object, "image", {"url", "contentUrl", "@id"});
  event.organizer = plain(string_at(object, "organizer", {"name"}));
  event.is_cancelled = string_at(object, "eventStatus").ends_with("EventCancelled");
  return event;
}

std::optional<model::Event> event_of(const LinkedEvent& event, std::string_view zone) {
  const bool is_days = are_whole_days(event.start, event.end);
  const auto time = [&](const std::string& text) {
    return read_event_time(is_days ? cut_at_clock(text) : text, zone);
  };
  return event_of(time(event.start), time(event.end), DayOfEnd::last, event.place);
}

pugi::xml_node event_element(pugi::xml_node top) {
  pugi::xml_node found;
  const auto second = find_below(top, [&](pugi::xml_node node) {
    if (!is_event_root(node)) return false;
    if (found) return true;
    found = node;
    return false;
  });
  return second ? pugi::xml_node() : found;
}

std::optional<model::Event> event_in(pugi::xml_node element, std::string_view zone) {
  const std::string start = date_in(property(element, "dt-start", "dtstart"));
  const std::string end = date_in(property(element, "dt-end", "dtend"));
  auto end_time = read_event_time(end, zone);
  if (!end_time && !end.empty()) {  // A clock alone is of the day of the start.
    end_time = read_event_time(cut_at_clock(start) + " " + end, zone);
  }
  const auto place = property(element, "p-location", "location");
  const bool is_old = !has_class(element, "h-event");
  return event_of(read_event_time(start, zone), end_time,
                  is_old ? DayOfEnd::after_last : DayOfEnd::last,
                  place ? text_of(place) : std::string());
}

std::string title_of_event(pugi::xml_node element) {
  if (!has_class(element, "vevent")) return {};
  const auto summary = property(element, "summary", "p-name");
  return summary ? text_of(summary) : std::string();
}

}  // namespace syndic::parse
