// SPDX-License-Identifier: MIT
#include "parse/xml/category.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "markup/xml/names.h"

namespace syndic::parse {
namespace {

bool is_category(pugi::xml_node node) {
  return base::equals_ignoring_case(markup::local_part(node.name()), "category");
}

bool holds_categories(pugi::xml_node element) {
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element && is_category(child)) return true;
  }
  return false;
}

}  // namespace

// Recursion is as deep as the document, which XmlDocument bounds.
void read_category(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  const bool nests = holds_categories(element);
  model::Category category;
  if (element.first_attribute()) {
    category = {context.attribute(element, "term"), context.attribute(element, "scheme"),
                context.attribute(element, "label")};
    if (category.scheme.empty()) category.scheme = context.attribute(element, "domain");
  }
  if (category.term.empty()) {
    category.term = nests ? context.document().text(element) : context.text(element);
  }
  draft.add_category(std::move(category));
  if (!nests) return;
  for (const pugi::xml_node child : element.children()) {
    if (is_category(child)) read_category(context, child, draft);
  }
}

void read_keywords(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  const std::string keywords = context.text(element);
  for (std::size_t from = 0; from <= keywords.size();) {
    const std::size_t comma = std::min(keywords.find(',', from), keywords.size());
    const std::string_view word = std::string_view(keywords).substr(from, comma - from);
    draft.add_category({std::string(base::trim(word)), {}, {}});
    from = comma + 1;
  }
}

}  // namespace syndic::parse
