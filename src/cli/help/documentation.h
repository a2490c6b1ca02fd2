// SPDX-License-Identifier: MIT
//
// config/README.md, which is part of the program, as data: every key with what it means, and the
// chapters around them. Help, man pages and completions are made of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markup/markdown.h"

namespace syndic::cli {

/// A row of a table of keys; all plain text.
struct DocumentedKey {
  std::string section;  ///< "site", "source.page" …
  std::string key;
  std::string type;           ///< "URL", "duration" …
  std::string default_value;  ///< As the file would have it, or in words; "–": none.
  std::string meaning;

  [[nodiscard]] std::string name() const { return section + "." + key; }
};

/// What stands below one heading, up to the next one.
struct Chapter {
  std::size_t level = 1;  ///< 1: the title of the whole.
  std::string title;      ///< Plain.
  std::string section;    ///< The table whose keys it describes, "source.page"; empty: none.
  std::vector<markup::MarkdownBlock> blocks;
};

/// The whole text from its first heading on, in its order. Pure.
[[nodiscard]] std::vector<Chapter> read_documentation(std::string_view markdown);

/// The keys that the chapters describe, in their order.
[[nodiscard]] std::vector<DocumentedKey> documented_keys(const std::vector<Chapter>& chapters);

/// Whether a table is one of keys, which documented_keys() has.
[[nodiscard]] bool is_table_of_keys(const markup::MarkdownBlock& block);

/// How the header of the table `section` is written in the file: "[site]", "[[source]]",
/// "[source.page]".
[[nodiscard]] std::string full_header(std::string_view section);

/// config/README.md at the time of the build.
[[nodiscard]] std::string_view manual_text();

/// config/lint.md at the time of the build: a chapter for each rule, called by its id.
[[nodiscard]] std::string_view rules_text();

}  // namespace syndic::cli
