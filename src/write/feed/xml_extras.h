// SPDX-License-Identifier: MIT
//
// model::Extras as elements of namespaces that RSS and Atom share; the two formats' own elements
// for some of it are in rss.cc and atom.cc.
#pragma once

#include <pugixml.hpp>

#include "model/item.h"
#include "write/feed_writer.h"

namespace syndic::write {

/// Declares at the root the namespaces that add_extras(), add_pictures() and add_media_file() use:
/// those that every reader and validator knows always, Podcasting 2.0's and the Event module's only
/// if `document` uses them, since validators warn of them.
void declare_extras(pugi::xml_node root, const Document& document);

/// Which elements of episodes a document may have.
enum class EpisodeWords {
  podcasting20,  ///< Only podcast:, with media:rating for explicit content.
  apple,         ///< itunes: where it has an element, else podcast:.
};

/// Adds in-reply-to, credits, places and the episode.
void add_extras(pugi::xml_node node, const model::Extras& extras, EpisodeWords words);

/// Adds the elements of RSS 1.0's Event module.
void add_event(pugi::xml_node node, const std::optional<model::Event>& event);

/// Adds a media:thumbnail of each picture, the item's image first and also as a media:content,
/// which is marked as the default if another picture is larger.
void add_pictures(pugi::xml_node node, const model::Item& item);

/// Adds the media:content of a file of the item.
void add_media_file(pugi::xml_node node, const model::Enclosure& enclosure);

/// Whether the number is known and at least 1, as Apple and Media RSS require.
[[nodiscard]] bool is_positive(const std::optional<std::uint64_t>& number);

}  // namespace syndic::write
