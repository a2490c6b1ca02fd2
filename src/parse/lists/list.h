// SPDX-License-Identifier: MIT
//
// Lists of sources of any program that is known: OPML, newsboat's urls, the configurations of
// Planet, Venus and Pluto.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/listed_source.h"

namespace syndic::parse {

/// The largest list that is worth reading, in bytes.
inline constexpr std::size_t kLargestList = std::size_t{16} * 1024 * 1024;

/// How many notes of a list are kept.
inline constexpr std::size_t kMostNotes = 20'000;

/// Reads a list whose program its content tells. `name` is the file's, for the notes, which name
/// the line where the format has lines. Of a source, what no key of ours stands for is said in a
/// note. Errors:
/// unknown_format  no list, or one that names no source
/// too_large       more than kLargestList, nested too deep, or its entities grow without bound
[[nodiscard]] Result<model::SourceList> read_list(std::string_view bytes, const std::string& name,
                                                  std::string_view content_type = {});

}  // namespace syndic::parse
