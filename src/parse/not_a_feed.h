// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::parse {

/// What describe_no_feed() says of a page.
inline constexpr std::string_view kHtmlPage =
    "is an HTML page, not a feed; give the address of its feed";

/// What a document is that is no feed, and what to do about it, in one line. `bytes` as they came;
/// `root`: the local name of its first XML element, empty if there is none.
[[nodiscard]] std::string describe_no_feed(std::string_view bytes, std::string_view root);

/// What a file that begins so is, "a PDF document"; empty if its first bytes do not tell.
[[nodiscard]] std::string_view kind_by_first_bytes(std::string_view bytes);

/// What distinguishes kinds of JSON: of the object that the document is, or of the first
/// one in the list that it is.
struct JsonOutline {
  std::vector<std::string> keys;  ///< The first ones, in order.
  std::string type;               ///< The value of "type", if it is a string.
};

/// The same for JSON.
[[nodiscard]] std::string describe_no_feed(const JsonOutline& json);

}  // namespace syndic::parse
