// SPDX-License-Identifier: MIT
//
// Every key of the configuration, as tables: section, key, type, and the member it sets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/document.h"
#include "config/reader.h"

namespace syndic::config {

/// A key as it is documented.
struct KeyInfo {
  std::string_view section;  ///< "site", "site.owner", "source.page" …
  std::string_view key;
  std::string_view type;  ///< In a word or two: "URL", "duration".
};

/// All keys, in the order in which config/README.md has them.
[[nodiscard]] std::vector<KeyInfo> all_keys();

/// The names of the top-level tables: "site", "source" …
[[nodiscard]] std::vector<std::string_view> section_names();

/// How the header of such a table is written, "[site]" or "[[source]]"; empty for any other name.
[[nodiscard]] std::string header_of(std::string_view name);

/// Puts every value of the document into `config`, and reports what is unknown, of a wrong type or
/// out of range. Each [[source]] and [[feed]] of the document becomes one of `config`, in order,
/// even with mistakes. Mistakes that concern several keys are left to check_and_complete().
void read_document(const Table& document, Config& config, ReadContext& context);

}  // namespace syndic::config
