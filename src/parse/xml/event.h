// SPDX-License-Identifier: MIT
//
// Events in RSS and Atom: the Event module of RSS 1.0, xCal, and Google's gd:when and gd:where.
#pragma once

#include <pugixml.hpp>

#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// Reads the element if it is one of these. False: it is something else.
bool read_event(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft);

}  // namespace syndic::parse
