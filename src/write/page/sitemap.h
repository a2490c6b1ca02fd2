// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace syndic::write {

/// A sitemap of the pages (sitemaps.org protocol 0.9), in their order: of more than 50,000, which
/// is the most that one may have, the first. `feeds_url` is the URL of the published folder.
[[nodiscard]] std::string render_sitemap(const std::string& feeds_url,
                                         const std::vector<std::string>& pages);

}  // namespace syndic::write
