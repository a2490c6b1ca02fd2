// SPDX-License-Identifier: MIT
//
// A folder as a source: the list of its files, by which they are read only if something changed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The folder's files by name, a line each with size and time of change, without hidden ones and
/// inner folders. Errors: unreadable; too_large above 10,000 files.
[[nodiscard]] Result<std::string> list_folder(const std::filesystem::path& folder);

/// Records in the validators of a folder, which has no server's, that an item in it becomes due at
/// `when`.
void set_reminder(model::FetchState& state, std::optional<model::Timestamp> when);

/// Whether the time of set_reminder() has come.
[[nodiscard]] bool is_reminder_due(const model::FetchState& state, model::Timestamp now);

}  // namespace syndic::fetch
