// SPDX-License-Identifier: MIT
//
// What an id or a link that two sources' items have in common is worth. Pages for everything,
// copied ids and comments below their post are common too, so that it proves nothing by itself.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/story.h"
#include "normalize/story/text_prints.h"
#include "text/near_text.h"

namespace syndic::normalize {

/// Items published so long apart or less may be of one story whatever they say; those published
/// weeks apart are of a series whose issues have similar texts. In seconds.
inline constexpr std::int64_t kSecondsOfOneStory = 3LL * 24 * 60 * 60;

/// Whether nothing contradicts that two items of one id or link are the same: they have the same or
/// nearly the same title or text, or were published within three days.
[[nodiscard]] bool agree(const model::Candidate& a, const model::Candidate& b, TextPrints& prints);

/// Whether one title is the other with a few words more or less, or in another order: the longer
/// one has all words of the shorter one, and at most twice as many. A word in another's place may
/// be all that tells two alerts apart ("closed on Monday", "closed on Tuesday"), and so may a
/// number more: if both have numbers, they must be the same. Case and punctuation do not count.
/// False if one has no words.
[[nodiscard]] bool is_near_title(std::string_view a, std::string_view b);

/// Whether the texts are nearly the same (text::nearly_same), or the same, however short.
[[nodiscard]] bool is_near_text(text::TextPrint a, text::TextPrint b);

/// Whether the id or URL names more than a site: "https://turn.example/" does not.
[[nodiscard]] bool names_an_item(std::string_view id);

/// Whether two URLs of one page lead to the same place in it: a fragment names a comment, or the
/// section of a change log.
[[nodiscard]] bool same_place(std::string_view a, std::string_view b);

}  // namespace syndic::normalize
