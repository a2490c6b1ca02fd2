// SPDX-License-Identifier: MIT
#include "write/feed/podcast.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"
#include "base/utf8.h"
#include "write/facts.h"
#include "write/feed/xml_tree.h"

namespace syndic::write {
namespace {

// Apple's limits, in characters; a byte is never more than one.
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestOfPodcast = 4'000;

// Podcasting 2.0, "guid": the namespace of the UUIDs.
constexpr std::string_view kGuidSpace = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6";

// What Apple's players take (https://podcasters.apple.com/support/893-audio-requirements), by the
// end of a file's name and by its media type.
constexpr std::array<std::string_view, 5> kEndings = {".mp3", ".m4a", ".mp4", ".m4v", ".mov"};
constexpr std::array<std::string_view, 6> kMediaTypes = {
    "audio/mpeg", "audio/mp4", "audio/x-m4a", "video/mp4", "video/quicktime", "video/x-m4v"};
constexpr std::array<std::string_view, 3> kPictureEndings = {".jpg", ".jpeg", ".png"};

bool ends_like(std::string_view path, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings, [lower = base::lower(path)](std::string_view ending) {
    return lower.ends_with(ending);
  });
}

void add_cut(pugi::xml_node channel, const char* name, const std::string& text, std::size_t most) {
  add_unless_empty(channel, name, std::string(base::utf8_prefix(text, most)));
}

// "Education > How To" is a category in a category.
void add_category(pugi::xml_node parent, const std::string& category) {
  const std::size_t mark = category.find(" > ");
  pugi::xml_node node = parent.append_child("itunes:category");
  set(node, "text", category.substr(0, mark));
  if (mark != std::string::npos) add_category(node, category.substr(mark + 3));
}

}  // namespace

bool is_episode(const model::Item& item) {
  const model::Enclosure* file = main_enclosure(item);
  if (file == nullptr || !is_playable(*file)) return false;
  return ends_like(base::split_url(file->url).path, kEndings) ||
         std::ranges::any_of(kMediaTypes, [&](std::string_view type) {
           return base::equals_ignoring_case(file->media_type, type);
         });
}

bool is_podcast(const Document& document) {
  return std::any_of(document.entries.begin(), document.entries.end(),
                     [](const Entry& each) { return is_episode(each.item); });
}

void add_duration(pugi::xml_node node, const model::Item& item) {
  if (!is_episode(item)) return;
  if (const auto duration = main_enclosure(item)->duration_seconds) {
    add_text(node, "itunes:duration", std::to_string(*duration));
  }
}

// Podcasting 2.0, "guid": of the feed's URL without its scheme and slashes at its end.
std::string podcast_guid(const Document& document, const std::string& self_url) {
  if (!document.podcast || self_url.empty() || !is_podcast(document)) return {};
  std::string_view name = self_url;
  if (const std::size_t mark = name.find("://"); mark != std::string_view::npos) {
    name.remove_prefix(mark + 3);
  }
  while (name.ends_with('/')) name.remove_suffix(1);
  return base::name_based_uuid(kGuidSpace, name);
}

void add_podcast(pugi::xml_node channel, const Document& document, const std::string& self_url) {
  const Podcast podcast = document.podcast.value_or(Podcast{});
  model::Person owner = podcast.owner;
  if (owner.name.empty() && !document.authors.empty()) owner = document.authors.front();
  const std::string name = owner.name.empty() ? feed_name(document) : owner.name;
  add_cut(channel, "itunes:author", name, kLongestName);
  add_cut(channel, "itunes:summary",
          document.subtitle.empty() ? feed_name(document) : document.subtitle, kLongestOfPodcast);
  const bool is_explicit = podcast.is_explicit.value_or(std::any_of(
      document.entries.begin(), document.entries.end(),
      [](const Entry& each) { return each.item.extras.episode.is_explicit.value_or(false); }));
  add_text(channel, "itunes:explicit", is_explicit ? "true" : "false");
  add_category(channel, podcast.category);
  // Newest first, and each for itself; Apple's other type is serial.
  if (document.podcast) add_text(channel, "itunes:type", "episodic");
  const std::string& image = podcast.image.empty() ? document.icon : podcast.image;
  if (ends_like(image, kPictureEndings)) {
    set(channel.append_child("itunes:image"), "href", image);
  }
  if (!owner.email.empty()) {
    pugi::xml_node node = channel.append_child("itunes:owner");
    add_cut(node, "itunes:name", name, kLongestName);
    add_text(node, "itunes:email", owner.email);
  }
  add_unless_empty(channel, "podcast:guid", podcast_guid(document, self_url));
}

}  // namespace syndic::write
