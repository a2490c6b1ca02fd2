// SPDX-License-Identifier: MIT
#include "serve/conditional.h"

#include "base/ascii.h"
#include "http/http_date.h"

namespace syndic::serve {
namespace {

// Whether a list of entity tags (§8.8.3) names `etag`, by weak comparison (§13.1.2).
bool names(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const std::size_t open = list.find('"');
    if (open == std::string_view::npos) return false;
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (list.substr(open, close + 1 - open) == etag) return true;
    list.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace

bool is_unchanged(std::string_view if_none_match, std::string_view if_modified_since,
                  const Validators& current) {
  if (!if_none_match.empty()) {
    return base::trim(if_none_match) == "*" || names(if_none_match, current.etag);
  }
  if (!current.last_modified) return false;
  const auto since = http::parse_http_date(if_modified_since);
  return since && *current.last_modified <= *since;
}

}  // namespace syndic::serve
