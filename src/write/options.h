// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/item.h"

namespace syndic::write {

enum class Format { rss, atom, json };

/// In which a compressed file is published beside a file.
enum class Compression {
  gzip,    ///< FILE.gz (RFC 1952).
  brotli,  ///< FILE.br (RFC 7932).
};

/// [feed.podcast] of the configuration: what directories of podcasts are told of a feed.
struct Podcast {
  std::string category = "News";    ///< Of Apple's list; "Education > How To" has a subcategory.
  std::optional<bool> is_explicit;  ///< Empty: whether one of its episodes is.
  std::string image;                ///< A JPEG or PNG; empty: the feed's icon, if it is one.
  model::Person owner;              ///< With name and email; empty: the feed's first author.
};

/// [publish] of the configuration.
struct Options {
  std::filesystem::path directory = "public";
  std::vector<Format> formats = {Format::rss, Format::atom, Format::json};
  bool page = true;             ///< Whether pages for people are written.
  bool status = true;           ///< Whether status.html and status.json are written.
  bool opml = true;             ///< Whether sources.opml is written.
  bool verify = true;           ///< Whether what is served is compared with what was written.
  bool events = true;           ///< Whether events.ics is written, once there is an event.
  std::filesystem::path theme;  ///< Folder of the pages' templates; empty: the built-in theme.
  bool images = true;           ///< Whether the pages show pictures of items.
  bool indexed = true;          ///< Whether search engines may list the pages.
  std::vector<Compression> precompress = {Compression::gzip};
  double max_vanish = 0.5;  ///< The share of a feed's items that may vanish at once, 0 to 1.
};

}  // namespace syndic::write
