// SPDX-License-Identifier: MIT
//
// Undoes a content coding (RFC 9110 §8.4) a piece at a time, so that the caller decides how much
// memory the outcome may take before any of it is made.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"

namespace syndic::http {

/// What make_decoder() knows and servers may use, as the value of Accept-Encoding.
inline constexpr std::string_view kAcceptEncoding = "gzip, br";

class ContentDecoder {
 public:
  virtual ~ContentDecoder() = default;

  /// Decodes from the front of `input`, taking from it what was used up, into `room`; gives the
  /// bytes written. Less than all of `room` means that all of `input` was used up. Errors:
  /// transfer where the bytes are not of the coding.
  [[nodiscard]] virtual Result<std::size_t> decode(std::string_view& input,
                                                   std::span<char> room) = 0;

  /// Whether the coding's own end was reached: false after the last byte means that some is
  /// missing.
  [[nodiscard]] virtual bool complete() const = 0;
};

/// The decoder for a Content-Encoding field value: gzip (x-gzip), deflate (with zlib's frame, as
/// the standard says, or bare, as some servers send it), br, or nothing. Values that name no coding
/// but are seen in the wild ("none", "utf-8") count as nothing. Errors: transfer for any other
/// coding, and for several at once.
[[nodiscard]] Result<std::unique_ptr<ContentDecoder>> make_decoder(
    std::string_view content_encoding);

}  // namespace syndic::http
