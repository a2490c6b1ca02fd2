// SPDX-License-Identifier: MIT
//
// What FreshRSS and Miniflux say of a feed in attributes of their own namespaces, beside OPML's.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/listed_source.h"

namespace syndic::parse {

inline constexpr std::string_view kFreshRssNamespace = "https://freshrss.org/opml";
inline constexpr std::string_view kMinifluxNamespace = "https://miniflux.app/opml";

/// Names without their prefix, and values.
using ReaderSettings = std::vector<std::pair<std::string, std::string>>;

/// What of a list's reading is not the source itself.
struct ReaderNotes {
  bool is_source = true;           ///< False: it cannot be read at all; the notes say why.
  std::vector<std::string> lines;  ///< Without the source's name.
};

/// Sets what the attributes of an outline of this OPML type ("rss", "HTML+XPath") say.
[[nodiscard]] ReaderNotes read_freshrss(std::string_view type, const ReaderSettings& given,
                                        model::ListedSource& source);
[[nodiscard]] ReaderNotes read_miniflux(const ReaderSettings& given, model::ListedSource& source);

/// Whether Miniflux calls a setting of a feed so; older exports have them without its namespace.
[[nodiscard]] bool is_miniflux_setting(std::string_view name);

/// The format of PHP's DateTime::createFromFormat() in the letters of strptime; empty where a
/// letter of it has no counterpart.
[[nodiscard]] std::string strptime_format(std::string_view php);

}  // namespace syndic::parse
