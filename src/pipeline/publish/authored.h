// SPDX-License-Identifier: MIT
//
// A folder of authored items: Markdown files with front matter (parse/authored/authored.h), and the
// pictures and sounds beside them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "model/feed.h"
#include "model/timestamp.h"
#include "pipeline/publish/output_set.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// Whether the source is such a folder.
[[nodiscard]] bool is_authored(const config::Source& source);

/// Why an authored item is not published any longer, as its withdrawal has it.
inline constexpr std::string_view kNoFile = "its file is gone, a draft, expired or not due yet";

struct AuthoredFolder {
  model::Feed feed;                   ///< Of what is to be published now.
  std::vector<std::string> mistakes;  ///< "FILE:LINE:COLUMN: …", by file.
  std::set<std::string> unread;       ///< Ids of items whose files have mistakes: they stay as they
                                      ///< were.
  std::optional<model::Timestamp> due;  ///< When what is in the folder reads differently next.
};

/// Reads all files NAME.md of the source's folder, but README.md. An item's id is its file's `id`,
/// else a name-based urn of the source and the file's name. Dates that name no zone are in the
/// source's, else the site's. A file with a mistake costs its own item alone. Drafts, items whose
/// date is yet to come and those that have expired are left out.
/// Errors: unreadable, where the folder is.
[[nodiscard]] Result<AuthoredFolder> read_authored_folder(const config::Source& source,
                                                          const config::Config& config,
                                                          model::Timestamp now);

/// Withdraws whatever of the source is stored and not in its folder any longer; what is there again
/// comes back. `feed` is the folder's, merged. Throws StoreFailure.
void note_missing_files(const AuthoredFolder& folder, const model::Feed& feed, store::Store& store,
                        const config::Source& source, model::Timestamp now);

/// Puts among the published files every file beside an authored item that the document's items name
/// by its published address, "assets/NAME-HASH.EXT". What is there is not even read. Throws
/// FileFailure.
void put_assets(const config::Config& config, const write::Document& document, OutputSet& output);

}  // namespace syndic::pipeline
