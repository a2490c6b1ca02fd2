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

// What follows the host: "/path?query#fragment".
std::string_view after_host(std::string_view url) {
  const std::size_t host = url.find("//") + 2;
  const std::size_t end = url.find_first_of("/?#", host);
  return end == base::kNotFound ? std::string_view() : url.substr(end);
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

std::string_view parameter(std::string_view path, std::string_view name) {
  path = path.substr(0, path.find('#'));
  std::size_t at = path.find('?');
  while (at != base::kNotFound) {
    const std::string_view rest = path.substr(at + 1);
    if (rest.starts_with(name) && rest.substr(name.size()).starts_with('=')) {
      const std::string_view value = rest.substr(name.size() + 1);
      return value.substr(0, value.find('&'));
    }
    at = path.find('&', at + 1);
  }
  return {};
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && base::hex_value(text[i + 1]) >= 0 &&
        base::hex_value(text[i + 2]) >= 0) {
      out.push_back(
          static_cast<char>(base::hex_value(text[i + 1]) * 16 + base::hex_value(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

std::optional<Player> youtube(std::string_view path) {
  if (path.starts_with("/embed/videoseries") || path.starts_with("/playlist")) {
    const std::string_view list = parameter(path, "list");
    const std::string_view id = identifier_after(list, "");
    if (id.empty()) return std::nullopt;
    return Player{
        "https://www.youtube.com/playlist?list=" + std::string(id), kYouTube, Kind::watch, {}};
  }
  std::string_view id;
  for (const std::string_view prefix : {"/embed/", "/v/", "/shorts/", "/live/"}) {
    if (id.empty()) id = identifier_after(path, prefix);
  }
  if (id.empty() && path.starts_with("/watch")) id = identifier_after(parameter(path, "v"), "");
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
                                 std::string_view path) {
  if (host != "w.soundcloud.com") {
    if (path.size() < 2) return std::nullopt;
    return Player{std::string(url), kSoundCloud, Kind::listen, {}};
  }
  const std::string named = percent_decoded(parameter(path, "url"));
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
  const std::string_view path = after_host(url);
  if (host == "youtube.com" || host == "youtube-nocookie.com") return youtube(path);
  if (host == "youtu.be") return youtube(std::string("/embed").append(path));
  if (host == "vimeo.com" || host == "player.vimeo.com") return vimeo(host, path);
  if (host == "w.soundcloud.com" || host == "soundcloud.com") return soundcloud(host, url, path);
  if (host == "open.spotify.com") return spotify(path);
  const bool wistia = host == "fast.wistia.net" || host.ends_with(".wistia.com");
  if (wistia && (path.starts_with("/embed/") || path.starts_with("/medias/"))) {
    return Player{std::string(url), kWistia, Kind::watch, {}};
  }
  return std::nullopt;
}

}  // namespace syndic::normalize
