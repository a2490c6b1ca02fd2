// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::parse {

/// What a document is that is no feed, and what to do about it, in one line. `bytes` as they came;
/// `root`: the local name of its first XML element, empty where it has none.
[[nodiscard]] std::string describe_no_feed(std::string_view bytes, std::string_view root);

}  // namespace syndic::parse
