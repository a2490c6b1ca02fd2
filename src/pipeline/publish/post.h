// SPDX-License-Identifier: MIT
//
// A new authored item: the file that `syndic post` makes.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "http/transport.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// The fields of the file; empty ones are left out.
struct Post {
  std::string title;
  std::string link;
  std::string date;  ///< In any form that parse/date/date.h reads; empty: now.
  std::string kind;  ///< "read", "watch" or "listen".
  std::string summary;
  std::string image;
  std::string enclosure;
  std::string source;  ///< The publication that it is taken from.
  std::vector<std::string> tags;
};

/// The first source of the configuration that is a folder of authored items; null if there is none.
[[nodiscard]] const config::Source* authored_source(const config::Config& config);

/// Fetches the page `url` and fills the post's empty fields from its metadata.
/// Errors: those of ask_for_page() and parse::read_page_metadata().
[[nodiscard]] Result<Post> completed_from(Post post, const std::string& url,
                                          const config::Config& config, http::Transport& transport,
                                          const std::atomic<bool>& cancelled);

/// The file's text: front matter and an empty body. `zone` is for dates that name none.
/// Errors: malformed if the date cannot be read.
[[nodiscard]] Result<std::string> text_of(const Post& post, const std::string& zone,
                                          model::Timestamp now);

/// Writes it as a new file "DATE-SLUG.md" of the folder, or "DATE-SLUG-2.md" and so on if that name
/// is taken: no file is ever overwritten. Returns the path. Errors: those of text_of(); unreadable
/// if it cannot be written.
[[nodiscard]] Result<std::filesystem::path> write_post(const Post& post,
                                                       const std::filesystem::path& folder,
                                                       const std::string& zone,
                                                       model::Timestamp now);

}  // namespace syndic::pipeline
