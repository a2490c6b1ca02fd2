// SPDX-License-Identifier: MIT
#include "normalize/kind.h"

#include <optional>

#include "base/ascii.h"
#include "normalize/players.h"

namespace syndic::normalize {
namespace {

using model::Kind;

std::optional<Kind> kind_of_enclosure(const model::Enclosure& enclosure) {
  if (base::starts_with_ignoring_case(enclosure.media_type, "video/")) return Kind::watch;
  if (base::starts_with_ignoring_case(enclosure.media_type, "audio/")) return Kind::listen;
  if (const auto player = find_player(enclosure.url)) return player->kind;
  return std::nullopt;
}

}  // namespace

Kind kind_of(const model::Item& item, const Findings& in_content) {
  std::optional<Kind> attached;
  for (const model::Enclosure& enclosure : item.enclosures) {
    const auto kind = kind_of_enclosure(enclosure);
    if (kind == Kind::watch) return Kind::watch;
    if (kind) attached = kind;
  }
  if (attached) return *attached;
  for (const std::string* url : {&item.url, &item.external_url}) {
    if (const auto player = find_player(*url)) return player->kind;
  }
  if (in_content.video) return Kind::watch;
  return in_content.audio ? Kind::listen : Kind::read;
}

}  // namespace syndic::normalize
