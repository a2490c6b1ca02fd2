// SPDX-License-Identifier: MIT
#include "discover/address.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"

namespace syndic::discover {
namespace {

constexpr std::string_view kYoutubeFeeds = "https://www.youtube.com/feeds/videos.xml?";

/// Where a system keeps its feeds: "/…" at the site's root, "…" in the page's own folder, "?…" at
/// the page itself.
struct System {
  std::string_view name;  ///< In the generator, lower case.
  std::string_view host;  ///< Of sites that its makers host.
  std::array<std::string_view, 3> places;
};

// The most used first.
constexpr std::array kSystems = {
    System{"wordpress", "wordpress.com", {"/feed/", "feed/", "/?feed=rss2"}},
    System{"substack", "substack.com", {"/feed"}},
    System{"medium", "medium.com", {"/feed"}},
    System{"drupal", "", {"/rss.xml"}},
    System{"squarespace", "squarespace.com", {"?format=rss"}},
    System{"wix.com", "wixsite.com", {"/blog-feed.xml"}},
    System{"blogger", "blogspot.com", {"/feeds/posts/default"}},
    System{"ghost", "ghost.io", {"/rss/"}},
    System{"hugo", "", {"/index.xml", "index.xml"}},
    System{"jekyll", "github.io", {"/feed.xml", "feed.xml"}},
    System{"tumblr", "tumblr.com", {"/rss"}},
};

// File and folder names of feeds.
constexpr std::array<std::string_view, 9> kNames = {
    "feed", "feeds", "rss", "rss2", "atom", "rdf", "index.xml", "feed.json", "blog-feed.xml"};
constexpr std::array<std::string_view, 3> kEndings = {".rss", ".atom", ".rdf"};
constexpr std::array<std::string_view, 4> kQueries = {"format=rss", "format=atom", "feed=rss",
                                                      "feed=atom"};

bool contains(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_on(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

bool is_letter_or_digit(char c) { return base::is_alpha(c) || base::is_digit(c); }

bool is_name_character(char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; }

std::string_view leading_name(std::string_view text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_name_character);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// On medium.com, the first folder is a person's or a publication's.
std::optional<std::string> medium_feed(std::string_view url) {
  const std::string host = base::url_host(url);
  std::string_view who = base::split_url(url).path;
  if ((host != "medium.com" && host != "www.medium.com") || who.empty()) return std::nullopt;
  who = who.substr(1, who.find('/', 1) - 1);
  return who.empty() ? std::nullopt : std::optional("https://medium.com/feed/" + std::string(who));
}

void add_places(const System& system, std::string_view url, std::vector<std::string>& places) {
  for (const std::string_view place : system.places) {
    if (place.empty()) continue;
    auto absolute = base::resolve_url(place, url);
    if (absolute && std::find(places.begin(), places.end(), *absolute) == places.end()) {
      places.push_back(*std::move(absolute));
    }
  }
}

}  // namespace

bool looks_like_feed_address(std::string_view url) {
  const std::string plain = base::lower(without_feed_scheme(url, {}));
  const base::UrlView parts = base::split_url(plain);
  const bool asks = std::any_of(kQueries.begin(), kQueries.end(), [&](std::string_view query) {
    return parts.query.find(query) != std::string_view::npos;
  });
  if (asks) return true;
  std::string_view path = parts.path;
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (contains(kNames, name)) return true;
  const auto ends = [&](std::string_view ending) {
    return name.size() > ending.size() && name.ends_with(ending);
  };
  if (std::any_of(kEndings.begin(), kEndings.end(), ends)) return true;
  if (!name.ends_with(".xml")) return path.find("/feeds/posts/") != std::string_view::npos;
  return name.find("rss") != std::string_view::npos ||
         name.find("feed") != std::string_view::npos ||
         name.find("atom") != std::string_view::npos ||
         path.find("/rss") != std::string_view::npos ||
         path.find("/feed") != std::string_view::npos;
}

bool names_feed(std::string_view words) {
  bool atom = false;
  bool feed = false;
  while (!words.empty()) {
    const std::string word = base::lower(leading_name(words));
    words.remove_prefix(std::max<std::size_t>(word.size(), 1));
    if (word == "rss" || word == "rss2" || word == "rss-feed") return true;
    atom = atom || word == "atom";
    feed = feed || word == "feed" || word == "feeds";
  }
  return atom && feed;
}

bool mentions_feed(std::string_view words) {
  const std::string lower = base::lower(words);
  for (std::string_view rest = lower; !rest.empty();) {
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_letter_or_digit);
    const std::string_view word = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (word.ends_with("feed") || word.ends_with("feeds") || word == "rss" || word == "rss2" ||
        word == "atom") {
      return true;
    }
    rest.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
  return false;
}

std::string without_feed_scheme(std::string_view url, std::string_view base_url) {
  constexpr std::string_view kFeed = "feed:";
  url = base::trim(url);
  if (!base::starts_with_ignoring_case(url, kFeed)) return base::without_calendar_scheme(url);
  url.remove_prefix(kFeed.size());
  if (!url.starts_with("//")) return std::string(url);
  return (base::url_scheme(base_url) == "https" ? "https:" : "http:") + std::string(url);
}

std::vector<std::string> usual_feed_places(std::string_view url, std::string_view system) {
  std::vector<std::string> places;
  if (!base::is_http_url(url)) return places;
  if (auto medium = medium_feed(url)) return {*std::move(medium)};
  const std::string host = base::url_host(url);
  const std::string made_with = base::lower(system);
  const auto* const known = std::find_if(kSystems.begin(), kSystems.end(), [&](const System& each) {
    return made_with.find(each.name) != std::string::npos ||
           (!each.host.empty() && is_on(host, each.host));
  });
  if (known != kSystems.end()) {
    add_places(*known, url, places);
    return places;
  }
  for (const System& each : kSystems) add_places(each, url, places);
  return places;
}

bool is_youtube(std::string_view url) { return is_on(base::url_host(url), "youtube.com"); }

std::optional<std::string> youtube_channel_feed(std::string_view channel_id) {
  constexpr std::size_t kLength = 24;
  const bool is_id = channel_id.size() == kLength && channel_id.starts_with("UC") &&
                     leading_name(channel_id).size() == kLength;
  if (!is_id) return std::nullopt;
  return std::string(kYoutubeFeeds).append("channel_id=").append(channel_id);
}

std::optional<std::string> youtube_feed(std::string_view url) {
  constexpr std::string_view kChannel = "/channel/";
  if (!is_youtube(url)) return std::nullopt;
  if (const std::size_t at = url.find(kChannel); at != std::string_view::npos) {
    return youtube_channel_feed(leading_name(url.substr(at + kChannel.size())));
  }
  const std::string_view list = leading_name(base::query_value(base::split_url(url).query, "list"));
  if (url.find("/playlist?") == std::string_view::npos || list.empty()) return std::nullopt;
  return std::string(kYoutubeFeeds).append("playlist_id=").append(list);
}

}  // namespace syndic::discover
