// SPDX-License-Identifier: MIT
#include "write/compress.h"

#include <brotli/encode.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>

#include "base/gzip.h"

namespace syndic::write {
namespace {

// Almost as small as brotli's best, 11, which takes thirty times as long.
constexpr int kBrotliQuality = 9;

std::string brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  if (BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    throw std::bad_alloc();
  }
  out.resize(size);
  return out;
}

std::string_view ending_of(Compression compression) {
  return compression == Compression::gzip ? ".gz" : ".br";
}

}  // namespace

std::string compressed(std::string_view bytes, Compression compression) {
  return compression == Compression::gzip ? base::gzip(bytes) : brotli(bytes);
}

bool is_compressible(std::string_view name) {
  constexpr std::array<std::string_view, 11> kTexts = {
      ".rss", ".atom", ".json", ".opml", ".html", ".css", ".ics", ".js", ".svg", ".xml", ".vtt"};
  return std::ranges::any_of(kTexts, [&](std::string_view text) { return name.ends_with(text); });
}

std::string compressed_name(std::string_view name, Compression compression) {
  return std::string(name) + std::string(ending_of(compression));
}

std::string_view uncompressed_name(std::string_view name) {
  for (const Compression compression : {Compression::gzip, Compression::brotli}) {
    const std::string_view ending = ending_of(compression);
    const std::string_view rest =
        name.substr(0, name.size() - std::min(name.size(), ending.size()));
    if (name.ends_with(ending) && is_compressible(rest)) return rest;
  }
  return name;
}

}  // namespace syndic::write
