// SPDX-License-Identifier: MIT
//
// URLs that are known to be for counting readers, or for sharing a page.
#pragma once

#include <string_view>

namespace syndic::normalize {

/// Whether the absolute http(s) URL only counts readers: an image of a statistics or
/// advertising service, the open tracker of a mailing, a feed service's beacon.
[[nodiscard]] bool is_beacon(std::string_view url);

/// Whether the absolute http(s) URL is of an advertising network, as what a frame shows.
[[nodiscard]] bool is_advert(std::string_view url);

/// Whether the absolute URL (http, https, mailto) is one by which readers share a page: a social
/// network's share dialog, a bookmarking service's form, a mail without an addressee.
[[nodiscard]] bool is_share_link(std::string_view url);

}  // namespace syndic::normalize
