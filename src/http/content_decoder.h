// SPDX-License-Identifier: MIT
//
// Decodes a content coding (RFC 9110 §8.4) in steps, so that the caller bounds the memory of the
// output before each of them.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"

namespace syndic::http {

/// The codings that servers may use, as the value of Accept-Encoding.
inline constexpr std::string_view kAcceptEncoding = "gzip, br";

class ContentDecoder {
 public:
  virtual ~ContentDecoder() = default;

  /// Decodes from the front of `input`, and removes what was used from it, into `room`; returns the
  /// number of bytes written. Less than all of `room` means that all of `input` was used. Errors:
  /// transfer if the bytes are not of the coding.
  [[nodiscard]] virtual Result<std::size_t> decode(std::string_view& input,
                                                   std::span<char> room) = 0;

  /// Whether the end of the encoded data was reached: false after the last byte means that it is
  /// cut short.
  [[nodiscard]] virtual bool complete() const = 0;
};

/// The decoder for a Content-Encoding field value: gzip (x-gzip), deflate (with zlib's frame, as
/// the standard says, or bare, as some servers send it), br, or nothing. Values in use that name no
/// coding ("none", "utf-8") count as nothing. Errors: transfer for any other
/// coding, and for several at once.
[[nodiscard]] Result<std::unique_ptr<ContentDecoder>> make_decoder(
    std::string_view content_encoding);

}  // namespace syndic::http
