// SPDX-License-Identifier: MIT
//
// Nothing is published that we could not read ourselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "write/feed_writer.h"
#include "write/options.h"

namespace syndic::pipeline {

/// What is wrong with the document as it was rendered, in a few words; nothing: it is well-formed,
/// of its format, has what that requires of a feed and its entries, and reads as the same items.
[[nodiscard]] std::optional<std::string> fault_in(std::string_view bytes, write::Format format,
                                                  const write::Document& document);

/// The ids of the items of a published file's bytes, in order; empty if it is no feed.
[[nodiscard]] std::optional<std::vector<std::string>> published_ids(std::string_view bytes);

}  // namespace syndic::pipeline
