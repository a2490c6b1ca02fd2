// SPDX-License-Identifier: MIT
#include "http/content_coding.h"

#include <brotli/decode.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "base/gzip.h"
#include "base/printable.h"
#include "base/utf8.h"

namespace syndic::http {
namespace {

constexpr int kMostCodings = 4;
constexpr std::size_t kFirstStep = 64 * 1024;
constexpr std::size_t kDocumentBeginning = 1024;
constexpr std::size_t kWorthSaving = 8;  ///< An eighth.

// No feed shrinks to a fifth of a percent; a bomb does.
constexpr std::size_t kMostGrowth = 500;
constexpr std::size_t kGrowthCheckedFrom = 1024 * 1024;

struct BrotliDeleter {
  void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

/// br (RFC 7932), with the interface of base::Inflater.
class BrotliInflater {
 public:
  BrotliInflater() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
    // A window of at most 16 MiB, as RFC 7932 §9.1 has it, and not brotli's own gigabyte.
    BrotliDecoderSetParameter(state_.get(), BROTLI_DECODER_PARAM_LARGE_WINDOW, BROTLI_FALSE);
  }

  std::optional<std::size_t> inflate(std::string_view& input, std::span<char> room) {
    if (complete()) input = {};
    std::size_t in_left = input.size();
    std::size_t room_left = room.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(input.data());
    auto* out = reinterpret_cast<std::uint8_t*>(room.data());
    if (!complete() && BrotliDecoderDecompressStream(state_.get(), &in_left, &in, &room_left, &out,
                                                     nullptr) == BROTLI_DECODER_RESULT_ERROR) {
      return std::nullopt;
    }
    input.remove_prefix(input.size() - in_left);
    return room.size() - room_left;
  }

  [[nodiscard]] bool complete() const {
    return BrotliDecoderIsFinished(state_.get()) == BROTLI_TRUE;
  }

 private:
  std::unique_ptr<BrotliDecoderState, BrotliDeleter> state_;
};

Result<std::string> bad_coding(const std::string& message) { return fail(Errc::transfer, message); }

// What the body says that it is decoded to: the end of a gzip member does (RFC 1952 §2.3.1). Empty
// if it says nothing likely.
std::optional<std::size_t> said_size(std::string_view coded) {
  constexpr std::size_t kLikelyGrowth = 16;
  constexpr std::size_t kSizeField = 4;
  if (!base::is_gzip(coded) || coded.size() <= kSizeField) return std::nullopt;
  std::size_t said = 0;
  for (std::size_t i = 0; i < kSizeField; ++i) {
    const auto byte = static_cast<unsigned char>(coded[coded.size() - kSizeField + i]);
    said |= std::size_t{byte} << (8 * i);
  }
  const bool is_likely = said >= coded.size() && said <= coded.size() * kLikelyGrowth;
  return is_likely ? std::optional(said) : std::nullopt;
}

std::size_t expected_size(std::string_view coded) {
  const auto said = said_size(coded);
  return said ? *said + 1  // One more shows that it is the end.
              : std::max(kFirstStep, coded.size() * 2);
}

// The whole of a gzip body that is all that it says; empty for any other.
std::optional<std::string> inflate_at_once(std::string_view coded, std::size_t max_bytes) {
  const auto said = said_size(coded);
  if (!said || *said > max_bytes) return std::nullopt;
  std::optional<std::string> out(std::in_place, *said, '\0');
  if (!base::gunzip_one_member(coded, *out)) out.reset();
  return out;
}

/// The whole of what `inflater` makes of a coded body. `name` is the coding's.
template <class Inflater>
Result<std::string> inflate_whole(Inflater inflater, const std::string& name,
                                  const BodyOfHost& coded, std::size_t max_bytes) {
  std::string_view input = coded.body;
  std::string out;
  std::size_t size = 0;
  do {
    // One byte more than allowed shows whether there is more.
    if (size == out.size()) {
      out.resize(std::min(size == 0 ? expected_size(coded.body) : size * 3 / 2, max_bytes + 1));
    }
    const auto written = inflater.inflate(input, std::span(out).subspan(size));
    if (!written) {
      return bad_coding("the body of " + coded.host + " is no " + name +
                        ", though it is declared to be");
    }
    size += *written;
    if (size > max_bytes) {
      return fail(Errc::too_large,
                  "the body of " + coded.host + " is larger than " + base::size_text(max_bytes));
    }
    if (size > kGrowthCheckedFrom && size / kMostGrowth > coded.body.size() - input.size()) {
      return fail(Errc::too_large, "the body of " + coded.host + " grows more than " +
                                       std::to_string(kMostGrowth) +
                                       " times when it is decompressed");
    }
  } while (size == out.size());
  if (!inflater.complete()) {
    return bad_coding("the compressed body of " + coded.host + " is cut short");
  }
  out.resize(size);
  if (out.capacity() - size > size / kWorthSaving) out.shrink_to_fit();
  return out;
}

/// Undoes one coding; empty if the word is none.
std::optional<Result<std::string>> undo(std::string_view coding, const BodyOfHost& coded,
                                        std::size_t max_bytes) {
  using base::Inflater;
  if (coding == "gzip" || coding == "x-gzip") {
    if (auto out = inflate_at_once(coded.body, max_bytes)) return *std::move(out);
    return inflate_whole(Inflater(Inflater::Coding::gzip), "gzip", coded, max_bytes);
  }
  if (coding == "deflate") {
    return inflate_whole(Inflater(Inflater::Coding::deflate), "deflate", coded, max_bytes);
  }
  if (coding == "br") return inflate_whole(BrotliInflater(), "brotli", coded, max_bytes);
  return std::nullopt;
}

bool begins_as_document(std::string_view body) {
  body = base::trim(base::without_byte_order_mark(body).substr(0, kDocumentBeginning));
  return body.starts_with('<') || body.starts_with('{') || body.starts_with('[');
}

}  // namespace

Result<std::string> undo_content_codings(std::string_view content_encoding, BodyOfHost coded,
                                         std::size_t max_bytes) {
  const std::string codings = base::lower(content_encoding);
  int undone = 0;
  for (std::string_view left = codings; !left.empty() && !coded.body.empty();) {
    const std::size_t comma = left.rfind(',');
    const bool is_last = comma == std::string_view::npos;
    auto plain = undo(base::trim(left.substr(is_last ? 0 : comma + 1)), coded, max_bytes);
    left = left.substr(0, is_last ? 0 : comma);
    if (!plain) continue;
    if (!*plain && plain->error().code == Errc::transfer && begins_as_document(coded.body)) break;
    if (!*plain) return fail(std::move(plain->error()));
    if (++undone > kMostCodings) {
      return bad_coding("the body of " + coded.host + " has more than " +
                        std::to_string(kMostCodings) + " codings");
    }
    coded.body = **std::move(plain);
  }
  return std::move(coded.body);
}

}  // namespace syndic::http
