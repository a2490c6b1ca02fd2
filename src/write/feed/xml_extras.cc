// SPDX-License-Identifier: MIT
#include "write/feed/xml_extras.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/url.h"
#include "write/facts.h"
#include "write/feed/podcast.h"
#include "write/feed/xml_tree.h"

namespace syndic::write {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 3> kNamespaces = {{
    {"xmlns:georss", "http://www.georss.org/georss"},
    {"xmlns:media", "http://search.yahoo.com/mrss/"},
    {"xmlns:thr", "http://purl.org/syndication/thread/1.0"},
}};

// Media RSS 1.5.1, "media:credit": roles are the European Broadcasting Union's unless a scheme is
// named. Those of its list that occur in news and broadcasts.
constexpr std::array<std::string_view, 30> kRoles = {"actor",
                                                     "announcer",
                                                     "artist",
                                                     "author",
                                                     "broadcast journalist",
                                                     "camera operator",
                                                     "composer",
                                                     "correspondent",
                                                     "director",
                                                     "distribution company",
                                                     "editor",
                                                     "executive producer",
                                                     "expert",
                                                     "graphic designer",
                                                     "illustrator",
                                                     "interviewed guest",
                                                     "interviewer",
                                                     "musician",
                                                     "news reader",
                                                     "participant",
                                                     "performer",
                                                     "photographer",
                                                     "producer",
                                                     "production company",
                                                     "publishing company",
                                                     "reporter",
                                                     "sound mixer",
                                                     "subtitles",
                                                     "translation",
                                                     "visual editor"};

bool has_podcasting20(const model::Extras& extras) {
  const model::Episode& episode = extras.episode;
  return episode.season || episode.number || !episode.chapters_url.empty() ||
         !episode.transcripts.empty() || !episode.voices.empty();
}

// A role that is neither on the list nor of a named scheme is left out.
void add_credit(pugi::xml_node node, const model::Credit& credit) {
  pugi::xml_node element = add_text(node, "media:credit", credit.name);
  const bool is_known = std::find(kRoles.begin(), kRoles.end(), credit.role) != kRoles.end();
  const bool has_scheme = base::is_absolute_iri(credit.scheme);
  if (credit.role.empty() || (!is_known && !has_scheme)) return;
  set(element, "role", credit.role);
  if (has_scheme) set(element, "scheme", credit.scheme);
}

const char* name_of(model::Shape shape) {
  switch (shape) {
    case model::Shape::line:
      return "georss:line";
    case model::Shape::polygon:
      return "georss:polygon";
    case model::Shape::point:
      break;
  }
  return "georss:point";
}

void add_number(pugi::xml_node node, const char* name, const std::optional<std::uint64_t>& number) {
  if (is_positive(number)) add_text(node, name, std::to_string(*number));
}

void add_voice(pugi::xml_node node, const model::Voice& voice) {
  pugi::xml_node element = add_text(node, "podcast:person", voice.name);
  set_unless_empty(element, "role", voice.role);
  set_unless_empty(element, "group", voice.group);
  set_unless_empty(element, "img", voice.image);
  set_unless_empty(element, "href", voice.url);
}

void add_transcript(pugi::xml_node node, const model::Transcript& transcript) {
  pugi::xml_node element = node.append_child("podcast:transcript");
  set(element, "url", transcript.url);
  set(element, "type", transcript.media_type.empty() ? "text/plain" : transcript.media_type);
  set_unless_empty(element, "language", transcript.language);
  set_unless_empty(element, "rel", transcript.rel);
}

void add_episode(pugi::xml_node node, const model::Episode& episode, EpisodeWords words) {
  const bool apple = words == EpisodeWords::apple;
  add_number(node, apple ? "itunes:season" : "podcast:season", episode.season);
  add_number(node, apple ? "itunes:episode" : "podcast:episode", episode.number);
  if (apple) {
    add_unless_empty(node, "itunes:episodeType", episode.type);
    if (episode.is_explicit) {
      add_text(node, "itunes:explicit", *episode.is_explicit ? "true" : "false");
    }
  } else if (episode.is_explicit) {
    set(add_text(node, "media:rating", *episode.is_explicit ? "adult" : "nonadult"), "scheme",
        "urn:simple");
  }
  for (const model::Transcript& each : episode.transcripts) add_transcript(node, each);
  if (!episode.chapters_url.empty()) {
    pugi::xml_node chapters = node.append_child("podcast:chapters");
    set(chapters, "url", episode.chapters_url);
    set(chapters, "type",
        episode.chapters_type.empty() ? "application/json+chapters" : episode.chapters_type);
  }
  for (const model::Voice& each : episode.voices) add_voice(node, each);
}

// In pixels, as parse/ computes it: one unknown side counts as the other; 0 if both are unknown.
std::uint64_t area_of(const model::Picture& picture) {
  const std::uint64_t width = picture.width.value_or(0);
  const std::uint64_t height = picture.height.value_or(0);
  return (width > 0 ? width : height) * (height > 0 ? height : width);
}

void set_size(pugi::xml_node element, const model::Picture& picture) {
  if (is_positive(picture.width)) set(element, "width", *picture.width);
  if (is_positive(picture.height)) set(element, "height", *picture.height);
}

void add_thumbnail(pugi::xml_node node, const model::Picture& picture) {
  pugi::xml_node element = node.append_child("media:thumbnail");
  set(element, "url", picture.url);
  set_size(element, picture);
}

}  // namespace

