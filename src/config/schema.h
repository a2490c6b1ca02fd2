// SPDX-License-Identifier: MIT
//
// Every key of the configuration, as tables: section, key, type, and where its value goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// What documentation says of a key.
struct KeyInfo {
  std::string_view section;  ///< "site", "site.owner", "source.page" …
  std::string_view key;
  std::string_view type;  ///< In a word or two: "URL", "duration".
};

/// All keys, in the order in which config/README.md has them.
[[nodiscard]] std::vector<KeyInfo> all_keys();

/// The names of the tables that stand in no other: "site", "source" …
[[nodiscard]] std::vector<std::string_view> section_names();

/// How the header of such a table is written, "[site]" or "[[source]]"; empty for any other name.
[[nodiscard]] std::string header_of(std::string_view name);

/// Puts every value of the document into `config` and says what is unknown, of a wrong type or out
/// of range. A [[source]] or [[feed]] of the document is one of `config`, in order, however wrong.
/// What no key shows alone (missing, given twice, named but not there) is check.h's work.
void read_document(const Table& document, Config& config, Context& context);

}  // namespace syndic::config
