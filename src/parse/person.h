// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "model/item.h"
#include "parse/context.h"

namespace syndic::parse {

/// Reads "mail (name)" (RSS 2.0), "name <mail>" (RFC 5322), "name (mail)", "name" or a bare mail
/// address, which is then the name too; "mailto:" and what follows a "?" fall away.
[[nodiscard]] model::Person parse_person(std::string_view text);

/// An Atom person construct (RFC 4287 §3.2), in any namespace: name, uri, email; an address alone
/// is the name. One without elements is read as its text.
[[nodiscard]] model::Person read_person(Context& context, pugi::xml_node element);

}  // namespace syndic::parse
