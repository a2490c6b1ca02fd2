// SPDX-License-Identifier: MIT
//
// The text of an article in its page, without what is around it on every page of the site.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace syndic::parse {

/// The article's text as HTML; not safe yet, at most a megabyte. It is the element that is marked
/// as such (articleBody of schema.org, e-content, entry-content and what the common systems call
/// it), else the only article, else that which holds most of the paragraphs. Menus, forms, share
/// buttons, related articles and a heading that repeats `title` are taken out of the tree. Empty if
/// the page has no text of at least a sentence.
[[nodiscard]] std::string take_main_text(pugi::xml_node page, std::string_view title);

}  // namespace syndic::parse
