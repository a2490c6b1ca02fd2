// SPDX-License-Identifier: MIT
//
// What podcast players require of an RSS feed in Apple's namespace
// (https://help.apple.com/itc/podcasts_connect/, "podcast RSS feed requirements"), and the identity
// of a podcast in that of Podcasting 2.0.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "write/feed_writer.h"

namespace syndic::write {

inline constexpr const char* kItunesNamespace = "http://www.itunes.com/dtds/podcast-1.0.dtd";
inline constexpr const char* kPodcastNamespace = "https://podcastindex.org/namespace/1.0";

/// Whether the item is an episode: its main file is audio or video in a format that Apple accepts,
/// by the end of its URL's path or else by its media type. Validators warn of itunes: elements
/// beside any other file.
[[nodiscard]] bool is_episode(const model::Item& item);

/// Whether the document has an episode, which makes it a podcast.
[[nodiscard]] bool is_podcast(const Document& document);

/// Adds the duration of an episode's file, if it is known.
void add_duration(pugi::xml_node node, const model::Item& item);

/// The document's podcast:guid: that of its self URL, so that it stays as long as the feed is
/// there. Empty without Document::podcast, an episode or a self URL.
[[nodiscard]] std::string podcast_guid(const Document& document, const std::string& self_url);

/// Adds to the channel what Document::podcast has. Without it author and owner are the document's
/// first author, the image its icon, the category is News, and there is no guid. The summary is its
/// subtitle.
void add_podcast(pugi::xml_node channel, const Document& document, const std::string& self_url);

}  // namespace syndic::write
