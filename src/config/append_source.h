// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::config {

/// `text` as a basic string (TOML 1.0, "String"), its quotation marks included.
[[nodiscard]] std::string toml_string(std::string_view text);

/// A source as `syndic add` writes it.
struct NewSource {
  std::string id;
  std::string name;
  std::string url;
  std::vector<std::string> groups;
};

/// The file's `text` with another [[source]], after the last one, or else at the end; no other byte
/// changes. `text` is without mistakes (read() accepts it). The caller must read() the result
/// before writing it: a list that is written as `source = [ … ]` cannot be extended so.
[[nodiscard]] std::string with_source(std::string_view text, const NewSource& source);

}  // namespace syndic::config
