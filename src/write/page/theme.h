// SPDX-License-Identifier: MIT
//
// How the page looks: mustache templates, a stylesheet and the words of its buttons. The theme of
// config/theme is part of the program; a folder of the webmaster's takes the place of any of its
// files.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace syndic::write {

/// What a template may name: texts, true and false, lists and objects of these. What there is
/// nothing of is false, never "" (which mustache takes for something) and never left out.
using View = nlohmann::json;

/// The words of the page in one language, by name ("read": "READ MORE").
using Labels = std::map<std::string, std::string>;

class Theme {
 public:
  /// The built-in theme with the files of `folder` in place of its own; an empty path: as it is.
  /// Throws FileFailure, saying file and line, where the folder or what a template includes is
  /// missing, or a file cannot be read or is not of its syntax.
  explicit Theme(const std::filesystem::path& folder = {});
  Theme(Theme&&) noexcept;
  ~Theme();

  /// The template of that file filled in. Every text of the view is escaped on its way in, for
  /// between tags and for quoted attributes alike, so that no template can be written that lets
  /// markup of an item through; those apart whose names end in "_html", which are HTML already.
  /// Throws FileFailure where the template asks for a name that is not in the view.
  [[nodiscard]] std::string render(std::string_view file, const View& view) const;

  /// Another text says that a file of the theme is another.
  [[nodiscard]] std::string digest() const;

  /// A file as it is.
  [[nodiscard]] const std::string& file(std::string_view name) const;

  /// The words for a language tag: of the language itself, else of its first subtag, else English.
  [[nodiscard]] const Labels& labels(std::string_view language) const;

 private:
  struct Templates;
  std::map<std::string, std::string, std::less<>> files_;
  std::map<std::string, Labels> labels_;  ///< By language in lower case; each has every word.
  std::unique_ptr<Templates> templates_;
};

}  // namespace syndic::write
