// SPDX-License-Identifier: MIT
#include "normalize/item/kind.h"

#include "base/ascii.h"
#include "normalize/item/media_pages.h"
#include "normalize/item/media_types.h"
#include "normalize/item/players.h"

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

std::optional<Kind> kind_of_enclosure(const model::Enclosure& enclosure) {
  if (const auto kind = kind_of_type(enclosure.media_type)) return kind;
  if (const auto player = find_player(enclosure.url)) return player->kind;
  return std::nullopt;
}

std::optional<Kind> kind_of_link(std::string_view url) {
  if (url.empty()) return std::nullopt;
  if (const auto kind = kind_of_type(media_type_of_url(url))) return kind;
  if (const auto player = find_player(url)) return player->kind;
  return kind_of_page(url);
}

}  // namespace

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
