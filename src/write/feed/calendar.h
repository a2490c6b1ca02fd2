// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "write/feed_writer.h"

namespace syndic::write {

/// The events among the document's entries as an iCalendar file (RFC 5545), whose times are those
/// of clocks in `zone` (IANA). `self_url` is the address of this file; it may be empty.
[[nodiscard]] std::string render_calendar(const Document& document, std::string_view self_url,
                                          const std::string& zone);

}  // namespace syndic::write
