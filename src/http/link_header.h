// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/transport.h"

namespace syndic::http {

/// One link of a Link field (RFC 8288 §3). All strings are as the server gave them.
struct Link {
  std::string target;  ///< May be relative to the answer's URL.
  std::string rel;     ///< Relations, blanks between them.
  std::string type;
  std::string title;
  friend bool operator==(const Link&, const Link&) = default;
};

/// The links of all Link fields, in order, at most 100. Links whose context is another resource
/// ("anchor") are left out, and so is what is no link. Of a parameter that comes twice the first
/// counts.
[[nodiscard]] std::vector<Link> links_of(const Headers& headers);

}  // namespace syndic::http
