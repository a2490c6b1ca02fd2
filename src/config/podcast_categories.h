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

/// The likely_name() of the categories, by the whole name or that of the subcategory; empty if none
/// is.
[[nodiscard]] std::string_view nearest_podcast_category(std::string_view name);

}  // namespace syndic::config
