// SPDX-License-Identifier: MIT
//
// A lazy image comes as two: one for scripts, without an address of its own, and in a <noscript>
// one for readers without; either may be the first. Both would come out as plain images.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::normalize {

struct Image {
  std::string_view url;
  bool lazy = false;         ///< A script loads it.
  bool in_noscript = false;  ///< Only readers without scripts see it.
};

class TwinImages {
 public:
  /// Whether the last image written is the twin of `image` and stands right before the end of
  /// `out`. An image has but one.
  [[nodiscard]] bool has_twin(const Image& image, std::string_view out);

  /// Says that `image` was written, as the end of `out`.
  void written(const Image& image, std::string_view out);

 private:
  std::string url_;
  std::size_t end_ = 0;  // Behind the last image in the output.
  bool lazy_ = false;
  bool in_noscript_ = false;
};

}  // namespace syndic::normalize
