// SPDX-License-Identifier: MIT
#include "normalize/item/kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/url.h"
#include "normalize/item/enclosures.h"

namespace syndic::normalize {
namespace {

using model::Kind;

std::optional<Kind> kind_of_type(std::string_view media_type) {
  if (base::starts_with_ignoring_case(media_type, "video/")) return Kind::watch;
  if (base::starts_with_ignoring_case(media_type, "audio/")) return Kind::listen;
  // Streams, which are of films nearly always.
  if (media_type == "application/vnd.apple.mpegurl" || media_type == "application/x-mpegurl" ||
      media_type == "application/dash+xml") {
    return Kind::watch;
  }
  return std::nullopt;
}

// The host of an http(s) URL, without "www." and "m.".
std::string main_host(std::string_view url) {
  std::string host = base::url_host(url);
  for (const std::string_view prefix : {"www.", "m."}) {
    if (host.starts_with(prefix)) host.erase(0, prefix.size());
  }
  return host;
}

constexpr std::string_view kYouTube = "Watch on YouTube";
constexpr std::string_view kVimeo = "Watch on Vimeo";
constexpr std::string_view kSoundCloud = "Listen on SoundCloud";
constexpr std::string_view kSpotify = "Listen on Spotify";
constexpr std::string_view kWistia = "Watch on Wistia";

bool is_soundcloud(std::string_view host) {
  return host == "soundcloud.com" || host.ends_with(".soundcloud.com");
}

// The path segment after `prefix` if it is an identifier, else empty.
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

// Its player names the recording by the address of its page.
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

struct HostPages {
  std::string_view host;     // Without "www."; one that begins with a dot is any name below it.
  std::string_view in_path;  // What the path begins with; after a '*', what it contains.
  Kind kind;
};

constexpr auto kPages = std::to_array<HostPages>({
    {"c-span.org", "/video/", Kind::watch},
    {"dailymotion.com", "/video/", Kind::watch},
    {"dai.ly", "/", Kind::watch},
    {"facebook.com", "/watch", Kind::watch},
    {"fb.watch", "/", Kind::watch},
    {"loom.com", "/share/", Kind::watch},
    {"ted.com", "/talks/", Kind::watch},
    {"tiktok.com", "*/video/", Kind::watch},
    {"twitch.tv", "/videos/", Kind::watch},
    {"anchor.fm", "*/episodes/", Kind::listen},
    {"bandcamp.com", "/track/", Kind::listen},
    {".bandcamp.com", "/track/", Kind::listen},
    {"buzzsprout.com", "*/episodes/", Kind::listen},
    {".buzzsprout.com", "*/episodes/", Kind::listen},
    {".captivate.fm", "/episode/", Kind::listen},
    {"iheart.com", "/podcast/", Kind::listen},
    {".libsyn.com", "/", Kind::listen},
    {"omny.fm", "/shows/", Kind::listen},
    {"overcast.fm", "/+", Kind::listen},
    {"pca.st", "/", Kind::listen},
    {"play.acast.com", "/s/", Kind::listen},
    {"podbean.com", "/ep/", Kind::listen},
    {".podbean.com", "/e/", Kind::listen},
    {"podcasters.spotify.com", "/pod/", Kind::listen},
    {"podcasts.apple.com", "/", Kind::listen},
    {"podcasts.google.com", "/", Kind::listen},
    {"share.transistor.fm", "/s/", Kind::listen},
    {"shows.acast.com", "/", Kind::listen},
    {".simplecast.com", "/episodes/", Kind::listen},
    {"spreaker.com", "/episode/", Kind::listen},
    {"spreaker.com", "/user/", Kind::listen},
});

bool is_host(std::string_view host, std::string_view known) {
  return known.starts_with('.') ? host.ends_with(known) : host == known;
}

// Whether the path is of that form, and not the front page.
bool is_path(std::string_view path, std::string_view known) {
  if (known.starts_with('*')) return path.find(known.substr(1)) != std::string_view::npos;
  return path.starts_with(known) && path != "/";
}

// The kind of a page of a host of films or podcasts that has no player here; empty for any other
// page, the host's own news among them. Of an http(s) URL and its main_host().
std::optional<Kind> kind_of_page(std::string_view url, std::string_view host) {
  const std::string_view path = base::split_url(url).path;
  const auto page = std::find_if(kPages.begin(), kPages.end(), [&](const HostPages& each) {
    return is_host(host, each.host) && is_path(path, each.in_path);
  });
  return page == kPages.end() ? std::nullopt : std::optional(page->kind);
}

std::optional<Kind> kind_of_enclosure(const model::Enclosure& enclosure) {
  if (const auto kind = kind_of_type(enclosure.media_type)) return kind;
  if (const auto player = find_player(enclosure.url)) return player->kind;
  return std::nullopt;
}

std::optional<Player> find_player(std::string_view url, std::string_view host) {
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

std::optional<Kind> kind_of_link(std::string_view url) {
  if (url.empty()) return std::nullopt;
  if (const auto kind = kind_of_type(media_type_of_url(url))) return kind;
  if (!base::is_http_url(url)) return std::nullopt;
  const std::string host = main_host(url);
  if (const auto player = find_player(url, host)) return player->kind;
  return kind_of_page(url, host);
}

}  // namespace

std::optional<Player> find_player(std::string_view url) {
  if (!base::is_http_url(url)) return std::nullopt;
  return find_player(url, main_host(url));
}

Kind kind_of(const model::Item& item, const Findings& in_content, std::optional<Kind> medium) {
  if (item.given_kind) return *item.given_kind;
  std::optional<Kind> attached = medium;
  for (const model::Enclosure& enclosure : item.enclosures) {
    if (attached == Kind::watch) break;
    if (const auto kind = kind_of_enclosure(enclosure)) attached = kind;
  }
  if (attached) return *attached;
  for (const std::string* url : {&item.url, &item.external_url}) {
    if (const auto kind = kind_of_link(*url)) return *kind;
  }
  if (in_content.video) return Kind::watch;
  return in_content.audio ? Kind::listen : Kind::read;
}

}  // namespace syndic::normalize