bool is_positive(const std::optional<std::uint64_t>& number) { return number && *number > 0; }

void declare_extras(pugi::xml_node root, const Document& document) {
  for (const auto& [name, uri] : kNamespaces) set(root, name, uri);
  if (std::any_of(document.entries.begin(), document.entries.end(),
                  [](const Entry& each) { return has_podcasting20(each.item.extras); })) {
    set(root, "xmlns:podcast", kPodcastNamespace);
  }
  if (std::any_of(document.entries.begin(), document.entries.end(),
                  [](const Entry& each) { return each.item.event.has_value(); })) {
    set(root, "xmlns:ev", "http://purl.org/rss/1.0/modules/event/");
  }
}

void add_event(pugi::xml_node node, const std::optional<model::Event>& event) {
  if (!event) return;
  add_text(node, "ev:startdate", event_time(*event, event->start));
  if (event->end) add_text(node, "ev:enddate", event_time(*event, *event->end));
  add_unless_empty(node, "ev:location", event->place);
}

void add_extras(pugi::xml_node node, const model::Extras& extras, EpisodeWords words) {
  for (const model::InReplyTo& each : extras.in_reply_to) {
    pugi::xml_node reply = node.append_child("thr:in-reply-to");
    set(reply, "ref", each.ref);
    set_unless_empty(reply, "href", each.url);
    set_unless_empty(reply, "source", each.source);
  }
  for (const model::Credit& each : extras.credits) add_credit(node, each);
  for (const model::Place& each : extras.places) {
    add_text(node, name_of(each.shape), each.coordinates);
  }
  add_unless_empty(node, "georss:featureName", extras.place_name);
  add_episode(node, extras.episode, words);
}

// Readers take the largest of several thumbnails for the item's image; if that is another one, the
// image is marked as the default. Mailing services read only media:content, others media:thumbnail.
void add_pictures(pugi::xml_node node, const model::Item& item) {
  const auto& pictures = item.extras.pictures;
  if (!item.image.empty()) {
    const auto own = std::find_if(pictures.begin(), pictures.end(),
                                  [&](const auto& each) { return each.url == item.image; });
    const model::Picture image = own == pictures.end() ? model::Picture{item.image, {}, {}} : *own;
    const bool is_largest = std::none_of(pictures.begin(), pictures.end(), [&](const auto& each) {
      return area_of(each) > area_of(image);
    });
    pugi::xml_node element = node.append_child("media:content");
    set(element, "url", image.url);
    set(element, "medium", "image");
    if (!is_largest) set(element, "isDefault", "true");
    set_size(element, image);
    add_thumbnail(node, image);
  }
  for (const model::Picture& each : pictures) {
    if (each.url != item.image) add_thumbnail(node, each);
  }
}

void add_media_file(pugi::xml_node node, const model::Enclosure& enclosure) {
  pugi::xml_node media = node.append_child("media:content");
  set(media, "url", enclosure.url);
  if (is_positive(enclosure.length)) set(media, "fileSize", *enclosure.length);
  set_unless_empty(media, "type", enclosure.media_type);
  if (enclosure.duration_seconds) set(media, "duration", *enclosure.duration_seconds);
  add_unless_empty(media, "media:title", enclosure.title);
}

}  // namespace syndic::write
