// SPDX-License-Identifier: MIT
#include "normalize/story/text_prints.h"

#include <optional>

#include "normalize/story/fingerprint.h"

namespace syndic::normalize {

text::TextPrint TextPrints::of(model::ItemKey key, text::TextPrint known) {
  if (known.words > 0) return known;
  const auto [described, is_new] = described_.try_emplace(key);
  if (!is_new) return described->second;
  std::optional<model::Item> item = candidates_.text(key);
  if (!item) return {};
  describe_text(*item);
  described->second = {item->lineage.fingerprint, item->lineage.words};
  if (described->second.words > 0) candidates_.keep_lineage(key, item->lineage);
  return described->second;
}

}  // namespace syndic::normalize
