// SPDX-License-Identifier: MIT
//
// The URLs that elements name, as they may be published.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "normalize/html/attributes.h"

namespace syndic::normalize {

class ElementUrls {
 public:
  /// `base_url` is what relative URLs resolve against, absolute or empty. Once `out` (borrowed, as
  /// long as this lives) is `room` bytes, URLs that are not absolute already are none.
  ElementUrls(std::string_view base_url, bool without_tracking, const std::string& out,
              std::size_t room);

  /// The attribute's URL as it may be published; empty if there is none. Valid until the next
  /// call, as what image() gives.
  [[nodiscard]] std::string_view of(const Attributes& attributes, Attribute which);

  /// The address that an image has, or will have once a script has loaded it; else the largest in
  /// `picture`, a srcset.
  [[nodiscard]] std::string_view image(const Attributes& attributes, std::string_view picture);

  /// The absolute web URL of what a frame, object, film or recording shows; empty without one.
  [[nodiscard]] std::string shown(const Attributes& attributes) const;

 private:
  [[nodiscard]] bool may_resolve() const;
  std::string_view largest(std::string_view srcset);

  std::string base_url_;
  bool without_tracking_;
  const std::string& out_;
  std::size_t room_;
  std::string url_;
};

}  // namespace syndic::normalize
