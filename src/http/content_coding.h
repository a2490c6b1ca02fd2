// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::http {

/// The codings that servers may use, as the value of Accept-Encoding.
inline constexpr std::string_view kAcceptEncoding = "gzip, br";

/// A body as it was received, and from whom.
struct BodyOfHost {
  std::string body;
  std::string host;
};

/// Undoes the content codings (RFC 9110 §8.4) of a whole body: those of the Content-Encoding field
/// value from the right, as the last one listed was applied last. They are gzip (x-gzip), deflate
/// (with zlib's frame, as the standard says, or bare, as some servers send it) and br; other words
/// ("identity", "utf-8", "aws-chunked") are passed over. A body that is not of its coding but
/// begins as a document does is taken as it is: some servers declare what is undone or never done.
///
/// It takes the memory of one decoder, at most 16 MiB (RFC 7932 §9.1), beside both bodies.
/// Errors:
///   transfer   damaged, cut short, not of its coding, or of more than 4 codings
///   too_large  longer than `max_bytes`, or 500 times as long as what was coded, which no feed is
[[nodiscard]] Result<std::string> undo_content_codings(std::string_view content_encoding,
                                                       BodyOfHost coded, std::size_t max_bytes);

}  // namespace syndic::http
