// SPDX-License-Identifier: MIT
//
// Addresses that say by themselves what they are for: counting readers, or sharing a page.
#pragma once

#include <string_view>

namespace syndic::normalize {

/// Whether the absolute http(s) URL is one that only counts who reads: an image of a statistics or
/// advertising service, the open tracker of a mailing, a feed service's beacon.
[[nodiscard]] bool is_beacon(std::string_view url);

/// Whether the absolute URL (http, https, mailto) is one by which readers pass a page on: a social
/// network's share dialog, a bookmarking service's form, a mail without an addressee.
[[nodiscard]] bool is_share_link(std::string_view url);

}  // namespace syndic::normalize
