// SPDX-License-Identifier: MIT
//
// A folder of authored items: Markdown files with front matter (parse/authored/authored.h), and the
// pictures and sounds beside them (assets.h). What is remembered of each file keeps its item's id
// when it is edited or renamed, and has only those files read again that changed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "model/feed.h"
#include "model/known_file.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// Whether the source is such a folder.
[[nodiscard]] bool is_authored(const config::Source& source);

/// The zone of dates of the folder's items that name none.
[[nodiscard]] const std::string& zone_of(const config::Source& source,
                                         const config::Config& config);

/// The reason in the withdrawal of an authored item.
inline constexpr std::string_view kNoFile = "its file is gone, a draft, expired or not due yet";

struct AuthoredFolder {
  model::Feed feed;                     ///< Items to be published now, of files that were read.
  std::vector<std::string> mistakes;    ///< "FILE:LINE:COLUMN: …", by file.
  std::string news;                     ///< Of mistakes that were not there before; or empty.
  std::set<std::string> ids_to_keep;    ///< Of items whose files were not read, or have mistakes.
  std::vector<std::string> ids_to_end;  ///< Of items that are not to be published now.
  std::optional<model::Timestamp> due;  ///< When an item is published or expires next.
  std::vector<model::KnownFile> files;  ///< To be remembered, of the files that were read.
  std::vector<std::string> gone;        ///< The names of files to be forgotten.
  bool is_whole = false;                ///< Nothing was known: all files were read.
};

/// Reads the files NAME.md of the source's folder, but README.md, that are not as they are `known`.
/// `listing` is that of fetch::list_folder(). An item's id is its file's `id`, else that of the
/// known file of the same bytes or the same name, else a name-based urn of the source and the
/// file's name. Dates without a zone are in zone_of(). A file with a mistake only affects its own
/// item. Drafts, items with a future date and expired items are not published.
[[nodiscard]] AuthoredFolder read_authored_folder(const config::Source& source,
                                                  const config::Config& config,
                                                  std::string_view listing,
                                                  const std::vector<model::KnownFile>& known,
                                                  model::Timestamp now);

/// The same of all files. Errors: those of fetch::list_folder().
[[nodiscard]] Result<AuthoredFolder> read_authored_folder(const config::Source& source,
                                                          const config::Config& config,
                                                          model::Timestamp now);

/// Remembers the files that were read, withdraws the items that are not to be published any more,
/// and restores those that are again. `feed` is the folder's, merged. Throws StoreFailure.
void note_files(AuthoredFolder folder, const model::Feed& feed, store::Store& store,
                const config::Source& source, model::Timestamp now);

}  // namespace syndic::pipeline
