// SPDX-License-Identifier: MIT
//
// URLs as they may be published: absolute, percent-encoded, of a scheme that does no harm.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::normalize {

/// Which schemes a URL may have.
enum class Schemes {
  web,      ///< http and https: whatever is fetched or shown, and every URL field.
  contact,  ///< mailto too: a person's address.
  link,     ///< tel as well: what people follow in a text.
};

/// Whether `url` is beyond doubt an http(s) URL that may be published as it is. Most are; this
/// saves them from being taken apart.
[[nodiscard]] bool is_plainly_right(std::string_view url);

/// The absolute URL that `reference` means at `base`, or empty if there is none or its scheme is
/// not among `schemes`, or which is longer than 8 KiB. `base` is absolute or empty; beyond
/// base::kLongestBaseUrl it is as good as empty. What is right already stays byte for byte.
[[nodiscard]] std::string absolute_url(std::string_view reference, std::string_view base,
                                       Schemes schemes);

/// The same for a reference in a text: without a base, a relative one stays relative, encoded.
[[nodiscard]] std::string text_url(std::string_view reference, std::string_view base,
                                   Schemes schemes);

/// `url` without the parameters that track readers (tracking.h), in its query and, as some scripts
/// read one there, in its fragment; empty if it has none. A '?' or '#' goes with the last of
/// its parameters. Everything else stays byte for byte, in its order. Parameters are parted by "&",
/// "&amp;" (escaped once too often), or ";".
[[nodiscard]] std::optional<std::string> without_tracking(std::string_view url);

}  // namespace syndic::normalize
