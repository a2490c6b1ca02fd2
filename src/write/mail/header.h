// SPDX-License-Identifier: MIT
//
// The fields of a mail message's header (RFC 5322 §2.2), in ASCII, folded to lines of at most 78
// characters where that can be. Whatever a text holds, it is one field: controls, line breaks and
// characters that turn the direction of writing are no part of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::write {

/// "NAME: text" with a line break at its end, what is not ASCII as encoded words (RFC 2047).
/// `name` is ours and at most 16 characters. At most 300 characters of the text are kept; empty if
/// it has none.
[[nodiscard]] std::string text_field(std::string_view name, std::string_view text);

/// The same of mailboxes (RFC 5322 §3.4), each with its name, if it has one, and its mail address,
/// of up to 254 characters of an unquoted addr-spec. Empty if there are none.
[[nodiscard]] std::string address_field(std::string_view name,
                                        const std::vector<model::Person>& mailboxes);

/// The same of a name and, in angle brackets, `value`, which is printable ASCII without blanks
/// and brackets: a List-Id (RFC 2919 §2), or a URL if `phrase` is empty (RFC 2369). Empty if
/// `value` is anything else or longer than 900 bytes.
[[nodiscard]] std::string bracket_field(std::string_view name, std::string_view phrase,
                                        std::string_view value);

}  // namespace syndic::write
