// SPDX-License-Identifier: MIT
//
// Sources as a list of them (OPML, or another program's configuration) describes them.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace syndic::model {

struct ListedSource {
  std::string name;                 ///< Empty: the list has none.
  std::string url;                  ///< Of its feed; http or https. Empty: the settings say where.
  std::string site;                 ///< Its page for people.
  std::vector<std::string> groups;  ///< The folders that it is in, outer ones first, each once.

  /// Further keys of a [[source]], with their values as text: "interval", "6h". Lists and tables
  /// are in TOML's notation.
  std::vector<std::pair<std::string, std::string>> settings;
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

}  // namespace syndic::model
