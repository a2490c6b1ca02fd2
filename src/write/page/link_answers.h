// SPDX-License-Identifier: MIT
//
// The files by which the page's script tells what became of a post, whose link it is given.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/timestamp.h"

namespace syndic::write {

/// What became of one item.
struct LinkRow {
  std::string key;  ///< page_key() of its link.
  std::string is;   ///< "shown", "told", "kept_out", "withdrawn", "held", "older", "unpublished".
  model::Timestamp seen;                  ///< For the first time.
  std::string source;                     ///< Its name.
  std::string by;                         ///< told: the name of the source that is shown; or empty.
  std::optional<model::Timestamp> until;  ///< held.
};

/// A source whose items have rows.
struct LinkSource {
  std::string id;
  std::string name;
  std::vector<std::string> hosts;  ///< On which its posts are expected.
};

/// What there are rows for.
struct LinkIndex {
  int days = 0;                   ///< For how long after they were first seen items have rows.
  std::vector<std::string> have;  ///< The first two characters of keys, each that of a file.
  std::vector<LinkSource> sources;
  std::span<const std::string_view> tracking_names;     ///< Parameters that links have no key with,
  std::span<const std::string_view> tracking_prefixes;  ///< and how others of them begin.
};

/// {"KEY":[{"is","seen","source","by","until"},…],…} as JSON without blanks or a line break; `rows`
/// are in the order of their keys. What is empty is left out, and names are cut to 120 characters.
[[nodiscard]] std::string render_link_rows(const std::vector<LinkRow>& rows);

/// {"days","have":[…],"sources":[{"id","name","hosts"}],"tracking":{"names","prefixes"}}, likewise.
[[nodiscard]] std::string render_link_index(const LinkIndex& index);

}  // namespace syndic::write
