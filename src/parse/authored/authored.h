// SPDX-License-Identifier: MIT
//
// The network's own items: a Markdown file each, with front matter in TOML or YAML.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"
#include "model/timestamp.h"
#include "parse/authored/front_matter.h"

namespace syndic::parse {

/// A longer file is no item.
inline constexpr std::size_t kLongestAuthoredFile = std::size_t{1} * 1024 * 1024;

struct AuthoredFile {
  model::Item item;  ///< As by parse_feed(), not sanitised yet. It has no id unless
                     ///< the file fixes one.
  std::optional<model::Timestamp> expires;
  bool draft = false;
  std::vector<FileMistake> mistakes;  ///< If there are any, the item does not count.
};

/// The address under which the file beside the item that `reference` names is published; any other
/// reference unchanged.
using Publish = std::function<std::string(std::string_view reference)>;

/// Reads the file of that name. Without a `date`, the one at the start of the name ("2022-05-16-…")
/// counts. `zone` is that of dates that name none.
[[nodiscard]] AuthoredFile read_authored(std::string_view text, std::string_view name,
                                         std::string_view zone, const Publish& publish);

}  // namespace syndic::parse
