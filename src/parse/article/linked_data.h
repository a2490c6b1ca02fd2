// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "parse/article/events.h"

namespace syndic::parse {

/// An article as a page's linked data (JSON-LD in scripts, schema.org's vocabulary) describes it.
struct LinkedArticle {
  std::string url;    ///< Absolute if `base_url` is known.
  std::string title;  ///< headline, else name.
  std::string date;   ///< datePublished, else dateCreated, uploadDate; as written.
  std::string summary;
  std::string image;
  std::string author;
};

struct LinkedData {
  std::vector<LinkedArticle> articles;  ///< Posts, reports, videos and podcasts, too.
  std::vector<LinkedArticle> listed;    ///< What a list has only an address and a name of.
  std::vector<LinkedEvent> events;
};

/// The articles and the events that the page describes, itself included, in order; bounded. Scripts
/// that are not JSON are left out.
[[nodiscard]] LinkedData read_linked_data(pugi::xml_node page, const std::string& base_url);

}  // namespace syndic::parse
