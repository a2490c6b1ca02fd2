// SPDX-License-Identifier: MIT
//
// The texts of a selection's items, described when they are first compared.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "model/story.h"
#include "text/near_text.h"

namespace syndic::normalize {

/// Of an item without words (fingerprint.h), reads the text once, describes it, and has the
/// candidates keep that.
class TextPrints {
 public:
  /// Borrows the candidates.
  explicit TextPrints(model::Candidates& candidates) : candidates_(candidates) {}

  [[nodiscard]] text::TextPrint of(const model::Candidate& item) {
    return of(item.key, {item.fingerprint, item.words});
  }
  [[nodiscard]] text::TextPrint of(const model::Found& item) {
    return of(item.key, {item.fingerprint, item.words});
  }

 private:
  [[nodiscard]] text::TextPrint of(model::ItemKey key, text::TextPrint known);

  model::Candidates& candidates_;
  std::unordered_map<model::ItemKey, text::TextPrint> described_;
};

}  // namespace syndic::normalize
