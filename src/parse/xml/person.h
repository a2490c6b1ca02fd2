// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "model/item.h"
#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// A person in one line: "mail (name)" (RSS 2.0), "name <mail>" (RFC 5322 §3.4), "name (mail)",
/// "mail name", with "mailto:" and "?subject=" or not. Without a name, the address is the name too;
/// without an address, all is the name.
[[nodiscard]] model::Person parse_person(std::string_view text);

/// The persons in one line: several only if commas or semicolons separate pieces that each have
/// an address, since "Doe, Jane" is one.
[[nodiscard]] std::vector<model::Person> parse_persons(std::string_view text);

/// An atom:person construct (RFC 4287 §3.2) with Atom 0.3's names; one line if it has no parts.
[[nodiscard]] model::Person read_person(XmlContext& context, pugi::xml_node element);

/// Offers the persons that the element names: its parts if it has any, else parse_persons().
void offer_persons(XmlContext& context, pugi::xml_node element, rank::Author rank,
                   RankedPersons& field);

}  // namespace syndic::parse
