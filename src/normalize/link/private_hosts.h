// SPDX-License-Identifier: MIT
//
// Links that lead nowhere but inside the network of whoever wrote them.
#pragma once

#include <string_view>

namespace syndic::normalize {

/// Whether the absolute URL's host is one that readers elsewhere do not reach: a name without a
/// dot, one below "localhost" (RFC 6761 §6.3), "local" (RFC 6762 §3), "internal" or "home.arpa"
/// (RFC 8375), a private, loopback, link-local or unspecified address. False for a URL without a
/// host, as mailto:.
[[nodiscard]] bool is_private_url(std::string_view url);

}  // namespace syndic::normalize
