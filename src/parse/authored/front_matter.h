// SPDX-License-Identifier: MIT
//
// The TOML between "+++" lines that an authored item begins with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::parse {

/// A mistake in an authored file. Lines and columns are counted from 1, columns in characters.
struct FileMistake {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;  ///< One line, without line and column.
};

/// The fields of the front matter; missing ones are empty. Addresses are as written: absolute URLs
/// or paths of files beside this one.
struct FrontMatter {
  std::string title;
  std::optional<model::Timestamp> date;
  std::optional<model::Timestamp> updated;
  std::optional<model::Timestamp> expires;
  std::string link;
  std::string id;
  std::optional<model::Kind> kind;
  std::string summary;
  std::vector<model::Person> authors;
  std::vector<std::string> tags;
  std::string image;
  std::vector<model::Enclosure> enclosures;
  model::Origin source;
  bool pinned = false;
  bool draft = false;
};

struct SplitFile {
  FrontMatter front;
  std::string_view body;  ///< Part of the text that was read.
  std::vector<FileMistake> mistakes;
};

/// Splits `text` (UTF-8) into front matter and body. `zone` (IANA) is that of dates that name none.
/// All mistakes are returned; if there is one, nothing else counts.
[[nodiscard]] SplitFile read_front_matter(std::string_view text, std::string_view zone);

}  // namespace syndic::parse
