// SPDX-License-Identifier: MIT
//
// A list of sources as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import.
#pragma once

#include <string>
#include <vector>

#include "model/item.h"
#include "model/source.h"

namespace syndic::write {

struct SourceList {
  std::string title;
  model::Person owner;                 ///< Of the list; name and address may be empty.
  std::vector<model::Source> sources;  ///< Each with a feed_url.
};

/// The list, in its order: each group is a folder at the place of its first source, and a source is
/// in the folder of each of its groups, without one beside the folders. Without sources the title
/// is the only outline, as a body must have one. Has no dates: the same list has the same bytes.
[[nodiscard]] std::string render_opml(const SourceList& list);

}  // namespace syndic::write
