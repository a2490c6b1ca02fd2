// SPDX-License-Identifier: MIT
//
// Sources as a list of them (OPML, or another program's configuration) describes them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/timestamp.h"

namespace syndic::model {

struct ListedSource {
  std::string name;                 ///< Empty: the list has none.
  std::string url;                  ///< Of its feed; http or https. Empty: the settings say where.
  std::string site;                 ///< Its page for people.
  std::vector<std::string> groups;  ///< The folders that it is in, outer ones first, each once.

  /// Further keys of a [[source]], with their values as text: "interval", "6h". Lists and tables
  /// are in TOML's notation.
  std::vector<std::pair<std::string, std::string>> settings;

  std::string place = {};  ///< In its list, "NAME:LINE"; empty where the format has no lines.
};

struct SourceList {
  std::string title;
  std::vector<ListedSource> sources;  ///< Each place once, in the list's order.
  std::vector<std::string> notes;     ///< What was left out and why, one line each.
  std::size_t left_out = 0;           ///< How many sources; the notes say why.

  /// Keys of a [site] and their texts, of what the list says of the whole: "title", "url",
  /// "owner.name", "owner.email".
  std::vector<std::pair<std::string, std::string>> site;
};

/// A source that a list names, or named once, as it is remembered.
struct ListMember {
  std::string list;                 ///< What the list is called: its public URL, or its path.
  std::string address;              ///< By which the source is known in its list.
  std::string id;                   ///< That it got for good.
  std::string table;                ///< As a [[source]] of TOML, whose id means nothing.
  std::optional<Timestamp> joined;  ///< When it came; empty: in the network's first run.
  std::optional<Timestamp> unlisted_since;  ///< The first reading without it; empty: it is listed.
  bool has_left = false;                    ///< It was out of the list for long.
  friend bool operator==(const ListMember&, const ListMember&) = default;
};

}  // namespace syndic::model
