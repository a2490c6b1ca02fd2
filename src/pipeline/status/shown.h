// SPDX-License-Identifier: MIT
//
// What servers and users gave, as messages quote it: one printable line without secrets, short
// enough to leave room for what the message says of it.
#pragma once

#include <string>
#include <string_view>

namespace syndic::pipeline {

/// At most 100 characters.
[[nodiscard]] std::string shown(std::string_view text);

/// A URL without user, password and query secrets (base::public_url), at most 120 characters.
[[nodiscard]] std::string shown_url(const std::string& url);

}  // namespace syndic::pipeline
