// SPDX-License-Identifier: MIT
#include "parse/xml/extras.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "parse/xml/event.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostNumbers = 2'000;  // Of one place.

std::optional<double> decimal(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The numbers of a list as they are written. Empty if there are too many.
std::vector<std::string_view> numbers_in(std::string_view text) {
  std::vector<std::string_view> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(", \t\r\n", at), text.size());
    if (end > at) numbers.push_back(text.substr(at, end - at));
    if (numbers.size() > kMostNumbers) return {};
    at = end + 1;
  }
  return numbers;
}

// georss:box is its lower and its upper corner; as a polygon, everyone can draw it.
std::string box_of(const std::string& corners) {
  const auto numbers = numbers_in(corners);
  if (numbers.size() != 4) return {};
  std::string polygon;
  for (const std::size_t i : {0U, 1U, 0U, 3U, 2U, 3U, 2U, 1U, 0U, 1U}) {
    polygon.append(polygon.empty() ? "" : " ").append(numbers[i]);
  }
  return polygon;
}

void add_place(std::string coordinates, ItemDraft& draft) {
  const model::Shape shape = shape_of(coordinates);
  if (!coordinates.empty()) {
    add_extra(draft.item.extras.places, {shape, std::move(coordinates)});
  }
}

template <class Value, class Read>
void offer(std::optional<Value>& field, Read read) {
  if (!field) field = read;
}

void offer(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void offer_number(XmlContext& context, pugi::xml_node element,
                  std::optional<std::uint64_t>& field) {
  std::string room;
  offer(field, parse_number(context.text(element, room)));
}

void read_in_reply_to(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  const auto url = [&](const char* name) {
    return context.resolve(context.attribute(element, name));
  };
  std::string ref = context.attribute(element, "ref");
  if (ref.empty()) return;  // RFC 4685 §3: required.
  add_extra(draft.item.extras.in_reply_to,
            model::InReplyTo{std::move(ref), url("href"), url("source")});
}

// geo:Point holds geo:lat and geo:long.
void read_geo_point(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const markup::XmlName name = context.scope().name(child);
    if (tag(name) != tag(Ns::geo, "Point")) read_extra(context, child, name, draft);
  }
}

bool read_thread(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                 ItemDraft& draft) {
  model::Extras& extras = draft.item.extras;
  switch (tag(name)) {
    case tag(Ns::wfw, "commentRss"):
      offer(extras.comments_feed_url, context.url(element));
      return true;
    case tag(Ns::slash, "comments"):
    case tag(Ns::thr, "total"):
      offer_number(context, element, extras.comments);
      return true;
    case tag(Ns::thr, "in-reply-to"):
      read_in_reply_to(context, element, draft);
      return true;
    default:
      return false;
  }
}

bool read_place(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::georss, "point"):
    case tag(Ns::georss, "line"):
    case tag(Ns::georss, "polygon"):
    case tag(Ns::georss, "where"):  // GML's point or line inside is all the text that there is.
      add_place(coordinates_of(context.text(element)), draft);
      return true;
    case tag(Ns::georss, "box"):
      add_place(box_of(coordinates_of(context.text(element))), draft);
      return true;
    case tag(Ns::georss, "featureName"):
      offer(draft.item.extras.place_name, context.text(element));
      return true;
    case tag(Ns::geo, "lat"):
      offer(draft.latitude, context.text(element));
      return true;
    case tag(Ns::geo, "long"):
    case tag(Ns::geo, "lon"):
      offer(draft.longitude, context.text(element));
      return true;
    case tag(Ns::geo, "Point"):
      read_geo_point(context, element, draft);
      return true;
    default:
      return false;
  }
}

// Media RSS 1.5.1, media:subTitle: the words of what is said, to be shown with it.
void read_subtitles(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  std::string url = context.resolve(context.attribute(element, "href"));
  if (url.empty()) return;
  add_extra(draft.item.extras.episode.transcripts,
            model::Transcript{std::move(url), context.attribute(element, "type"),
                              context.attribute(element, "lang"), "captions"});
}

