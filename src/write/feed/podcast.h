// SPDX-License-Identifier: MIT
//
// What podcast players require of an RSS feed in Apple's namespace
// (https://help.apple.com/itc/podcasts_connect/, "podcast RSS feed requirements").
#pragma once

#include <pugixml.hpp>

#include "write/feed_writer.h"

namespace syndic::write {

inline constexpr const char* kItunesNamespace = "http://www.itunes.com/dtds/podcast-1.0.dtd";

/// Whether the item is an episode: its main file is audio or video in a format that Apple accepts.
/// Validators warn of itunes: elements beside any other file.
[[nodiscard]] bool is_episode(const model::Item& item);

/// Whether the document has an episode, which makes it a podcast.
[[nodiscard]] bool is_podcast(const Document& document);

/// Adds the duration of an episode's file, if it is known.
void add_duration(pugi::xml_node node, const model::Item& item);

/// Adds to the channel: author and owner are the document's first author, the summary is its
/// subtitle, the image its icon.
void add_podcast(pugi::xml_node channel, const Document& document);

}  // namespace syndic::write
