// SPDX-License-Identifier: MIT
//
// Makes HTML from feeds safe to publish, in one pass over its tokens. The output has only allowed
// elements and attributes (policy.h), is balanced, has every attribute quoted and escaped, no raw
// text and no foreign element. It nests such that any HTML parser builds the tree that is written,
// so that nothing changes its meaning when it is parsed. Sanitising twice changes nothing.
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

struct SanitizeOptions {
  std::string_view base_url;      ///< What relative URLs resolve against; absolute or empty.
  bool without_tracking = false;  ///< Remove parameters that track readers from links.
  bool without_private = false;   ///< Drop what is_private_url() (link/private_hosts.h) holds for.
};

/// What the sanitised HTML contains.
struct Findings {
  std::string first_image;  ///< The first image that is no tracking pixel, absolute; or empty.
  bool video = false;       ///< A film, or the player of one.
  bool audio = false;       ///< A recording, or the player of one.
};

/// Appends `html` to `out`, sanitised: valid UTF-8 of XML 1.0 characters, blanks around it cut.
/// Linear in time; nesting deeper than 100 elements is flattened. As a relative URL grows by the
/// length of its base, relative ones are dropped once the output is 6 times the input plus 64 KiB.
Findings sanitize(std::string_view html, const SanitizeOptions& options, std::string& out);

}  // namespace syndic::normalize
