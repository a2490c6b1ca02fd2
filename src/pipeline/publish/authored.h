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

/// The reason in the withdrawal of an authored item.
inline constexpr std::string_view kNoFile = "its file is gone, a draft, expired or not due yet";

struct AuthoredFolder {
  model::Feed feed;                     ///< The items to be published now.
  std::vector<std::string> mistakes;    ///< "FILE:LINE:COLUMN: …", by file.
  std::set<std::string> unread;         ///< Ids of items whose files have mistakes: they stay.
  std::optional<model::Timestamp> due;  ///< When an item is published or expires next.
};

/// Reads all files NAME.md of the source's folder, but README.md. An item's id is its file's `id`,
/// else a name-based urn of the source and the file's name. Dates without a zone are in the
/// source's zone, else the site's. A file with a mistake only affects its own item. Drafts, items
/// with a future date and expired items are left out. Errors: unreadable if the folder cannot be
/// read.
[[nodiscard]] Result<AuthoredFolder> read_authored_folder(const config::Source& source,
                                                          const config::Config& config,
                                                          model::Timestamp now);

/// Withdraws stored items of the source that are no longer in its folder, and restores those that
/// are there again. `feed` is the folder's, merged. Throws StoreFailure.
void note_missing_files(const AuthoredFolder& folder, const model::Feed& feed, store::Store& store,
                        const config::Source& source, model::Timestamp now);

/// Publishes the files beside authored items to which the document's items refer by their published
/// name, "assets/NAME-HASH.EXT". One that is published already is not read. Throws FileFailure.
void put_assets(const config::Config& config, const write::Document& document, OutputSet& output);

}  // namespace syndic::pipeline
