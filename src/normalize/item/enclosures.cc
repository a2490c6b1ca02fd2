// SPDX-License-Identifier: MIT
#include "normalize/item/enclosures.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "normalize/html/plain_text.h"
#include "normalize/item/media_types.h"
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

// What the feed says of one file in two places.
void join(model::Enclosure& known, model::Enclosure&& more) {
  if (known.media_type.empty()) known.media_type = std::move(more.media_type);
  if (known.title.empty()) known.title = std::move(more.title);
  if (!known.length) known.length = more.length;
  if (!known.duration_seconds) known.duration_seconds = more.duration_seconds;
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
    each.title = to_line({std::move(each.title), model::TextType::unknown, {}}, TextRole::title);
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

}  // namespace syndic::normalize