bool read_media_extra(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                      ItemDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::media, "credit"):
      if (std::string who = context.text(element); !who.empty()) {
        add_extra(draft.item.extras.credits,
                  model::Credit{std::move(who), context.attribute(element, "role"),
                                context.attribute(element, "scheme")});
      }
      return true;
    case tag(Ns::media, "rating"):
      if (const std::string scheme = context.attribute(element, "scheme");
          scheme.empty() || scheme == "urn:simple") {
        const std::string word = context.text(element);
        if (word == "adult") offer(draft.item.extras.episode.is_explicit, true);
        if (word == "nonadult") offer(draft.item.extras.episode.is_explicit, false);
      }
      return true;
    case tag(Ns::media, "license"):
      offer(draft.item.extras.license, context.resolve(context.attribute(element, "href")));
      return true;
    case tag(Ns::media, "subTitle"):
      read_subtitles(context, element, draft);
      return true;
    default:
      return false;
  }
}

void read_transcript(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  std::string url = context.resolve(context.attribute(element, "url"));
  if (url.empty()) return;
  add_extra(draft.item.extras.episode.transcripts,
            model::Transcript{std::move(url), context.attribute(element, "type"),
                              context.attribute(element, "language"),
                              base::lower(context.attribute(element, "rel"))});
}

void read_voice(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  add_extra(draft.item.extras.episode.voices,
            model::Voice{context.text(element), base::lower(context.attribute(element, "role")),
                         base::lower(context.attribute(element, "group")),
                         context.resolve(context.attribute(element, "img")),
                         context.resolve(context.attribute(element, "href"))});
}

bool read_episode(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                  ItemDraft& draft) {
  model::Episode& episode = draft.item.extras.episode;
  std::string room;
  switch (tag(name)) {
    case tag(Ns::itunes, "season"):
    case tag(Ns::podcast, "season"):
      offer_number(context, element, episode.season);
      return true;
    case tag(Ns::itunes, "episode"):
    case tag(Ns::podcast, "episode"):
      offer_number(context, element, episode.number);
      return true;
    case tag(Ns::itunes, "episodeType"):
      offer(episode.type, episode_type(context.text(element)));
      return true;
    case tag(Ns::itunes, "explicit"):
      offer(episode.is_explicit, explicitness(context.text(element, room)));
      return true;
    case tag(Ns::podcast, "transcript"):
      read_transcript(context, element, draft);
      return true;
    case tag(Ns::podcast, "chapters"):
      if (!episode.chapters_url.empty()) return true;
      episode.chapters_url = context.resolve(context.attribute(element, "url"));
      episode.chapters_type = context.attribute(element, "type");
      return true;
    case tag(Ns::podcast, "person"):
      read_voice(context, element, draft);
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string coordinates_of(std::string_view text) {
  const auto numbers = numbers_in(text);
  if (numbers.empty() || numbers.size() % 2 != 0) return {};
  std::string coordinates;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto degrees = decimal(numbers[i]);
    if (!degrees || !(std::abs(*degrees) <= (i % 2 == 0 ? 90 : 180))) return {};
    coordinates.append(i == 0 ? "" : " ").append(numbers[i]);
  }
  return coordinates;
}

model::Shape shape_of(std::string_view coordinates) {
  const auto numbers = numbers_in(coordinates);
  const std::size_t count = numbers.size();
  if (count <= 2) return model::Shape::point;
  const bool closes =
      count >= 8 && numbers[0] == numbers[count - 2] && numbers[1] == numbers[count - 1];
  return closes ? model::Shape::polygon : model::Shape::line;
}

std::optional<bool> explicitness(std::string_view word) {
  const std::string lower = base::lower(base::trim(word));
  if (lower == "true" || lower == "yes" || lower == "explicit") return true;
  if (lower == "false" || lower == "no" || lower == "clean") return false;
  return std::nullopt;
}

std::string episode_type(std::string_view word) {
  std::string lower = base::lower(base::trim(word));
  return lower == "full" || lower == "trailer" || lower == "bonus" ? lower : std::string();
}

bool read_extra(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft) {
  switch (static_cast<Ns>(name.space)) {
    case Ns::wfw:
    case Ns::slash:
    case Ns::thr:
      return read_thread(context, element, name, draft);
    case Ns::georss:
    case Ns::geo:
      return read_place(context, element, name, draft);
    case Ns::media:
      return read_media_extra(context, element, name, draft);
    case Ns::itunes:
    case Ns::podcast:
      return read_episode(context, element, name, draft);
    case Ns::ev:
    case Ns::xcal:
    case Ns::gd:
      return read_event(context, element, name, draft);
    default:
      return false;
  }
}

}  // namespace syndic::parse
