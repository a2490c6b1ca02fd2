// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::config {

/// `text` as a basic string (TOML 1.0, "String"), its quotation marks included.
[[nodiscard]] std::string toml_string(std::string_view text);

/// Another key of a source, such as "interval" or "page.item". The text of a list, a table, a
/// number or a flag is in TOML's notation; any other is the bare text.
struct SourceSetting {
  std::string key;
  std::string text;
};

/// A source as a configuration has it.
struct NewSource {
  std::string id;
  std::string name;  ///< May be empty beside an id: the feed's own title counts.
  std::string url;   ///< Of its feed; empty: the settings say where its items come from.
  std::vector<std::string> groups;
  std::vector<SourceSetting> settings;  ///< Of known keys (schema.h); those of a table "page"
                                        ///< come in a table of their own.
};

/// The source as a [[source]] table of TOML, its lines ended by `line_end`.
[[nodiscard]] std::string source_table(const NewSource& source, std::string_view line_end = "\n");

/// The file's `text` with another [[source]], after the last one, or else at the end; no other byte
/// changes. `text` is without mistakes (read() accepts it). The caller must read() the result
/// before writing it: a list that is written as `source = [ … ]` cannot be extended so.
[[nodiscard]] std::string with_source(std::string_view text, const NewSource& source);

/// The same with several, in order.
[[nodiscard]] std::string with_sources(std::string_view text,
                                       const std::vector<NewSource>& sources);

}  // namespace syndic::config
