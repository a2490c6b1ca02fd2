// SPDX-License-Identifier: MIT
//
// URLs as they may be published: absolute, percent-encoded, of a harmless scheme.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::normalize {

/// Which schemes a URL may have.
enum class Schemes {
  web,      ///< http and https: whatever is fetched or shown, and every URL field.
  contact,  ///< http, https and mailto: a person's address.
  link,     ///< http, https, mailto, tel and ftp: links in a text.
};

/// Whether `url` is certainly an http(s) URL that may be published unchanged. Most are, and need
/// not be parsed.
[[nodiscard]] bool is_plainly_right(std::string_view url);

/// A base that is_plainly_right(), against which most relative references need no parser.
class PlainBase {
 public:
  /// `base` is borrowed for the lifetime of this object. Any other base resolves nothing.
  explicit PlainBase(std::string_view base);

  /// Whether `reference` is a path of plain characters without dot segments, with or without a
  /// query; `out`, of which it is no part, is then what absolute_url() and text_url() return.
  [[nodiscard]] bool resolve(std::string_view reference, std::string& out) const;

 private:
  std::string_view origin_;  // Without a slash; empty if the base is of no use.
  std::string_view folder_;  // With both slashes.
};

/// The absolute URL of `reference` at `base`; empty if there is none, its scheme is not among
/// `schemes`, or it is longer than 8 KiB. `base` is absolute or empty; one longer than
/// base::kLongestBaseUrl counts as empty. A user name and password are left out. A URL that is
/// right already stays byte for byte.
[[nodiscard]] std::string absolute_url(std::string_view reference, std::string_view base,
                                       Schemes schemes);

/// The same for a reference in a text: without a base, a relative one stays relative, encoded.
/// Square brackets are percent-encoded, as nothing is known by it.
[[nodiscard]] std::string text_url(std::string_view reference, std::string_view base,
                                   Schemes schemes);

/// `url` without the parameters that track readers (tracking.h), in its query and, as some scripts
/// read parameters there, in its fragment; empty if it has none. A '?' or '#' is removed with the
/// last of its parameters. Everything else stays byte for byte, in its order. Parameters are
/// separated by "&", "&amp;" (escaped once too often), or ";".
[[nodiscard]] std::optional<std::string> without_tracking(std::string_view url);

/// The same in `out`, whose memory is used again; false if the URL has none, and `out` means
/// nothing then. `url` is no part of `out`.
[[nodiscard]] bool without_tracking(std::string_view url, std::string& out);

}  // namespace syndic::normalize
