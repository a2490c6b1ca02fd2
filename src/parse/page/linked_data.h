// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace syndic::parse {

/// What a page's linked data (JSON-LD in scripts, schema.org's vocabulary) says of an article.
struct LinkedArticle {
  std::string url;    ///< Absolute where `base_url` is known.
  std::string title;  ///< headline, else name.
  std::string date;   ///< datePublished, else dateCreated, uploadDate; as written.
  std::string summary;
  std::string image;
  std::string author;
};

/// The articles, posts, reports, videos and podcasts that the page describes, itself among them, in
/// order; bounded. What is not JSON is left out.
[[nodiscard]] std::vector<LinkedArticle> read_linked_data(pugi::xml_node page,
                                                          const std::string& base_url);

}  // namespace syndic::parse
