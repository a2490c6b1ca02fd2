// SPDX-License-Identifier: MIT
//
// The same item once, from whoever had it first.
//
// It is the same item where its id is, or its canonical URL, or its title with nearly the same text
// (text::nearly_same) published within three days; and so on from copy to copy. The surer tie goes
// before, then that of the item with the better claim. Items of one source are never the same: a
// tie that would bring two of one source together is none.
//
// Of one story the item with the best claim comes: an echo of our own feeds or site after all
// others, then what was seen in the earliest run, then what is on its own source's host, then what
// was published first, then the first source by id.
#pragma once

#include <string>

#include "model/story.h"

namespace syndic::normalize {

/// What comes back from there is an echo. Empty: we have none.
struct OwnPlaces {
  std::string site_url;   ///< The network's own site.
  std::string feeds_url;  ///< Where its feeds are.
};

/// What makes two items one.
enum class Sameness {
  any_match,
  id_alone,  ///< What is side by side must not have one id.
};

/// A story of more items is cut: those met later are judged on their own.
inline constexpr std::size_t kMostOfOneStory = 1'000;

/// Judges items by the rule above. Those that are tied to one another are found and judged at once,
/// so that each is read once however many sources carry it; one that has nothing in common with any
/// other costs its row and one search for each match.
[[nodiscard]] model::StoryRule same_story(OwnPlaces own, Sameness sameness = Sameness::any_match);

}  // namespace syndic::normalize
