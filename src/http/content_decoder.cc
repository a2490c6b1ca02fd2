// SPDX-License-Identifier: MIT
#include "http/content_decoder.h"

#include <brotli/decode.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>

#include "base/ascii.h"
#include "base/gzip.h"
#include "base/printable.h"

namespace syndic::http {
namespace {

class NoCoding : public ContentDecoder {
 public:
  Result<std::size_t> decode(std::string_view& input, std::span<char> room) override {
    const std::size_t n = std::min(input.size(), room.size());
    std::memcpy(room.data(), input.data(), n);
    input.remove_prefix(n);
    return n;
  }
  [[nodiscard]] bool complete() const override { return true; }
};

/// gzip (RFC 1952) and deflate (RFC 1950, RFC 1951).
class Inflate : public ContentDecoder {
 public:
  explicit Inflate(base::Inflater::Coding coding) : inflater_(coding), coding_(coding) {}

  Result<std::size_t> decode(std::string_view& input, std::span<char> room) override {
    if (const auto written = inflater_.inflate(input, room)) return *written;
    const bool gzip = coding_ == base::Inflater::Coding::gzip;
    return fail(Errc::transfer, gzip ? "is no gzip" : "is no deflate");
  }

  [[nodiscard]] bool complete() const override { return inflater_.complete(); }

 private:
  base::Inflater inflater_;
  base::Inflater::Coding coding_;
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
  using Coding = base::Inflater::Coding;
  const std::string coding = base::lower(base::trim(content_encoding));
  if (std::ranges::find(kNoCoding, coding) != kNoCoding.end()) return std::make_unique<NoCoding>();
  if (coding == "gzip" || coding == "x-gzip") return std::make_unique<Inflate>(Coding::gzip);
  if (coding == "deflate") return std::make_unique<Inflate>(Coding::deflate);
  if (coding == "br") return std::make_unique<Brotli>();
  return fail(Errc::transfer, "is encoded as \"" + base::printable_line(coding, 40) +
                                  "\", which was not asked for");
}

}  // namespace syndic::http
