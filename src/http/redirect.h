// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::http {

/// Whether a status with a Location redirects to another URL (RFC 9110 §15.4); 300 offers a choice
/// instead, 304 is no redirect, 305 and 306 are no longer used.
[[nodiscard]] constexpr bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The target of a redirect from `url` to `location`, without fragment. It has the user name and
/// password of `url` if both have one origin, and never those of `location`. Errors:
/// too_many_redirects for a redirect to nowhere or from https to http; bad_url for a target that is
/// neither http nor https.
[[nodiscard]] Result<std::string> redirect_target(std::string_view url, std::string_view location);

}  // namespace syndic::http
