// SPDX-License-Identifier: MIT
//
// In what a fetched item and a stored one are alike, for reconcile() and title_pairs.h.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/identity.h"
#include "model/item.h"

namespace syndic::normalize {

/// What counts of a title: its words, without case and punctuation.
[[nodiscard]] std::string words_of(std::string_view title);

/// Both have links, and they are not the same.
[[nodiscard]] bool has_other_link(const model::Item& item, const model::KnownItem& known);

[[nodiscard]] bool has_same_title(const model::Item& item, const model::KnownItem& known);

/// Both have dates of their own.
[[nodiscard]] bool both_dated(const model::Item& item, const model::KnownItem& known);

/// Compared to the second, or to the day if one of them has no time. False if one is undated.
[[nodiscard]] bool has_same_date(const model::Item& item, const model::KnownItem& known);

/// Whether the dates may be the same after another program handled them: one may be missing, or off
/// by a time zone (at most 14 hours).
[[nodiscard]] bool may_have_same_date(const model::Item& item, const model::KnownItem& known);

/// How alike two items' texts are. TextLikeness of fewer than eight words are not compared.
enum class TextLikeness {
  same,     ///< Equal fingerprints, or equal content hashes.
  alike,    ///< text::nearly_same().
  other,    ///< Neither.
  unknown,  ///< One is too short.
};

/// Returns the title, content and summary of the stored item of that key; empty if it is there no
/// more.
using ReadText = std::function<std::optional<model::Item>(std::int64_t key)>;

/// Compares the texts; describes both first (fingerprint.h) if that was not done yet.
[[nodiscard]] TextLikeness compare_texts(model::Item& item, model::KnownItem& known,
                                         const ReadText& read_text);

}  // namespace syndic::normalize
