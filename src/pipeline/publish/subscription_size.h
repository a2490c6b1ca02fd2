// SPDX-License-Identifier: MIT
//
// Keeps a subscription document small, as feed readers fetch it often: long texts give way first,
// so that no source's items push out those of others. Archives have the whole texts.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/publish/documents.h"
#include "write/options.h"

namespace syndic::pipeline {

/// The most bytes of a subscription document in any format.
inline constexpr std::size_t kLargestSubscription = std::size_t{1024} * 1024;

/// Shortens the document until it has at most kLargestSubscription bytes in each format. Content
/// and summaries that are longer than what is left for each are cut to that, with a link to the
/// whole; then the oldest entries are left out, but never the first.
void fit_subscription(write::Document& document, const Documents& documents,
                      const std::vector<write::Format>& formats);

/// The greatest length that texts of these sizes may have so that all together have at most
/// `total`: shorter ones stay whole. The longest size if all fit as they are.
[[nodiscard]] std::size_t common_bound(std::vector<std::size_t> sizes, std::size_t total);

}  // namespace syndic::pipeline
