// SPDX-License-Identifier: MIT
#include "serve/folder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"

namespace syndic::serve {
namespace {

namespace fs = std::filesystem;

// `path` below `root`; nullopt if one of its names is hidden (".." is, too) or holds a NUL.
std::optional<fs::path> below(const fs::path& root, std::string_view path) {
  fs::path place = root;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    if (name.starts_with('.') || name.find('\0') != std::string_view::npos) return std::nullopt;
    if (!name.empty()) place /= name;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return place;
}

// The canonical form of `path`; nullopt unless it is below `root` (canonical itself) and not hidden
// there.
std::optional<fs::path> locate(const fs::path& root, const fs::path& path) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  if (error) return std::nullopt;
  const auto [root_end, inside] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (root_end != root.end()) return std::nullopt;
  const bool hidden = std::any_of(
      inside, real.end(), [](const fs::path& name) { return name.native().starts_with('.'); });
  return hidden ? std::nullopt : std::optional(std::move(real));
}

// Files that syndic publishes beside the feeds.
bool is_json_but_no_feed(const fs::path& file) {
  constexpr std::array<std::string_view, 3> kNames = {"health.json", "search.json", "status.json"};
  const bool is_json = file.extension() == ".json";
  return is_json && (file.parent_path().filename() == "why" ||
                     std::ranges::find(kNames, file.filename().string()) != kNames.end());
}

bool names_html(std::string_view accept) {
  return base::lower(accept).find("text/html") != std::string::npos;
}

}  // namespace

std::optional<fs::path> find_served(const fs::path& folder, std::string_view path) {
  std::error_code error;  // What cannot be read counts as missing.
  const fs::path root = fs::canonical(folder, error);
  const auto named = error ? std::nullopt : below(root, path);
  auto real = named ? locate(root, *named) : std::nullopt;
  if (!real) return std::nullopt;
  const bool ends_in_slash = path.ends_with('/');
  if (fs::is_directory(*real, error)) {
    if (!ends_in_slash) return real;
    real = locate(root, *real / "index.html");
  } else if (ends_in_slash) {
    return std::nullopt;
  }
  return real && fs::is_regular_file(*real, error) ? real : std::nullopt;
}

bool is_xml_feed(const fs::path& file) {
  const std::string ending = base::lower(file.extension().string());
  return ending == ".rss" || ending == ".atom";
}

std::string_view media_type(const fs::path& file, std::string_view accept) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kTypes{{
      {".atom", "application/atom+xml; charset=utf-8"},
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
      {".rss", "application/rss+xml; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".txt", "text/plain; charset=utf-8"},
      {".webm", "video/webm"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
      {".xhtml", "application/xhtml+xml"},
      {".xml", "application/xml"},
      {".xsl", "application/xslt+xml"},
  }};
  if (is_json_but_no_feed(file)) return "application/json";
  if (is_xml_feed(file) && names_html(accept)) return "application/xml; charset=utf-8";
  const std::string ending = base::lower(file.extension().string());
  const auto* const type = std::find_if(kTypes.begin(), kTypes.end(),
                                        [&](const auto& entry) { return entry.first == ending; });
  return type == kTypes.end() ? "application/octet-stream" : type->second;
}

}  // namespace syndic::serve
