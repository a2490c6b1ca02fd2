// SPDX-License-Identifier: MIT
//
// A folder as something to ask: what is in it, told such that nothing of it is read where nothing
// of it changed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The folder's files, each with its size and time of change, a line each, by name; hidden ones and
/// folders inside are none of it. Errors: unreadable; too_large beyond 10,000 files.
[[nodiscard]] Result<std::string> list_folder(const std::filesystem::path& folder);

/// Marks in the validators of a folder that at `when` something is due that is in it already. They
/// hold nothing else: no server gave them.
void remind(model::FetchState& state, std::optional<model::Timestamp> when);

/// Whether such a moment has come.
[[nodiscard]] bool is_reminded(const model::FetchState& state, model::Timestamp now);

}  // namespace syndic::fetch
