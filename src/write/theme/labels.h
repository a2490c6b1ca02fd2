// SPDX-License-Identifier: MIT
//
// The words of the page, by language: files labels/LANGUAGE.toml of a theme, `read = "READ MORE"` a
// line.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace syndic::write {

/// The words of the page in one language, by name ("read": "READ MORE").
using Labels = std::map<std::string, std::string>;

/// By language in lower case ("en", "zh-hans").
using Languages = std::map<std::string, Labels>;

/// The folder of these files in that of a theme, with '/' at its end.
inline constexpr std::string_view kLabelsFolder = "labels/";

/// Whether a theme's file of that name ("labels/en.toml") holds labels.
[[nodiscard]] bool is_labels_file(std::string_view name);

/// The words of a file of the built-in theme. Throws FileFailure as add_labels() does.
[[nodiscard]] Labels read_labels(std::string_view toml, std::string_view shown);

/// Puts the words of the file `name` in place of those that `languages` has of that language, which
/// if it is new gets the English ones first. `languages` has "en" with every word. `english` are
/// the words of the built-in theme: a label has no other places ("{minutes}") than the one of its
/// name there, but need not have all. Throws FileFailure, with `shown` (the file's path) and the
/// line, if `toml` is no TOML, has a name that `english` has not, a value that is no text, or a
/// text with a place that is not known.
void add_labels(std::string_view name, std::string_view toml, std::string_view shown,
                const Labels& english, Languages& languages);

/// The words for a language tag: of the tag itself, else of its beginning ("zh" of "zh-Hans-CN"),
/// else English.
[[nodiscard]] const Labels& labels_for(std::string_view language, const Languages& languages);

}  // namespace syndic::write
