// SPDX-License-Identifier: MIT
//
// What the extensions of RSS and Atom say of an item, and what no format says in its core. JSON
// Feed has no words for it; there it is under `_syndic`.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace syndic::model {

/// A picture of the item: media:thumbnail · media:content that is a picture.
struct Picture {
  std::string url;
  std::optional<std::uint64_t> width;   ///< Pixels.
  std::optional<std::uint64_t> height;  ///< Pixels.
  friend bool operator==(const Picture&, const Picture&) = default;
};

/// Who had a part in it: media:credit (Media RSS 1.5.1).
struct Credit {
  std::string name;
  std::string role;
  std::string scheme;  ///< Of the role; empty: urn:ebu.
  friend bool operator==(const Credit&, const Credit&) = default;
};

enum class Shape { point, line, polygon };

/// Where it is about: georss:point, line, polygon, box and where; W3C geo:lat and geo:long.
struct Place {
  Shape shape = Shape::point;
  std::string coordinates;  ///< "lat long lat long …", decimal degrees in WGS 84.
  friend bool operator==(const Place&, const Place&) = default;
};

/// What it answers: thr:in-reply-to (RFC 4685 §3).
struct InReplyTo {
  std::string ref;     ///< The id of what is answered.
  std::string url;     ///< Its page.
  std::string source;  ///< The feed that it is in.
  friend bool operator==(const InReplyTo&, const InReplyTo&) = default;
};

/// podcast:transcript · media:subTitle, which is captions.
struct Transcript {
  std::string url;
  std::string media_type;
  std::string language;
  std::string rel;  ///< "captions", or empty.
  friend bool operator==(const Transcript&, const Transcript&) = default;
};

/// podcast:person: who is heard.
struct Voice {
  std::string name;
  std::string role;
  std::string group;
  std::string image;
  std::string url;
  friend bool operator==(const Voice&, const Voice&) = default;
};

/// What podcast players ask of an episode: itunes: and podcast: elements.
struct Episode {
  std::optional<std::uint64_t> season;
  std::optional<std::uint64_t> number;
  std::string type;                 ///< itunes:episodeType: "full", "trailer", "bonus"; or empty.
  std::optional<bool> is_explicit;  ///< itunes:explicit · media:rating of urn:simple.
  std::string chapters_url;         ///< podcast:chapters.
  std::string chapters_type;
  std::vector<Transcript> transcripts;
  std::vector<Voice> voices;
  friend bool operator==(const Episode&, const Episode&) = default;
};

/// All of it. Each list holds kMostExtras at most.
struct Extras {
  std::string license;            ///< Creative Commons' license · link rel=license (RFC 4946).
  std::string comments_feed_url;  ///< wfw:commentRss · link rel=replies that is a feed.
  std::optional<std::uint64_t> comments;  ///< slash:comments · thr:total, thr:count.
  std::vector<InReplyTo> in_reply_to;
  std::vector<Picture> pictures;  ///< Item::image apart, unless its size is known.
  std::vector<Credit> credits;
  std::vector<Place> places;
  std::string place_name;  ///< georss:featureName.
  Episode episode;
  friend bool operator==(const Extras&, const Extras&) = default;
};

inline constexpr std::size_t kMostExtras = 100;

/// Calls `visit(url)` for each URL that is followed or shown, so that who resolves or cleans them
/// forgets none.
template <class SomeExtras, class Visit>
requires std::same_as<std::remove_const_t<SomeExtras>, Extras>
void for_each_url(SomeExtras& extras, Visit visit) {
  visit(extras.license);
  visit(extras.comments_feed_url);
  for (auto& reply : extras.in_reply_to) {
    visit(reply.url);
    visit(reply.source);
  }
  for (auto& picture : extras.pictures) visit(picture.url);
  visit(extras.episode.chapters_url);
  for (auto& transcript : extras.episode.transcripts) visit(transcript.url);
  for (auto& voice : extras.episode.voices) {
    visit(voice.image);
    visit(voice.url);
  }
}

}  // namespace syndic::model
