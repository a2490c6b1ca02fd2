// SPDX-License-Identifier: MIT
#include "normalize/enclosures.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/ascii.h"
#include "normalize/links.h"
#include "normalize/plain_text.h"

namespace syndic::normalize {
namespace {

struct Extension {
  std::string_view name;
  std::string_view media_type;
};

// IANA's names.
constexpr auto kExtensions = std::to_array<Extension>({
    {"aac", "audio/aac"},
    {"avif", "image/avif"},
    {"epub", "application/epub+zip"},
    {"flac", "audio/flac"},
    {"gif", "image/gif"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"m3u8", "application/vnd.apple.mpegurl"},
    {"m4a", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"torrent", "application/x-bittorrent"},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"zip", "application/zip"},
});

bool is_token_character(char c) {
  return c > 0x20 && c < 0x7F &&
         std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

// "type/subtype" of RFC 6838 §4.2, in lower case and without parameters; empty for anything else.
std::string read_media_type(std::string_view text) {
  std::string type = base::lower(base::trim(text.substr(0, text.find(';'))));
  const std::size_t slash = type.find('/');
  if (slash == 0 || slash == std::string::npos || slash + 1 == type.size()) return {};
  const auto is_token = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), is_token_character);
  };
  const std::string_view view = type;
  if (!is_token(view.substr(0, slash)) || !is_token(view.substr(slash + 1))) return {};
  return type;
}

// Types that only say that there are bytes.
bool says_nothing(std::string_view type) {
  return type.empty() || type.ends_with("/octet-stream") || type == "application/unknown";
}

}  // namespace

std::string_view media_type_of_url(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view name = path.substr(dot + 1);
  for (const Extension& each : kExtensions) {
    if (base::equals_ignoring_case(each.name, name)) return each.media_type;
  }
  return {};
}

void clean_enclosures(std::vector<model::Enclosure>& enclosures, std::string_view base_url) {
  std::unordered_set<std::string> seen;
  std::vector<model::Enclosure> kept;
  kept.reserve(enclosures.size());
  for (model::Enclosure& each : enclosures) {
    each.url = absolute_url(each.url, base_url, Schemes::web);
    if (each.url.empty() || !seen.insert(each.url).second) continue;
    each.media_type = read_media_type(each.media_type);
    const std::string_view by_name = media_type_of_url(each.url);
    if (!by_name.empty() && says_nothing(each.media_type)) each.media_type = by_name;
    each.title = to_line({std::move(each.title), model::TextType::unknown, {}}, TextRole::title);
    kept.push_back(std::move(each));
  }
  enclosures = std::move(kept);
}

}  // namespace syndic::normalize
