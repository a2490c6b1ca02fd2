// SPDX-License-Identifier: MIT
//
// Apple's categories of podcasts
// (https://podcasters.apple.com/support/1691-apple-podcasts-categories), each as "Education" or,
// with its subcategory, as "Education > How To".
#pragma once

#include <string_view>

namespace syndic::config {

/// Whether it is one of them, spelt as Apple does.
[[nodiscard]] bool is_podcast_category(std::string_view name);

/// The category with the fewest slips, by its whole name or that of its subcategory; never empty.
[[nodiscard]] std::string_view nearest_podcast_category(std::string_view name);

}  // namespace syndic::config
