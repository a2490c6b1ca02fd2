// SPDX-License-Identifier: MIT
//
// URLs in the form in which they are compared, but never published.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::normalize {

/// One spelling for all URLs that lead to the same page: https for http; the host in lower case,
/// without "www." before a name of at least two labels (many sites move between the two, hardly any
/// shows other pages there); without user, default port, tracking
/// parameters, empty query and last slashes; dot segments resolved, escapes in upper case and only
/// where they are needed (RFC 3986 §6.2.2). A fragment is removed, unless it begins with "!" or
/// "/": then it names the page, in sites that are one script. The order of parameters, index.html
/// and the case of paths stay, as they may matter. Empty for anything but an http(s) URL.
/// Idempotent.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// Sets the canonical URL of each of one feed's items. Items whose links differ only in the
/// fragment are sections of one page, as in a change log; each keeps its fragment, so that it is
/// neither taken for the page nor for another section.
void set_canonical_urls(std::vector<model::Item>& items);

}  // namespace syndic::normalize
