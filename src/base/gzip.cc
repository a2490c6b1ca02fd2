// SPDX-License-Identifier: MIT
#include "base/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace syndic::base {
namespace {

constexpr int kGzipOrZlib = 32 + MAX_WBITS;

// zlib's inflater for as long as it is in scope.
class Inflater {
 public:
  Inflater() { ready_ = ::inflateInit2(&stream_, kGzipOrZlib) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { ::inflateEnd(&stream_); }
  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes) {
  const auto malformed = [&] {
    return fail(Errc::malformed, "the compressed data is cut or damaged");
  };
  Inflater inflater;
  if (!inflater.ready() || bytes.size() > std::numeric_limits<uInt>::max()) return malformed();
  z_stream& stream = inflater.stream();
  // zlib's interface is older than const; it does not write there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());

  std::string out;
  std::array<char, 64 * 1024> step;
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(step.data());
    stream.avail_out = static_cast<uInt>(step.size());
    const int status = ::inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = step.size() - stream.avail_out;
    if (made > max_bytes - out.size()) {
      return fail(Errc::too_large, "inflates to more than " + std::to_string(max_bytes) + " bytes");
    }
    out.append(step.data(), made);
    if (status == Z_STREAM_END) {
      const std::string_view rest = bytes.substr(bytes.size() - stream.avail_in);
      if (!is_gzip(rest)) return out;
      if (::inflateReset(&stream) != Z_OK) return malformed();
    } else if (status != Z_OK || (made == 0 && stream.avail_in == 0)) {
      return malformed();
    }
  }
}

}  // namespace syndic::base
