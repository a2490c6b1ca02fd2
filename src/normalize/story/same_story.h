// SPDX-License-Identifier: MIT
//
// Each story once, from the source that had it first.
//
// Two sources' items are one story if they have the same id or canonical URL and nothing
// contradicts it (agreement.h), or the same title with nearly the same text (text::nearly_same)
// published within three days; and so on from copy to copy. An id that is the address of a site,
// and a link that one source gives to several items, prove nothing. Surer matches are joined first,
// then those of items with the better claim. Items of one source are never the same: a match that
// would join two of one source is ignored.
//
// Of one story the item with the best claim is shown: echoes of our own feeds or site are last;
// then what was seen in the earliest run is first, then what is on its own source's host, then what
// was published first, then the first source by id.
#pragma once

#include <string>
#include <string_view>

#include "model/story.h"

namespace syndic::normalize {

/// Items from there in other sources' feeds are echoes. Empty if there is none.
struct OwnPlaces {
  std::string site_url;   ///< The network's own site.
  std::string feeds_url;  ///< Where its feeds are.
};

/// What makes two items one.
enum class Sameness {
  any_match,
  never,  ///< Nothing; but no two items in one document may share an id (Verdict::id_is_taken).
};

/// Another one if the rule changes: all that is published is made anew.
inline constexpr std::string_view kVersionOfStories = "3";

/// Families are cut at so many members; later items are judged on their own.
inline constexpr std::size_t kMostOfOneStory = 1'000;

/// Judges items by the rule above. All members of a family are found and judged at once, so that
/// each is read once however many sources carry it; an item without copies costs its row and one
/// search for each match.
[[nodiscard]] model::StoryRule same_story(OwnPlaces own, Sameness sameness = Sameness::any_match);

}  // namespace syndic::normalize
