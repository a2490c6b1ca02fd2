// SPDX-License-Identifier: MIT
//
// Sources that lists name ([[subscribe]]), as tables of a configuration. Lists come from elsewhere:
// they may say where feeds are and how often to ask, but name no file and no secret.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/document.h"
#include "model/listed_source.h"

namespace syndic::config {

/// How a source is known in its list: its address, equal for variants of one; empty: it has none.
[[nodiscard]] std::string listed_address(const model::ListedSource& source);

/// The source as a [[source]] without id, with those of its settings that a list may give; nullopt
/// if nothing can be fetched of it.
[[nodiscard]] std::optional<std::string> listed_table(const model::ListedSource& source);

/// The name in what listed_table() returned; empty if there is none.
[[nodiscard]] std::string name_in_listed(const std::string& table);

/// What is wrong with the source by itself; empty if nothing is.
[[nodiscard]] std::string mistake_in_listed(const model::ListedSource& source);

using ReadTable = std::function<tl::expected<Config, std::vector<std::string>>(const Table&)>;

/// `config`, which `read` made of `document`, completed by the sources that its lists have.
[[nodiscard]] Config with_listed(const Table& document, Config config,
                                 const std::vector<model::ListMember>& listed,
                                 const ReadTable& read);

}  // namespace syndic::config
