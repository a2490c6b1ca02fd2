// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "model/item.h"

namespace syndic::normalize {

/// Makes an item's files fit to publish: absolute URLs (those without are dropped), each URL once,
/// a media type by the URL's extension where it is missing or no type, titles plain.
void clean_enclosures(std::vector<model::Enclosure>& enclosures, std::string_view base_url);

/// The media type that the URL's extension stands for; empty where it is none of those known.
[[nodiscard]] std::string_view media_type_of_url(std::string_view url);

}  // namespace syndic::normalize
