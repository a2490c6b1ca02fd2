// SPDX-License-Identifier: MIT
//
// HTML of strangers made fit to publish, in one pass over its tokens. What comes out holds
// allow-listed plain elements and attributes alone (sanitize_rules.h), balanced, every attribute
// quoted and escaped, no raw text and no foreign element; the nesting is such that any HTML parser
// builds the very tree that is written, so nothing can turn into something else on the way. What is
// clean already comes out as it is: sanitising twice changes nothing.
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

struct SanitizeOptions {
  std::string_view base_url;      ///< What relative URLs resolve against; absolute or empty.
  bool without_tracking = false;  ///< Takes parameters that track readers out of links.
};

/// What sanitising met on its way.
struct Findings {
  std::string first_image;  ///< The first image that is no tracking pixel, absolute; or empty.
  bool video = false;       ///< A film, or the player of one.
  bool audio = false;       ///< A recording, or the player of one.
};

/// Appends `html` to `out`, sanitised: valid UTF-8 of XML 1.0 characters, blanks around it cut.
/// Linear in time; nesting beyond 100 elements is flattened. A short reference grows by the length
/// of its base: once the output is 6 times the input and 64 KiB, those that are not absolute
/// already are dropped.
Findings sanitize(std::string_view html, const SanitizeOptions& options, std::string& out);

}  // namespace syndic::normalize
