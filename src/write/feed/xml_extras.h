// SPDX-License-Identifier: MIT
//
// model::Extras as elements of namespaces that RSS and Atom share; the two formats' own ways of
// saying some of it are in rss.cc and atom.cc.
#pragma once

#include <pugixml.hpp>

#include "model/item.h"
#include "write/feed_writer.h"

namespace syndic::write {

/// Declares at the root the namespaces that add_extras(), add_pictures() and add_media_file() use:
/// those that every reader and validator knows always, Podcasting 2.0's only where `document` has
/// something in it, since validators warn of it.
void declare_extras(pugi::xml_node root, const Document& document);

/// Which elements of episodes a document may have.
enum class EpisodeWords {
  podcasting20,  ///< podcast: alone, with media:rating for what is explicit.
  apple,         ///< itunes: too, which goes before.
};

/// Thread, places, credits, licence of Media RSS, episode.
void add_extras(pugi::xml_node node, const model::Extras& extras, EpisodeWords words);

/// The image first, then the others: media:thumbnail. Where a reader that looks for the largest
/// would take another for the image, the image is a media:content that says that it is the default.
void add_pictures(pugi::xml_node node, const model::Item& item);

/// media:content of a file of the item.
void add_media_file(pugi::xml_node node, const model::Enclosure& enclosure);

/// Whether `text` could be a number of Apple's: from 1 on.
[[nodiscard]] bool is_positive(const std::optional<std::uint64_t>& number);

}  // namespace syndic::write
