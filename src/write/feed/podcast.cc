// SPDX-License-Identifier: MIT
#include "write/feed/podcast.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/utf8.h"
#include "write/facts.h"
#include "write/feed/xml_tree.h"

namespace syndic::write {
namespace {

// Apple's limits, in characters; a byte is never more than one.
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestOfPodcast = 4'000;

// Required, from Apple's list. A network of partners publishes mostly news.
constexpr const char* kCategory = "News";

bool ends_like(std::string_view url, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return url.ends_with(ending); });
}

void add_cut(pugi::xml_node channel, const char* name, const std::string& text, std::size_t most) {
  add_unless_empty(channel, name, std::string(base::utf8_prefix(text, most)));
}

}  // namespace

bool is_episode(const model::Item& item) {
  const model::Enclosure* file = main_enclosure(item);
  return file != nullptr && is_playable(*file) &&
         ends_like(file->url, {".mp3", ".m4a", ".mp4", ".m4v", ".mov"});
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

void add_podcast(pugi::xml_node channel, const Document& document) {
  const model::Person owner = document.authors.empty() ? model::Person{} : document.authors.front();
  const std::string name = owner.name.empty() ? feed_name(document) : owner.name;
  add_cut(channel, "itunes:author", name, kLongestName);
  add_cut(channel, "itunes:summary",
          document.subtitle.empty() ? feed_name(document) : document.subtitle, kLongestOfPodcast);
  const bool is_explicit = std::any_of(
      document.entries.begin(), document.entries.end(),
      [](const Entry& each) { return each.item.extras.episode.is_explicit.value_or(false); });
  add_text(channel, "itunes:explicit", is_explicit ? "true" : "false");
  set(channel.append_child("itunes:category"), "text", kCategory);
  if (ends_like(base::lower(document.icon), {".jpg", ".jpeg", ".png"})) {
    set(channel.append_child("itunes:image"), "href", document.icon);
  }
  if (!owner.email.empty()) {
    pugi::xml_node node = channel.append_child("itunes:owner");
    add_cut(node, "itunes:name", name, kLongestName);
    add_text(node, "itunes:email", owner.email);
  }
}

}  // namespace syndic::write
