// SPDX-License-Identifier: MIT
#include "lint/lint.h"
#include "parse/feed_parser.h"

namespace syndic::lint {

std::vector<Finding> lint_document(const Document& document) {
  Findings findings;
  const auto feed = parse::parse_feed(
      document.bytes,
      {.base_url = document.url, .content_type = document.content_type, .fetched = document.now});
  if (!feed) findings.add("no-feed", feed.error().message);
  return findings.take();
}

}  // namespace syndic::lint
