// SPDX-License-Identifier: MIT
//
// A list of sources as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import.
#pragma once

#include <string>
#include <utility>
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

/// The namespace of the attributes that carry the settings of a source.
inline constexpr const char* kSettingsNamespace = "urn:syndic:source";

/// A source with all its settings.
struct OutlinedSource {
  std::string name;
  std::string url;                                            ///< Of its feed; may be empty.
  std::string home_page;                                      ///< May be empty.
  std::string folder;                                         ///< Empty: it is in none.
  std::vector<std::pair<std::string, std::string>> settings;  ///< Names of XML, and texts.
};

/// The list with all settings as attributes of kSettingsNamespace, each source once.
[[nodiscard]] std::string render_settings_opml(const std::string& title,
                                               const std::vector<OutlinedSource>& sources);

}  // namespace syndic::write
