// SPDX-License-Identifier: MIT
#include "normalize/item/players.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::normalize {
namespace {

using model::Kind;
constexpr std::string_view kYouTube = "Watch on YouTube";
constexpr std::string_view kVimeo = "Watch on Vimeo";
constexpr std::string_view kSoundCloud = "Listen on SoundCloud";
constexpr std::string_view kSpotify = "Listen on Spotify";
constexpr std::string_view kWistia = "Watch on Wistia";

bool is_soundcloud(std::string_view host) {
  return host == "soundcloud.com" || host.ends_with(".soundcloud.com");
}

// The path segment after `prefix`, where that is an identifier.
std::string_view identifier_after(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return {};
  path.remove_prefix(prefix.size());
  const std::string_view id = path.substr(0, path.find_first_of("/?#&"));
  const bool fits = std::all_of(id.begin(), id.end(), [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_';
  });
  return fits ? id : std::string_view();
}

std::optional<Player> youtube(std::string_view path, std::string_view query) {
  if (path.starts_with("/embed/videoseries") || path.starts_with("/playlist")) {
    const std::string_view id = identifier_after(base::query_value(query, "list"), "");
    if (id.empty()) return std::nullopt;
    return Player{
        "https://www.youtube.com/playlist?list=" + std::string(id), kYouTube, Kind::watch, {}};
  }
  std::string_view id;
  for (const std::string_view prefix : {"/embed/", "/v/", "/shorts/", "/live/"}) {
    if (id.empty()) id = identifier_after(path, prefix);
  }
  if (id.empty() && path.starts_with("/watch"))
    id = identifier_after(base::query_value(query, "v"), "");
  if (id.empty()) return std::nullopt;
  return Player{"https://www.youtube.com/watch?v=" + std::string(id), kYouTube, Kind::watch,
                "https://i.ytimg.com/vi/" + std::string(id) + "/hqdefault.jpg"};
}

std::optional<Player> vimeo(std::string_view host, std::string_view path) {
  const std::string_view id = identifier_after(path, host == "vimeo.com" ? "/" : "/video/");
  if (id.empty() || !std::all_of(id.begin(), id.end(), base::is_digit)) return std::nullopt;
  return Player{"https://vimeo.com/" + std::string(id), kVimeo, Kind::watch, {}};
}

// Its player names the recording by an address of its own, which people may open as well.
std::optional<Player> soundcloud(std::string_view host, std::string_view url,
                                 const base::UrlView& parts) {
  if (host != "w.soundcloud.com") {
    if (parts.after_authority().size() < 2) return std::nullopt;
    return Player{std::string(url), kSoundCloud, Kind::listen, {}};
  }
  const std::string named = base::percent_decode(base::query_value(parts.query, "url"));
  const bool fits = base::is_http_url(named) && is_soundcloud(base::url_host(named));
  return Player{fits ? named : std::string(url), kSoundCloud, Kind::listen, {}};
}

std::optional<Player> spotify(std::string_view path) {
  for (const std::string_view prefix : {"/embed-podcast", "/embed"}) {
    if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
  }
  for (const std::string_view type : {"/episode/", "/show/", "/track/", "/album/", "/playlist/"}) {
    const std::string_view id = identifier_after(path, type);
    if (id.empty()) continue;
    return Player{std::string("https://open.spotify.com").append(type).append(id),
                  kSpotify,
                  Kind::listen,
                  {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Player> find_player(std::string_view url) {
  if (!base::is_http_url(url)) return std::nullopt;
  std::string host = base::url_host(url);
  for (const std::string_view prefix : {"www.", "m."}) {
    if (host.starts_with(prefix)) host.erase(0, prefix.size());
  }
  const base::UrlView parts = base::split_url(url);
  const std::string_view path = parts.path;
  if (host == "youtube.com" || host == "youtube-nocookie.com") return youtube(path, parts.query);
  if (host == "youtu.be") return youtube(std::string("/embed").append(path), parts.query);
  if (host == "vimeo.com" || host == "player.vimeo.com") return vimeo(host, path);
  if (host == "w.soundcloud.com" || host == "soundcloud.com") return soundcloud(host, url, parts);
  if (host == "open.spotify.com") return spotify(path);
  const bool wistia = host == "fast.wistia.net" || host.ends_with(".wistia.com");
  if (wistia && (path.starts_with("/embed/") || path.starts_with("/medias/"))) {
    return Player{std::string(url), kWistia, Kind::watch, {}};
  }
  return std::nullopt;
}

}  // namespace syndic::normalize
