// SPDX-License-Identifier: MIT
//
// What a request is answered with (RFC 9110): a file of the folder or a part of it, that the client
// has it already, or why there is none, in words.
#pragma once

#include <array>
#include <boost/beast/http/message.hpp>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "serve/requests.h"

namespace syndic::serve {

/// A file that is being sent; if it is replaced meanwhile, the old one is sent.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path) : stream_(path, std::ios::binary) {}

  /// Reads all of it once, for size and ETag; false if that fails. As another media type it has
  /// another ETag: a client that is told by a 304 that it has the bytes keeps the type that it has.
  [[nodiscard]] bool read_through(std::string_view type);
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::string& etag() const { return etag_; }  ///< With its quotes.

  /// The bytes from `begin` on, at most `length` and 64 KiB; empty if they cannot be read. Valid
  /// until the next call.
  [[nodiscard]] std::string_view chunk(std::size_t begin, std::size_t length);

 private:
  static constexpr std::size_t kChunk = std::size_t{64} * 1024;

  std::ifstream stream_;
  std::array<char, kChunk> bytes_{};
  std::size_t size_ = 0;
  std::string etag_;
};

struct ByteRange {
  std::size_t begin = 0;
  std::size_t length = 0;
};

struct Answer {
  boost::beast::http::response_header<> head;  ///< With the length of the body.
  std::string words;                           ///< The body, if it is no file.
  std::unique_ptr<OpenFile> file;              ///< Nullptr: none.
  ByteRange part;                              ///< Of the file.
};

/// The answer to a request for something in the folder. HEAD has that of GET.
[[nodiscard]] Answer answer(const std::filesystem::path& folder, const RequestHead& request);

/// The answer that names `status`, as its reason says it.
[[nodiscard]] Answer refusal(boost::beast::http::status status);

}  // namespace syndic::serve
