// SPDX-License-Identifier: MIT
//
// The attributes and text of tokens: read by name; written quoted, escaped and only if the value is
// valid (policy.h).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "markup/html/tokenizer.h"
#include "normalize/html/policy.h"

namespace syndic::normalize {

/// The attributes of a start tag that policy.h lists; of several with one name the first.
/// Borrows from the token and its input.
class Attributes {
 public:
  explicit Attributes(const markup::HtmlToken& token);

  [[nodiscard]] bool has(Attribute which) const;

  /// The value as it is in the input; empty if there is none.
  [[nodiscard]] std::string_view raw(Attribute which) const;

  /// The value with its references decoded; empty if there is none.
  [[nodiscard]] std::string value(Attribute which) const;

  /// The same without a copy where it has no references; else a view of `decoded`.
  [[nodiscard]] std::string_view value(Attribute which, std::string& decoded) const;

  /// The same as a number of pixels or the like; empty for "50%", "-1", "auto".
  [[nodiscard]] std::string_view number(Attribute which, std::string& decoded) const;

  /// Whether width and height, as attributes or as style, make an image invisible: it only counts
  /// readers.
  [[nodiscard]] bool is_pixel() const;

  /// Whether a script would load the image when it comes into view.
  [[nodiscard]] bool is_lazy() const;

  /// The value in its published form; empty if it is not valid. Not for URLs.
  [[nodiscard]] std::string accepted(Attribute which) const;

  [[nodiscard]] AttributeSet present() const { return present_; }

 private:
  AttributeSet present_ = 0;
  std::span<const markup::HtmlAttribute> all_;
  std::array<std::uint8_t, kAttributeCount> index_{};  // Into all_, of those present.
};

/// Appends ` name="value"`.
void append_attribute(Attribute which, std::string_view value, std::string& out);

/// Makes CR LF and CR a line feed, as every HTML parser does (WHATWG Infra §4.7).
void normalize_newlines(std::string& text);

/// Appends the text of a token as it may be published: references become characters, & < > become
/// references, CR LF and CR a line feed.
void append_text(std::string_view raw, std::string& out);

}  // namespace syndic::normalize
