// SPDX-License-Identifier: MIT
//
// What an Atom document says of what it does not hold: older entries (RFC 5005) and those that were
// taken back (RFC 6721).
#pragma once

#include <pugixml.hpp>

#include "write/feed_writer.h"

namespace syndic::write {

/// Declares the namespaces that add_history() uses for this document.
void declare_history(pugi::xml_node feed, const Document& document);

/// The links to archives, fh:archive, and at:deleted-entry for each entry that was taken back.
void add_history(pugi::xml_node feed, const Document& document);

}  // namespace syndic::write
