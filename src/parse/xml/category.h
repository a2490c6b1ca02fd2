// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>

#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// RSS category (text, domain) and atom:category (RFC 4287 §4.2.2), each with the other's
/// attributes too, and categories inside it or gathered in a container.
void read_category(XmlContext& context, pugi::xml_node element, ItemDraft& draft);

/// itunes:keywords, media:keywords: words between commas.
void read_keywords(XmlContext& context, pugi::xml_node element, ItemDraft& draft);

}  // namespace syndic::parse
