// SPDX-License-Identifier: MIT
//
// In what a fetched item and a stored one are alike: what reconcile() weighs where ids say nothing.
#pragma once

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

/// To the second; to the day where one of them says no more.
[[nodiscard]] bool has_same_date(const model::Item& item, const model::KnownItem& known);

/// As far as dates tell when they went through another program: one may be missing, or off by as
/// much as time zones are (14 hours).
[[nodiscard]] bool may_have_same_date(const model::Item& item, const model::KnownItem& known);

/// What two texts say of two items. Of fewer than eight words most say nothing.
enum class Texts {
  same,     ///< Word for word, as far as their prints tell, or all that readers see is the same.
  alike,    ///< text::nearly_same().
  other,    ///< Neither.
  unknown,  ///< One is too short.
};

/// Describes the item (fingerprint.h) where that was not done yet.
[[nodiscard]] Texts compare_texts(model::Item& item, const model::KnownItem& known);

}  // namespace syndic::normalize
