// SPDX-License-Identifier: MIT
//
// Checks that published files can be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "write/feed_writer.h"
#include "write/options.h"

namespace syndic::pipeline {

/// What is wrong with a rendered document, in a few words; empty if it is well-formed, has what its
/// format requires of a feed and its entries, and is parsed as the same items.
[[nodiscard]] std::optional<std::string> fault_in(std::string_view bytes, write::Format format,
                                                  const write::Document& document);

/// The ids of the items of a published file's bytes, in order; empty if it is no feed.
[[nodiscard]] std::optional<std::vector<std::string>> published_ids(std::string_view bytes);

}  // namespace syndic::pipeline
