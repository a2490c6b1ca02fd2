// SPDX-License-Identifier: MIT
//
// The keys of a [[source]] as texts, by which lists of sources carry them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/append_source.h"
#include "config/document.h"

namespace syndic::config {

/// All keys of the table of a [[source]], as they are written, in the order of all_keys(); those of
/// "page" as "page.item".
[[nodiscard]] std::vector<SourceSetting> settings_of(const Table& source);

/// Whether a [[source]] has the key, "interval" or "page.item".
[[nodiscard]] bool is_source_key(std::string_view key);

/// Whether SourceSetting::text of this key is in TOML's notation.
[[nodiscard]] bool is_in_notation(std::string_view key);

/// The value in TOML's notation, in one line.
[[nodiscard]] std::string toml_of(const Value& value);

/// The value that `text` is in TOML's notation; nullopt if it is none, or more than one line.
[[nodiscard]] std::optional<Value> value_of_toml(std::string_view text);

}  // namespace syndic::config
