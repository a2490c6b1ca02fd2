// SPDX-License-Identifier: MIT
#include "serve/media_type.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"

namespace syndic::serve {

std::string_view media_type(const std::filesystem::path& file) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kTypes{{
      {".atom", "application/atom+xml"},
      {".avif", "image/avif"},
      {".css", "text/css; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".gif", "image/gif"},
      {".gz", "application/gzip"},
      {".htm", "text/html; charset=utf-8"},
      {".html", "text/html; charset=utf-8"},
      {".ico", "image/vnd.microsoft.icon"},
      {".ics", "text/calendar; charset=utf-8"},
      {".jpeg", "image/jpeg"},
      {".jpg", "image/jpeg"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/feed+json"},
      {".m4a", "audio/mp4"},
      {".md", "text/markdown; charset=utf-8"},
      {".mp3", "audio/mpeg"},
      {".mp4", "video/mp4"},
      {".ogg", "audio/ogg"},
      {".opml", "text/x-opml"},
      {".pdf", "application/pdf"},
      {".png", "image/png"},
      {".rss", "application/rss+xml"},
      {".svg", "image/svg+xml"},
      {".txt", "text/plain; charset=utf-8"},
      {".webm", "video/webm"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
      {".xhtml", "application/xhtml+xml"},
      {".xml", "application/xml"},
      {".xsl", "application/xslt+xml"},
  }};
  if (file.filename() == "status.json") return "application/json";  // The one that is no feed.
  const std::string ending = base::lower(file.extension().string());
  const auto* const type = std::find_if(kTypes.begin(), kTypes.end(),
                                        [&](const auto& entry) { return entry.first == ending; });
  return type == kTypes.end() ? "application/octet-stream" : type->second;
}

}  // namespace syndic::serve
