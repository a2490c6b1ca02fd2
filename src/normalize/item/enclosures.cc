// SPDX-License-Identifier: MIT
#include "normalize/item/enclosures.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "normalize/html/plain_text.h"
#include "normalize/link/links.h"

namespace syndic::normalize {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 40;
constexpr std::uint64_t kMostSeconds = 1'000 * 3'600;

// "audio/*": of no file.
bool is_range(std::string_view type) { return type.ends_with("/*"); }

void keep_plausible(std::optional<std::uint64_t>& number, std::uint64_t most) {
  if (number && (*number == 0 || *number > most)) number.reset();
}

std::optional<model::Kind> kind_of_medium(std::string_view medium) {
  medium = base::trim(medium);
  for (const std::string_view range : {"", "/", "/*"}) {
    if (base::equals_ignoring_case(medium, std::string("video").append(range))) {
      return model::Kind::watch;
    }
    if (base::equals_ignoring_case(medium, std::string("audio").append(range))) {
      return model::Kind::listen;
    }
  }
  return std::nullopt;
}

// Fills the gaps of `known` from another mention of the same file.
void join(model::Enclosure& known, model::Enclosure&& more) {
  if (known.media_type.empty()) known.media_type = std::move(more.media_type);
  if (known.title.empty()) known.title = std::move(more.title);
  if (!known.length) known.length = more.length;
  if (!known.duration_seconds) known.duration_seconds = more.duration_seconds;
}

struct Extension {
  std::string_view name;
  std::string_view media_type;
  bool either = false;  // Of sound or film: what the feed says decides.
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
    {"m3u8", "application/vnd.apple.mpegurl", true},
    {"m4a", "audio/mp4"},
    {"m4b", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"mkv", "video/matroska", true},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4", true},
    {"mpeg", "video/mpeg", true},
    {"mpg", "video/mpeg"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg", true},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"torrent", "application/x-bittorrent"},
    {"wav", "audio/wav"},
    {"webm", "video/webm", true},
    {"webp", "image/webp"},
    {"zip", "application/zip"},
});

struct Alias {
  std::string_view name;
  std::string_view media_type;
};

// What feeds call them otherwise.
constexpr auto kAliases = std::to_array<Alias>({
    {"application/x-pdf", "application/pdf"},
    {"application/x-zip-compressed", "application/zip"},
    {"audio/m4a", "audio/mp4"},
    {"audio/mp3", "audio/mpeg"},
    {"audio/mpeg3", "audio/mpeg"},
    {"audio/mpg", "audio/mpeg"},
    {"audio/wave", "audio/wav"},
    {"audio/x-aac", "audio/aac"},
    {"audio/x-flac", "audio/flac"},
    {"audio/x-mp3", "audio/mpeg"},
    {"audio/x-mpeg", "audio/mpeg"},
    {"audio/x-mpeg-3", "audio/mpeg"},
    {"audio/x-wav", "audio/wav"},
    {"image/jpg", "image/jpeg"},
    {"image/pjpeg", "image/jpeg"},
    {"image/x-png", "image/png"},
    {"video/mov", "video/quicktime"},
    {"video/x-mp4", "video/mp4"},
});

const Extension* find_extension(std::string_view name) {
  const auto found = std::find_if(
      kExtensions.begin(), kExtensions.end(),
      [&](const Extension& each) { return base::equals_ignoring_case(each.name, name); });
  return found == kExtensions.end() ? nullptr : found;
}

const Extension* extension_of_url(std::string_view url) {
  const std::string_view path = base::split_url(url).path;
  const std::size_t dot = path.rfind('.');
  return dot == base::kNotFound ? nullptr : find_extension(path.substr(dot + 1));
}

bool is_token(std::string_view part) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?=";
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
    return c > 0x20 && c < 0x7F && kSeparators.find(c) == base::kNotFound;
  });
}

// "type/subtype" in lower case and without parameters; empty for anything else.
std::string read_media_type(std::string_view text) {
  std::string type = base::lower(base::trim(text.substr(0, text.find(';'))));
  const std::string_view view = type;
  const std::size_t slash = view.find('/');
  if (slash == base::kNotFound) {
    const Extension* const named = find_extension(view.substr(view.starts_with('.') ? 1 : 0));
    return named == nullptr ? std::string() : std::string(named->media_type);
  }
  if (!is_token(view.substr(0, slash)) || !is_token(view.substr(slash + 1))) return {};
  return type;
}

std::string by_registered_name(std::string type) {
  for (const Alias& alias : kAliases) {
    if (alias.name == type) return std::string(alias.media_type);
  }
  return type;
}

