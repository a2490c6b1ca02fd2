// SPDX-License-Identifier: MIT
//
// How the page looks: mustache templates, a stylesheet and the words of its buttons. The theme of
// config/theme is part of the program; a folder of the webmaster's may replace any of its files.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "write/theme/labels.h"

namespace syndic::write {

/// The data that a template may use: texts, true and false, lists and objects of these. A missing
/// value is false, never "" (which mustache takes for a value) and never left out.
using View = nlohmann::json;

/// Which of a template's names have to be known.
enum class CheckedNames {
  used,  ///< Those in sections that are shown.
  all,   ///< Those in all sections, so that a mistake is found before the section is shown.
};

class Theme {
 public:
  /// The built-in theme with the files of `folder` in place of its own, unless the path is empty;
  /// labels/LANGUAGE.toml there replaces single words.
  /// Throws FileFailure, with file and line, if the folder cannot be read or has no file of a
  /// theme, if a template includes a missing file or itself, or if a file cannot be read, is larger
  /// than 256 KiB, is not UTF-8 or breaks its syntax, or if it is a labels.json, as themes had
  /// once.
  explicit Theme(const std::filesystem::path& folder = {},
                 CheckedNames checked = CheckedNames::used);
  Theme(Theme&&) noexcept;
  ~Theme();

  /// The template of that file, filled in. Every text of the view is escaped first, for use between
  /// tags and in quoted attributes, so that no template can let markup of an item through; except
  /// those whose names end in "_html", which are HTML already. Throws FileFailure, with file
  /// and line, if the template uses a name that is not in the view.
  [[nodiscard]] std::string render(std::string_view file, const View& view) const;

  /// A hash of all files of the theme and of all words.
  [[nodiscard]] std::string digest() const;

  /// The bytes of a file.
  [[nodiscard]] const std::string& file(std::string_view name) const;

  /// The words for a language tag: of the tag itself, else of its beginning ("zh" of "zh-Hans-CN"),
  /// else English. Each language has every word.
  [[nodiscard]] const Labels& labels(std::string_view language) const;

 private:
  struct Templates;
  std::map<std::string, std::string, std::less<>> files_;
  Languages labels_;
  std::unique_ptr<Templates> templates_;
};

}  // namespace syndic::write
