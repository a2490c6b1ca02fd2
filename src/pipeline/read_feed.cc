// SPDX-License-Identifier: MIT
#include "pipeline/read_feed.h"

#include <utility>

#include "base/gzip.h"

namespace syndic::pipeline {

Result<model::Feed> read_feed(std::string body, const parse::Hints& hints,
                              const parse::Limits& limits) {
  if (base::is_gzip(body) || base::is_zlib(body)) {
    auto inflated = base::gunzip(body, limits.max_bytes);
    if (!inflated) return fail(std::move(inflated.error()));
    body = std::move(*inflated);
  }
  return parse::parse_feed(body, hints, limits);
}

}  // namespace syndic::pipeline
