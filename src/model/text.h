// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace syndic::model {

/// What the characters of a Text are.
enum class TextType {
  plain,    ///< Literal characters: Atom type="text", JSON content_text, whatever we wrote.
  html,     ///< HTML markup: Atom html and xhtml (serialised), content:encoded, JSON content_html.
  unknown,  ///< The format does not say: RSS title and description. normalize decides.
};

/// Words as a feed gives them. UTF-8, XML 1.0 characters only.
struct Text {
  std::string value;
  TextType type = TextType::plain;
  std::string
      base_url;  ///< What relative links inside resolve against, where it is not the feed's.

  [[nodiscard]] bool empty() const { return value.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace syndic::model