// Types that only say that there are bytes.
bool says_nothing(std::string_view type) {
  constexpr auto kNothing = std::to_array<std::string_view>({
      "application/binary",
      "application/download",
      "application/force-download",
      "application/octetstream",
      "application/unknown",
      "application/x-download",
      "application/x-unknown",
  });
  return type.empty() || type.ends_with("/octet-stream") || type.ends_with("/*") ||
         std::find(kNothing.begin(), kNothing.end(), type) != kNothing.end();
}

// "audio" of "audio/mpeg".
std::string_view top_level(std::string_view type) { return type.substr(0, type.find('/')); }

bool is_sound_or_film(std::string_view top) { return top == "audio" || top == "video"; }

// "audio" of what names at most the medium: "audio", "audio/", "audio/*".
std::string_view bare_medium(std::string_view declared) {
  declared = base::trim(declared);
  for (const std::string_view range : {"/*", "/"}) {
    if (declared.ends_with(range)) declared.remove_suffix(range.size());
  }
  for (const std::string_view medium : {"audio", "video"}) {
    if (base::equals_ignoring_case(declared, medium)) return medium;
  }
  return {};
}

// What a file with the extension is, of which the feed says at most the medium.
std::string type_by(const Extension& extension, std::string_view declared) {
  const std::string_view medium = bare_medium(declared);
  const std::string_view known = top_level(extension.media_type);
  if (medium.empty() || !extension.either || !is_sound_or_film(known)) {
    return std::string(extension.media_type);
  }
  return std::string(medium).append(extension.media_type.substr(known.size()));
}

// Whether a file with the extension may be what the feed says that it is.
bool can_be(const Extension& extension, std::string_view declared) {
  if (says_nothing(declared)) return false;
  const std::string_view said = top_level(declared);
  const std::string_view known = top_level(extension.media_type);
  if (said == known) return true;
  if (extension.either && is_sound_or_film(said)) return true;
  if (said == "text" || said == "image" || is_sound_or_film(said)) return false;
  constexpr auto kDocuments = std::to_array<std::string_view>(
      {"application/xhtml+xml", "application/xml", "application/json", "application/rss+xml"});
  return std::find(kDocuments.begin(), kDocuments.end(), declared) == kDocuments.end();
}

}  // namespace

std::optional<model::Kind> clean_enclosures(std::vector<model::Enclosure>& enclosures,
                                            std::string_view base_url, MediaFacts facts) {
  const bool settled = facts == MediaFacts::settled;
  std::optional<model::Kind> medium;
  std::unordered_map<std::string, std::size_t> places;
  std::vector<model::Enclosure> kept;
  kept.reserve(enclosures.size());
  for (model::Enclosure& each : enclosures) {
    each.url = absolute_url(each.url, base_url, Schemes::web);
    if (each.url.empty()) continue;
    std::string type = settled ? settled_media_type(each.media_type, each.url)
                               : declared_media_type(each.media_type, each.url);
    if (is_range(type)) type.clear();
    const auto said = type.empty() ? kind_of_medium(each.media_type) : std::nullopt;
    if (said && medium != model::Kind::watch) medium = said;
    each.media_type = std::move(type);
    each.title = to_line(each.title, model::TextType::unknown, TextRole::title);
    if (settled) {
      keep_plausible(each.length, kLargestFile);
      keep_plausible(each.duration_seconds, kMostSeconds);
    }
    const auto [place, is_new] = places.try_emplace(each.url, kept.size());
    if (is_new) {
      kept.push_back(std::move(each));
    } else {
      join(kept[place->second], std::move(each));
    }
  }
  enclosures = std::move(kept);
  return medium;
}

std::string_view media_type_of_url(std::string_view url) {
  const Extension* const extension = extension_of_url(url);
  return extension == nullptr ? std::string_view() : extension->media_type;
}

std::string declared_media_type(std::string_view declared, std::string_view url) {
  std::string type = read_media_type(declared);
  const Extension* const extension = says_nothing(type) ? extension_of_url(url) : nullptr;
  return extension == nullptr ? type : type_by(*extension, declared);
}

std::string settled_media_type(std::string_view declared, std::string_view url) {
  std::string type = by_registered_name(read_media_type(declared));
  const Extension* const extension = extension_of_url(url);
  if (extension != nullptr && !can_be(*extension, type)) return type_by(*extension, declared);
  // A range of types ("audio/*") is no type.
  return type.ends_with("/*") ? std::string() : type;
}

}  // namespace syndic::normalize
