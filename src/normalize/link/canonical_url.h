// SPDX-License-Identifier: MIT
//
// URLs as they are compared, which is never how they are published.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::normalize {

/// One spelling for all URLs that lead to the same page: https for http; the host in lower case,
/// without "www." before a name of at least two labels (sites that move between the two are many,
/// sites that show other pages there are none to speak of); without user, default port, tracking
/// parameters, empty query and last slashes; dot segments resolved, escapes in upper case and only
/// where they are needed (RFC 3986 §6.2.2). A fragment goes, unless it begins with "!" or "/": then
/// it is the page, in sites that are one script. The order of parameters, index.html and the case
/// of paths stay, as they may matter. Empty for anything but an http(s) URL. A fixed point.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// Sets the canonical URL of each of one feed's items. Items whose links differ in the fragment
/// alone are sections of one page, as in a change log; each keeps its fragment, so that none of
/// them passes for the page or for another one.
void set_canonical_urls(std::vector<model::Item>& items);

}  // namespace syndic::normalize
