// SPDX-License-Identifier: MIT
//
// What an authored item begins with: TOML between lines "+++" or YAML between lines "---".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/item.h"
#include "model/timestamp.h"
#include "parse/authored/front_value.h"

namespace syndic::parse {

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
  std::optional<model::Event> event;
  bool pinned = false;
  bool draft = false;
};

struct SplitFile {
  FrontMatter front;
  std::string_view body;        ///< Part of the text that was read.
  std::uint32_t body_line = 1;  ///< In which line of the text it begins, from 1.
  std::vector<FileMistake> mistakes;
};

/// Splits `text` (UTF-8) into front matter and body. `zone` (IANA) is that of dates that name none.
/// Keys of Hugo and Jekyll count where ours are missing (front_foreign.h). An unknown key is a
/// mistake in TOML; in YAML it is one only if it is nearly one of ours.
/// All mistakes are returned; if there is one, nothing else counts.
[[nodiscard]] SplitFile read_front_matter(std::string_view text, std::string_view zone);

}  // namespace syndic::parse
