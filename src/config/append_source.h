// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::config {

/// `text` as a basic string (TOML 1.0, "String"), its quotation marks included.
[[nodiscard]] std::string toml_string(std::string_view text);

/// What `syndic add` writes of a source.
struct NewSource {
  std::string id;
  std::string name;
  std::string url;
  std::vector<std::string> groups;
};

/// The file's `text` with a [[source]] more, behind the last one, else at the end; every byte that
/// was there stays as it is and in its order. `text` is right (read() takes it). What comes of it
/// is to be read before it is written: a list that is written as `source = [ … ]` takes no more.
[[nodiscard]] std::string with_source(std::string_view text, const NewSource& source);

}  // namespace syndic::config
