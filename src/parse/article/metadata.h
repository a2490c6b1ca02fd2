// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/event.h"
#include "model/item.h"
#include "model/timestamp.h"
#include "parse/feed_parser.h"

namespace syndic::parse {

/// The metadata of a page. Texts are plain, in one line; URLs are absolute; missing fields are
/// empty.
struct PageMetadata {
  std::string title;
  std::string url;  ///< Its canonical address (RFC 6596, og:url) within its own site; else its own.
  std::string summary;
  std::string image;
  std::string author;
  std::string site_name;
  std::string media_url;            ///< Of the video or audio that the page is about.
  std::optional<model::Kind> kind;  ///< watch or listen, if it says that it is to be.
  std::optional<model::Timestamp> published;
  std::optional<model::Event> event;  ///< The one that it is about, unless that is cancelled.
};

/// Reads the metadata of an article's page: OpenGraph and its kin, then JSON-LD, then what HTML
/// itself has (title, meta description, time). Of several events in JSON-LD that of the page's own
/// address counts, and without JSON-LD a single microformat (h-event, hCalendar). Errors: those of
/// read_page_tree().
[[nodiscard]] Result<PageMetadata> read_page_metadata(std::string_view bytes, const Hints& hints);

/// The same of a page that is read already.
[[nodiscard]] PageMetadata metadata_of(pugi::xml_node page, const Hints& hints);

}  // namespace syndic::parse
