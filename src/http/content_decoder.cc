// SPDX-License-Identifier: MIT
#include "http/content_decoder.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>

#include "base/ascii.h"
#include "base/printable.h"

namespace syndic::http {
namespace {

class Identity : public ContentDecoder {
 public:
  Result<std::size_t> decode(std::string_view& input, std::span<char> room) override {
    const std::size_t n = std::min(input.size(), room.size());
    std::memcpy(room.data(), input.data(), n);
    input.remove_prefix(n);
    return n;
  }
  [[nodiscard]] bool complete() const override { return true; }
};

/// gzip (RFC 1952), one member after another, and deflate (RFC 1950, RFC 1951).
class Inflate : public ContentDecoder {
 public:
  explicit Inflate(bool gzip) : gzip_(gzip) {
    if (inflateInit2(&stream_, gzip ? kGzip : kZlib) != Z_OK) throw std::bad_alloc();
  }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  ~Inflate() override { inflateEnd(&stream_); }

  Result<std::size_t> decode(std::string_view& input, std::span<char> room) override {
    choose_frame(input);
    std::size_t written = 0;
    while (!input.empty() || written == 0) {
      if (ended_ && !begin_next_member(input)) break;
      const std::size_t got = step(input, room.subspan(written));
      if (failed_) return fail(Errc::transfer, gzip_ ? "is no gzip" : "is no deflate");
      written += got;
      if (written == room.size() || (got == 0 && input.empty())) break;
    }
    return written;
  }

  [[nodiscard]] bool complete() const override { return ended_; }

 private:
  static constexpr int kZlib = MAX_WBITS;
  static constexpr int kBare = -MAX_WBITS;
  static constexpr int kGzip = MAX_WBITS + 16;

  // RFC 1950 §2.2: the first byte of zlib's frame ends in 8; no encoder begins bare deflate so.
  void choose_frame(std::string_view input) {
    if (begun_ || input.empty()) return;
    begun_ = true;
    if (!gzip_ && (input[0] & 0x0F) != Z_DEFLATED) inflateReset2(&stream_, kBare);
  }

  // What follows the last member is padding or rubbish, and dropped.
  bool begin_next_member(std::string_view& input) {
    if (gzip_ && input.starts_with('\x1f')) {
      inflateReset(&stream_);
      ended_ = false;
      return true;
    }
    input = {};
    return false;
  }

  std::size_t step(std::string_view& input, std::span<char> room) {
    // zlib's interface predates const; it does not write to its input.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    stream_.next_out = reinterpret_cast<Bytef*>(room.data());
    stream_.avail_out = static_cast<uInt>(room.size());
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    ended_ = outcome == Z_STREAM_END;
    // Z_BUF_ERROR: no step could be made for want of input, which may yet come.
    failed_ = !ended_ && outcome != Z_OK && outcome != Z_BUF_ERROR;
    input.remove_prefix(input.size() - stream_.avail_in);
    return room.size() - stream_.avail_out;
  }

  z_stream stream_{};
  bool gzip_;
  bool begun_ = false;
  bool ended_ = false;
  bool failed_ = false;
};

struct BrotliDeleter {
  void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

/// br (RFC 7932).
class Brotli : public ContentDecoder {
 public:
  Brotli() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
    // A window of at most 16 MiB, as RFC 7932 §9.1 has it, and not brotli's own gigabyte.
    BrotliDecoderSetParameter(state_.get(), BROTLI_DECODER_PARAM_LARGE_WINDOW, BROTLI_FALSE);
  }

  Result<std::size_t> decode(std::string_view& input, std::span<char> room) override {
    if (complete()) input = {};
    std::size_t in_left = input.size();
    std::size_t room_left = room.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(input.data());
    auto* out = reinterpret_cast<std::uint8_t*>(room.data());
    if (!complete() && BrotliDecoderDecompressStream(state_.get(), &in_left, &in, &room_left, &out,
                                                     nullptr) == BROTLI_DECODER_RESULT_ERROR) {
      return fail(Errc::transfer, "is no brotli");
    }
    input.remove_prefix(input.size() - in_left);
    return room.size() - room_left;
  }

  [[nodiscard]] bool complete() const override {
    return BrotliDecoderIsFinished(state_.get()) == BROTLI_TRUE;
  }

 private:
  std::unique_ptr<BrotliDecoderState, BrotliDeleter> state_;
};

constexpr std::array<std::string_view, 5> kNoCoding = {"", "identity", "none", "utf-8", "utf8"};

}  // namespace

Result<std::unique_ptr<ContentDecoder>> make_decoder(std::string_view content_encoding) {
  const std::string coding = base::lower(base::trim(content_encoding));
  if (std::ranges::find(kNoCoding, coding) != kNoCoding.end()) return std::make_unique<Identity>();
  if (coding == "gzip" || coding == "x-gzip") return std::make_unique<Inflate>(true);
  if (coding == "deflate") return std::make_unique<Inflate>(false);
  if (coding == "br") return std::make_unique<Brotli>();
  return fail(Errc::transfer, "is encoded as \"" + base::printable_line(coding, 40) +
                                  "\", which was not asked for");
}

}  // namespace syndic::http
