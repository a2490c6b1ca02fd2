// SPDX-License-Identifier: MIT
//
// The URLs that elements name, as they may be published, and the images among them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "normalize/html/attributes.h"
#include "normalize/html/sanitize.h"
#include "normalize/link/links.h"

namespace syndic::normalize {

class ElementUrls {
 public:
  /// Once `out` (borrowed for the lifetime of this object) has `room` bytes, relative URLs are
  /// dropped.
  ElementUrls(const SanitizeOptions& options, const std::string& out, std::size_t room);
  ElementUrls(const ElementUrls&) = delete;
  ElementUrls& operator=(const ElementUrls&) = delete;

  /// The attribute's URL as it may be published; empty if there is none. Valid until the next
  /// call, like image()'s result.
  [[nodiscard]] std::string_view of(const Attributes& attributes, Attribute which);

  /// The URL that an image has, or will have once a script has loaded it; else the largest in
  /// `picture`, a srcset; empty if there is none.
  [[nodiscard]] std::string_view image(const Attributes& attributes, std::string_view picture);

  /// The absolute web URL of what a frame, object, video or audio element shows; empty if there is
  /// none.
  [[nodiscard]] std::string shown(const Attributes& attributes);

 private:
  [[nodiscard]] bool may_resolve() const;
  std::string_view largest(std::string_view srcset);

  [[nodiscard]] bool may_show(std::string_view url) const;

  std::string base_url_;
  PlainBase base_;  // Of base_url_.
  bool without_tracking_;
  bool without_private_;
  const std::string& out_;
  std::size_t room_;
  std::string url_;
  std::string untracked_;  // Both keep their memory from one link to the next.
};

/// The URL of the largest image in a `srcset` attribute's value (WHATWG HTML §4.8.4.2.1), by width
/// or density, the first of equals; empty if it names none.
[[nodiscard]] std::string_view largest_of_srcset(std::string_view srcset);

/// An image, as TwinImages compares it.
struct Image {
  std::string_view url;
  bool lazy = false;         ///< A script loads it.
  bool in_noscript = false;  ///< Only readers without scripts see it.
};

/// Finds the second of the two images that a lazy image is written as: one for scripts, without a
/// URL of its own, and one in a <noscript> for readers without scripts, in either order.
class TwinImages {
 public:
  /// Whether the last image written is the twin of `image` and only blanks follow it in `out`. An
  /// image has at most one twin.
  [[nodiscard]] bool has_twin(const Image& image, std::string_view out);

  /// Records that `image` was written at the end of `out`.
  void note_written(const Image& image, std::string_view out);

 private:
  std::string url_;
  std::size_t end_ = 0;  // Of the last image in the output.
  bool lazy_ = false;
  bool in_noscript_ = false;
};

/// The first http(s) image in HTML as the sanitiser writes it; empty if there is none.
[[nodiscard]] std::string first_image_in(std::string_view html);

}  // namespace syndic::normalize
