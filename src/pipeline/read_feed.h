// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"
#include "model/feed.h"
#include "parse/feed_parser.h"

namespace syndic::pipeline {

/// parse::parse_feed, after inflating a gzip file or zlib stream that no header announced. The body
/// is spent.
[[nodiscard]] Result<model::Feed> read_feed(std::string body, const parse::Hints& hints,
                                            const parse::Limits& limits);

/// The same of what stands at a source's `url`: where it is no feed, but declares one that stands
/// elsewhere, as web pages do, the error names that too.
[[nodiscard]] Result<model::Feed> read_feed_at(const std::string& url, std::string body,
                                               const parse::Hints& hints,
                                               const parse::Limits& limits);

}  // namespace syndic::pipeline
