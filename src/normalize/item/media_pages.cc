// SPDX-License-Identifier: MIT
#include "normalize/item/media_pages.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/url.h"

namespace syndic::normalize {
namespace {

using model::Kind;

struct Pages {
  std::string_view host;  // It, "www." before it, and where it begins with a dot, any name below.
  std::string_view in_path;  // What the path begins with; where it begins with '*', what it holds.
  Kind kind;
};

constexpr auto kPages = std::to_array<Pages>({
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

// Any path but the host's own front page.
bool is_path(std::string_view path, std::string_view known) {
  if (known.starts_with('*')) return path.find(known.substr(1)) != std::string_view::npos;
  return path.starts_with(known) && path != "/";
}

}  // namespace

std::optional<Kind> kind_of_page(std::string_view url) {
  if (!base::is_http_url(url)) return std::nullopt;
  std::string host = base::url_host(url);
  for (const std::string_view prefix : {"www.", "m."}) {
    if (host.starts_with(prefix)) host.erase(0, prefix.size());
  }
  const std::string_view path = base::split_url(url).path;
  const auto page = std::find_if(kPages.begin(), kPages.end(), [&](const Pages& each) {
    return is_host(host, each.host) && is_path(path, each.in_path);
  });
  return page == kPages.end() ? std::nullopt : std::optional(page->kind);
}

}  // namespace syndic::normalize
