// SPDX-License-Identifier: MIT
#include "normalize/html/twin_images.h"

#include "base/ascii.h"

namespace syndic::normalize {
namespace {

// More blanks between two images than these, and they are no twins.
constexpr std::size_t kMostBlanks = 64;

}  // namespace

bool TwinImages::has_twin(const Image& image, std::string_view out) {
  if (!image.in_noscript && !in_noscript_) return false;
  if (end_ == 0 || end_ > out.size() || out.size() - end_ > kMostBlanks) return false;
  if (!base::trim(out.substr(end_)).empty()) return false;
  if (image.url != url_ && !(image.in_noscript ? lazy_ : image.lazy)) return false;
  lazy_ = in_noscript_ = false;
  return true;
}

void TwinImages::written(const Image& image, std::string_view out) {
  end_ = out.size();
  lazy_ = image.lazy;
  in_noscript_ = image.in_noscript;
  url_ = image.url;
}

}  // namespace syndic::normalize
