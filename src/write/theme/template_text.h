// SPDX-License-Identifier: MIT
//
// A template's text with those that it includes in their place, which knows where each byte of it
// is from.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace syndic::write {

/// The files of a theme by name, "page.mustache".
using ThemeFiles = std::map<std::string, std::string, std::less<>>;

/// The ending of a template's name.
inline constexpr std::string_view kTemplateSuffix = ".mustache";

class TemplateText {
 public:
  /// The file `name` of `files`, where {{> part}} stands for part.mustache. `folder` is what the
  /// names of files begin with in errors: the theme's folder with '/' at its end, or nothing.
  /// Throws FileFailure, with file and line, if a file includes one that is missing, or itself.
  TemplateText(const ThemeFiles& files, std::string_view name, std::string folder);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// "the template theme/item.mustache is broken: line 3: WORDS": the file and line of the byte at
  /// `offset` of the text.
  [[nodiscard]] FileFailure failure_at(std::size_t offset, std::string_view words) const;

 private:
  // A part of one file, up to the next piece.
  struct Piece {
    std::size_t start = 0;  ///< In text_.
    std::string file;
    std::size_t line = 1;  ///< Of its first byte, in the file.
  };

  void add(const ThemeFiles& files, std::string_view name, int depth);
  [[nodiscard]] FileFailure failure(std::string_view file, std::size_t line,
                                    std::string_view words) const;

  std::string folder_;
  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace syndic::write
