// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::base {

/// Whether the bytes begin as a gzip file does (RFC 1952 §2.3.1).
[[nodiscard]] constexpr bool is_gzip(std::string_view bytes) {
  return bytes.size() > 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b' && bytes[2] == '\x08';
}

/// Whether the bytes begin with zlib's frame, as HTTP's "deflate" has it (RFC 1950 §2.2).
[[nodiscard]] constexpr bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2 || bytes[0] != '\x78') return false;
  const auto flags = static_cast<unsigned char>(bytes[1]);
  constexpr unsigned kDictionary = 0x20;
  return (0x7800U + flags) % 31 == 0 && (flags & kDictionary) == 0;
}

/// Inflates a piece at a time, so that the caller decides how much memory the outcome takes before
/// any of it is made.
class Inflater {
 public:
  enum class Coding {
    gzip,     ///< RFC 1952, all members one after another; what follows the last is ignored.
    deflate,  ///< In zlib's frame (RFC 1950), or bare (RFC 1951), as some servers send it.
  };

  explicit Inflater(Coding coding);
  ~Inflater();

  /// Inflates from the front of `input`, removing from it what was used, into `room`. Returns the
  /// bytes written; less than all of `room` means that all of `input` was used. Empty if the bytes
  /// are not of the coding; no call may follow then.
  [[nodiscard]] std::optional<std::size_t> inflate(std::string_view& input, std::span<char> room);

  /// Whether the coding's own end was reached: false after the last byte means that some is
  /// missing.
  [[nodiscard]] bool complete() const { return ended_; }

 private:
  struct Stream;

  void choose_frame(std::string_view input);
  bool begin_next_member(std::string_view& input);

  std::unique_ptr<Stream> stream_;
  Coding coding_;
  bool begun_ = false;
  bool ended_ = false;
};

/// Inflates a gzip file that is of one member, and whole, and holds just as much as `room`; returns
/// false if it is anything else, or may be: then Inflater says what it is, and `room` holds nothing
/// of use. An end with the right sum is taken for right, even where zlib would find fault with how
/// the codes before it are declared. Throws std::bad_alloc.
[[nodiscard]] bool gunzip_one_member(std::string_view bytes, std::span<char> room);

/// Returns a gzip file of the bytes, without a name and time in it.
/// Throws std::bad_alloc.
[[nodiscard]] std::string gzip(std::string_view bytes);

/// Returns what the gzip file or zlib stream holds, as Inflater reads it. Errors: too_large if that
/// is more than `max_bytes`, seen before more is made; malformed if it is cut or damaged.
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes);

}  // namespace syndic::base
