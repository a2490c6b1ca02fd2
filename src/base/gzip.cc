// SPDX-License-Identifier: MIT
#include "base/gzip.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

namespace syndic::base {
namespace {

constexpr int kZlib = MAX_WBITS;
constexpr int kBare = -MAX_WBITS;
constexpr int kGzip = MAX_WBITS + 16;

uInt counted(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

// One call of zlib, which moves `input` and `room` on by what it used.
int inflate_some(z_stream& stream, std::string_view& input, std::span<char>& room) {
  // zlib's interface predates const; it does not write to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.next_out = reinterpret_cast<Bytef*>(room.data());
  const uInt most_in = stream.avail_in = counted(input.size());
  const uInt most_out = stream.avail_out = counted(room.size());
  const int outcome = ::inflate(&stream, Z_NO_FLUSH);
  input.remove_prefix(most_in - stream.avail_in);
  room = room.subspan(most_out - stream.avail_out);
  return outcome;
}

}  // namespace

struct Inflater::Stream {
  explicit Stream(int frame) {
    if (::inflateInit2(&zlib, frame) != Z_OK) throw std::bad_alloc();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { ::inflateEnd(&zlib); }

  z_stream zlib{};
};

Inflater::Inflater(Coding coding)
    : stream_(std::make_unique<Stream>(coding == Coding::gzip ? kGzip : kZlib)), coding_(coding) {}

Inflater::~Inflater() = default;

std::optional<std::size_t> Inflater::inflate(std::string_view& input, std::span<char> room) {
  choose_frame(input);
  const std::size_t size = room.size();
  while (!room.empty()) {
    if (ended_ && !begin_next_member(input)) break;
    const std::size_t left = input.size() + room.size();
    const int outcome = inflate_some(stream_->zlib, input, room);
    ended_ = outcome == Z_STREAM_END;
    if (ended_) continue;
    // Z_BUF_ERROR: no step could be made for want of input, which may yet come.
    if (outcome != Z_OK && outcome != Z_BUF_ERROR) return std::nullopt;
    if (input.size() + room.size() == left) break;
  }
  return size - room.size();
}

// RFC 1950 §2.2: the first byte of zlib's frame ends in 8; no encoder begins bare deflate so.
void Inflater::choose_frame(std::string_view input) {
  if (begun_ || input.empty()) return;
  begun_ = true;
  if (coding_ == Coding::deflate && (input[0] & 0x0F) != Z_DEFLATED) {
    ::inflateReset2(&stream_->zlib, kBare);
  }
}

// What follows the last member is padding or rubbish, and dropped.
bool Inflater::begin_next_member(std::string_view& input) {
  if (coding_ == Coding::gzip && input.starts_with('\x1f')) {
    ::inflateReset(&stream_->zlib);
    ended_ = false;
    return true;
  }
  input = {};
  return false;
}

// By libdeflate, which has all at once and is twice as fast as zlib: 7 % of a refresh of new feeds.
bool gunzip_one_member(std::string_view bytes, std::span<char> room) {
  constexpr std::size_t kFlags = 3;
  constexpr unsigned kHeaderSum = 2;  // RFC 1952 §2.3.1, FHCRC: libdeflate does not check it.
  if (!is_gzip(bytes) || bytes.size() <= kFlags ||
      (static_cast<unsigned char>(bytes[kFlags]) & kHeaderSum) != 0) {
    return false;
  }
  const std::unique_ptr<libdeflate_decompressor, decltype(&::libdeflate_free_decompressor)>
      inflater(::libdeflate_alloc_decompressor(), &::libdeflate_free_decompressor);
  if (inflater == nullptr) throw std::bad_alloc();
  std::size_t used = 0;
  const auto outcome = ::libdeflate_gzip_decompress_ex(inflater.get(), bytes.data(), bytes.size(),
                                                       room.data(), room.size(), &used, nullptr);
  return outcome == LIBDEFLATE_SUCCESS && used == bytes.size();
}

std::string gzip(std::string_view bytes) {
  constexpr int kMostMemory = 9;
  z_stream stream{};
  if (::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kMostMemory,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  const std::unique_ptr<z_stream, decltype(&::deflateEnd)> ending(&stream, &::deflateEnd);
  std::string out(::deflateBound(&stream, bytes.size()), '\0');
  std::span<char> room(out);
  int outcome = Z_OK;
  while (outcome == Z_OK) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    const uInt most_in = stream.avail_in = counted(bytes.size());
    const uInt most_out = stream.avail_out = counted(room.size());
    outcome = ::deflate(&stream, most_in == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
    bytes.remove_prefix(most_in - stream.avail_in);
    room = room.subspan(most_out - stream.avail_out);
  }
  out.resize(out.size() - room.size());
  return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes) {
  const auto malformed = [] {
    return fail(Errc::malformed, "the compressed data is cut or damaged");
  };
  Inflater inflater(is_gzip(bytes) ? Inflater::Coding::gzip : Inflater::Coding::deflate);
  std::string out;
  std::array<char, 64 * 1024> step;
  std::size_t made = step.size();
  while (made == step.size()) {
    const std::optional<std::size_t> got = inflater.inflate(bytes, step);
    if (!got) return malformed();
    made = *got;
    if (made > max_bytes - out.size()) {
      return fail(Errc::too_large, "inflates to more than " + std::to_string(max_bytes) + " bytes");
    }
    out.append(step.data(), made);
  }
  if (!inflater.complete()) return malformed();
  return out;
}

}  // namespace syndic::base
