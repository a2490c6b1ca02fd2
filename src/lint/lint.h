// SPDX-License-Identifier: MIT
//
// The door of lint/: what is wrong with somebody's feed, as its webmaster would want to be told.
// Strict where parse/ is liberal. Pure: no network, no clock.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "http/transport.h"
#include "lint/findings.h"
#include "model/timestamp.h"

namespace syndic::lint {

/// A feed as it came. Borrowed for the call only.
struct Document {
  std::string_view bytes;         ///< After content decoding.
  std::string_view content_type;  ///< Field value; empty: unknown, as of a file.
  std::string_view url;           ///< Where it was found, after redirects; empty: unknown.
  model::Timestamp now;           ///< When it came.
};

/// The faults of the document itself. One that is no feed at all has one finding, "no-feed".
[[nodiscard]] std::vector<Finding> lint_document(const Document& document);

/// How a server answered.
struct Answers {
  std::string_view asked;        ///< The URL that was asked for.
  const http::Response& answer;  ///< Of any status; to a request without conditions.
  /// The answer to the same request with the validators of `answer`; null: it was not asked again.
  const http::Response* repeated = nullptr;
  model::Timestamp now;  ///< By the machine's own clock, which certificates go by.
};

/// The faults of how it is served.
[[nodiscard]] std::vector<Finding> lint_answers(const Answers& answers);

}  // namespace syndic::lint
