// SPDX-License-Identifier: MIT
//
// The parts of a page's item of which there may be several: who wrote it, what it is about, its
// audio and video. Each is read by its rule or, without one, as the markup usually has it.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"
#include "parse/page/query.h"

namespace syndic::parse {

/// The elements that fields without a rule are searched in; empty if they are not to be searched.
using ItemScope = std::vector<pugi::xml_node>;

/// Makes a reference absolute; empty if it leads nowhere.
using Absolute = std::function<std::string(std::string_view)>;

/// Without a rule: p-author of microformats2, rel=author, a class byline or *author*. A "By" before
/// a name is left out, and so is a text that is too long to be a name.
[[nodiscard]] std::vector<model::Person> authors_of(const PageQuery& rule, pugi::xml_node element,
                                                    const ItemScope& scope);

/// Without a rule: p-category of microformats2, rel=tag. One text may have several, with commas.
[[nodiscard]] std::vector<model::Category> tags_of(const PageQuery& rule, pugi::xml_node element,
                                                   const ItemScope& scope);

/// Without a rule: audio, video and their sources.
[[nodiscard]] std::vector<model::Enclosure> enclosures_of(const PageQuery& rule,
                                                          pugi::xml_node element,
                                                          const ItemScope& scope,
                                                          const Absolute& absolute);

/// The HTML of the item's text, of class e-content (microformats2) or entry-content (hAtom); empty
/// if there is none.
[[nodiscard]] std::string content_of(const ItemScope& scope);

/// Without a rule: u-uid of microformats2; empty if there is none.
[[nodiscard]] std::string id_of(const PageQuery& rule, pugi::xml_node element,
                                const ItemScope& scope);

}  // namespace syndic::parse
